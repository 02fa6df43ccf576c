import { execFile } from 'node:child_process';
import sharp from 'sharp';
import { MAX_PIXELS } from '../files/picture-limits.js';
import { UnreadableFile } from './unreadable-file.js';

/** Beyond this nothing more is recognised, only waited for. */
const LONGEST_SIDE = 4_000;
/** A child process outlives the thread that started it; it must end by itself. */
const TIMEOUT_MS = 25_000;
const MAX_OUTPUT_BYTES = 4 * 1024 ** 2;

/**
 * The text that tesseract finds in a picture; `null` where it is not installed. The program is given pixels that we have
 * decoded ourselves: it never sees what somebody uploaded.
 * @param picture path of a file, or its bytes
 * @throws UnreadableFile damaged, took_too_long
 */
export async function recogniseText(picture: string | Buffer): Promise<string | null> {
  const pixels = await decode(picture);
  return new Promise((resolve, reject) => {
    const child = execFile(
      'tesseract',
      ['stdin', 'stdout'],
      { timeout: TIMEOUT_MS, killSignal: 'SIGKILL', maxBuffer: MAX_OUTPUT_BYTES },
      (error, stdout) => {
        if (error === null) resolve(stdout);
        else if (error.code === 'ENOENT') resolve(null);
        else reject(new UnreadableFile(error.killed ? 'took_too_long' : 'damaged', { cause: error }));
      },
    );
    // A program that is missing or gives up early closes its end; what became of it is told above.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(pixels);
  });
}

async function decode(picture: string | Buffer): Promise<Buffer> {
  try {
    return await sharp(picture, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .greyscale()
      .png({ compressionLevel: 1 })
      .toBuffer();
  } catch (error) {
    throw new UnreadableFile('damaged', { cause: error });
  }
}
