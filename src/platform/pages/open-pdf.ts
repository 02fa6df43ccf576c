import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

const MAX_INPUT_BYTES = 100 * 1024 ** 2;
/** A larger picture inside the PDF is a bomb and stays blank (S14). */
const MAX_INNER_PICTURE_PIXELS = 40_000_000;

const PDFJS = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const folder = (name: string): string => `${join(PDFJS, name)}/`;

/** Why the pages of a stored PDF cannot be had. */
export type PdfObstacle = 'too_large' | 'encrypted' | 'damaged';

/** Opens a stored PDF to be painted: scripts in it are not run, and nothing is fetched. Destroy its loading task after use. */
export async function openPdf(path: string): Promise<PDFDocumentProxy | PdfObstacle> {
  if ((await stat(path)).size > MAX_INPUT_BYTES) return 'too_large';
  const loading = getDocument({
    data: new Uint8Array(await readFile(path)),
    standardFontDataUrl: folder('standard_fonts'),
    cMapUrl: folder('cmaps'),
    wasmUrl: folder('wasm'),
    iccUrl: folder('iccs'),
    isEvalSupported: false,
    useSystemFonts: false,
    maxImageSize: MAX_INNER_PICTURE_PIXELS,
    verbosity: 0,
  });
  try {
    return await loading.promise;
  } catch (error) {
    await loading.destroy();
    // By its name: pdf.js does not export the class.
    return error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'damaged';
  }
}
