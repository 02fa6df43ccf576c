import type { Sharp } from 'sharp';
import { MAX_PIXELS } from '../files/picture-limits.js';

/** Pixels, after the camera's orientation has been applied and the picture has been scaled down. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Where a picture lies in the content store. */
export interface PictureFile {
  readonly id: string;
  readonly path: string;
}

const LONGEST_SIDE = 1600;

/** Loaded for the first picture only: sharp is a third of what a drawing thread has to load, and many portfolios have none. */
async function open(path: string): Promise<Sharp> {
  const { default: sharp } = await import('sharp');
  return sharp(path, { limitInputPixels: MAX_PIXELS, failOn: 'error' });
}

/** Size at which a picture will be placed, or `undefined` when it cannot be read. */
export async function pictureSize(path: string): Promise<PictureSize | undefined> {
  try {
    const { autoOrient } = await (await open(path)).metadata();
    const scale = Math.min(1, LONGEST_SIDE / Math.max(autoOrient.width, autoOrient.height));
    return { width: autoOrient.width * scale, height: autoOrient.height * scale };
  } catch {
    return undefined;
  }
}

/**
 * The pixels alone: upright, scaled down, on white, without metadata, so that no place or camera (EXIF, GPS) leaves with
 * the document and nothing but an image can hide in the file. `undefined` when the pixels cannot be decoded.
 */
export async function encodePicture(path: string): Promise<Buffer | undefined> {
  try {
    const source = await open(path);
    const { format } = await source.metadata();
    const pixels = source
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb');
    // Screenshots stay sharp as PNG; photographs are small as JPEG.
    return await (format === 'png' ? pixels.png() : pixels.jpeg({ quality: 85 })).toBuffer();
  } catch {
    return undefined;
  }
}
