import { createCanvas } from '@napi-rs/canvas';
import { AnnotationMode, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { encodePage } from './encode-page.js';
import { type Matrix, PageLetters } from '../redaction/page-letters.js';
import { visibleText, type PlacedText } from './page-text.js';

const DOTS_PER_INCH = 150;
/** Of one page on the canvas; A4 at 150 dots per inch has two million. */
const MAX_PIXELS = 4_000_000;
const MAX_SIDE_PIXELS = 4_000;

/** In points, as the page is seen. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

export interface PaintedPage extends PageSize {
  /** PNG or JPEG. */
  readonly picture: Uint8Array;
  readonly text: readonly PlacedText[];
}

/** Of the first `most` pages; `null` for one that cannot be found. */
export async function sizesOfPages(pdf: PDFDocumentProxy, most: number): Promise<(PageSize | null)[]> {
  const sizes: (PageSize | null)[] = [];
  for (let number = 1; number <= Math.min(pdf.numPages, most); number += 1) {
    sizes.push(await sizeOf(pdf, number));
  }
  return sizes;
}

async function sizeOf(pdf: PDFDocumentProxy, number: number): Promise<PageSize | null> {
  try {
    const page = await pdf.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    page.cleanup();
    return width > 0 && height > 0 && Number.isFinite(width * height) ? { width, height } : null;
  } catch {
    return null;
  }
}

/**
 * A page as pixels and as text, without anything else that the file holds. `null` when it cannot be drawn: half a page
 * would look as if it were whole.
 */
export async function paintPage(pdf: PDFDocumentProxy, number: number): Promise<PaintedPage | null> {
  const size = await sizeOf(pdf, number);
  if (size === null) return null;
  const { width, height } = size;
  const page = await pdf.getPage(number);
  const scale = Math.min(
    ...[DOTS_PER_INCH / 72, Math.sqrt(MAX_PIXELS / (width * height)), MAX_SIDE_PIXELS / Math.max(width, height)],
  );
  const viewport = page.getViewport({ scale });
  const [across, down] = [Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height))];
  const canvas = createCanvas(across, down);
  try {
    // The types are those of a browser; in Node pdf.js draws on this very library.
    const annotationMode = AnnotationMode.ENABLE;
    await page.render({ canvas: canvas as never, viewport, annotationMode, background: '#ffffff' }).promise;
    const pixels = canvas.getContext('2d').getImageData(0, 0, across, down).data;
    const letters = new PageLetters(viewport.transform as unknown as Matrix, (name) => fontOf(page, name));
    letters.read(await page.getOperatorList({ annotationMode }));
    const text = visibleText(letters.letters, { pixels, across, down });
    return { width, height, picture: new Uint8Array(await encodePage(Buffer.from(pixels.buffer), across, down)), text };
  } catch {
    return null;
  } finally {
    page.cleanup();
    canvas.width = canvas.height = 1;
  }
}

type FontOnPage = ReturnType<ConstructorParameters<typeof PageLetters>[1]>;

function fontOf(page: PDFPageProxy, name: string): FontOnPage {
  return page.commonObjs.has(name) ? (page.commonObjs.get(name) as FontOnPage) : null;
}
