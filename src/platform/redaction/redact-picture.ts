import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import type { Derivative, RedactOrder, Refused, Region, ViewOrder } from './redaction-order.js';

/** S14: above this a picture is a decompression bomb. */
const PIXEL_LIMIT = 40_000_000;
/** Longest side of a picture to look at, in pixels. */
const VIEW_SIDE = 2_000;

const UNREADABLE = 'This picture cannot be read: it is damaged or has more than 40 million pixels.';

type PictureFormat = 'png' | 'jpeg' | 'webp';

/** The picture as it is seen: upright, sRGB, on white. sharp carries no metadata over unless told to. */
async function open(path: string): Promise<{ picture: Sharp; format: PictureFormat; width: number; height: number }> {
  const source = sharp(path, { limitInputPixels: PIXEL_LIMIT, failOn: 'error' });
  const { format, autoOrient } = await source.metadata();
  if (format !== 'png' && format !== 'jpeg' && format !== 'webp') throw new Error(`no picture of ours: ${format}`);
  const picture = source.autoOrient().flatten({ background: '#ffffff' }).toColourspace('srgb');
  return { picture, format, ...autoOrient };
}

function inFormat(picture: Sharp, format: PictureFormat): Sharp {
  if (format === 'png') return picture.png();
  return format === 'webp' ? picture.webp({ quality: 90 }) : picture.jpeg({ quality: 90, chromaSubsampling: '4:4:4' });
}

const answer = (picture: Buffer, format: PictureFormat, words: Derivative['words']): Derivative => ({
  chunks: [picture],
  mediaType: `image/${format}`,
  extension: format === 'jpeg' ? 'jpg' : format,
  words,
  picturePages: [1],
});

/** The pixels with the regions painted black, encoded anew. No word can be found in a picture. */
export async function redactPicture({ path, regions, words }: RedactOrder): Promise<Derivative | Refused> {
  const beyond = regions.find(({ page }) => page !== 1);
  if (beyond) return { refused: `A picture has one page, so there is no page ${beyond.page}.` };
  try {
    const { picture, format, width, height } = await open(path);
    const covered = picture.composite(regions.map((region) => blackout(region, width, height))).removeAlpha();
    const notFound = words.map(() => ({ replaced: 0, withinLongerWords: 0 }));
    return answer(await inFormat(covered, format).toBuffer(), format, notFound);
  } catch {
    return { refused: UNREADABLE };
  }
}

export async function viewPicture({ path }: ViewOrder): Promise<Derivative | Refused> {
  try {
    const { picture, format } = await open(path);
    const small = picture.resize({ width: VIEW_SIDE, height: VIEW_SIDE, fit: 'inside', withoutEnlargement: true });
    return answer(await inFormat(small, format).toBuffer(), format, []);
  } catch {
    return { refused: UNREADABLE };
  }
}

function blackout({ x, y, width, height }: Region, across: number, down: number): OverlayOptions {
  const left = Math.min(Math.floor(x * across), across - 1);
  const top = Math.min(Math.floor(y * down), down - 1);
  const right = Math.min(Math.ceil((x + width) * across), across);
  const bottom = Math.min(Math.ceil((y + height) * down), down);
  const create = {
    ...{ width: Math.max(1, right - left), height: Math.max(1, bottom - top), channels: 3 as const },
    background: '#000000',
  };
  return { input: { create }, left, top };
}
