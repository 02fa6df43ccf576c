import sharp from 'sharp';

/** Text and line art stay sharp and small as PNG; a photograph of the same size is taken as JPEG. */
const MAX_PNG_BYTES = 700_000;

/** A picture of pixels of four bytes each, on white: PNG while that is small, else JPEG. */
export async function encodePage(pixels: Buffer, width: number, height: number): Promise<Buffer> {
  const whole = sharp(pixels, { raw: { width, height, channels: 4 } }).flatten({ background: '#ffffff' });
  // Most pages are black on white, which takes a third of the room of colours.
  const picture = hasColour(pixels) ? whole : whole.toColourspace('b-w');
  const sharpest = await picture.clone().png({ compressionLevel: 6 }).toBuffer();
  return sharpest.length <= MAX_PNG_BYTES ? sharpest : picture.jpeg({ quality: 88 }).toBuffer();
}

function hasColour(pixels: Buffer): boolean {
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at] !== pixels[at + 1] || pixels[at] !== pixels[at + 2]) return true;
  }
  return false;
}
