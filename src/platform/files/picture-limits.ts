/** S14: above this a picture is a decompression bomb or a poster. */
export const MAX_PIXELS = 40_000_000;

/**
 * Whether the header of the picture at `path` announces more pixels than are ever decoded. Reads the header alone; a
 * picture that has none worth the name announces nothing, and whoever wants to decode it will find out.
 */
export async function announcesTooManyPixels(path: string): Promise<boolean> {
  const { default: sharp } = await import('sharp');
  try {
    const { width, height, pages = 1 } = await sharp(path, { limitInputPixels: false }).metadata();
    return width * height * pages > MAX_PIXELS;
  } catch {
    return false;
  }
}
