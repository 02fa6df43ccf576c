import { buffer } from 'node:stream/consumers';
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { AnnotationMode, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { openPdf, type PdfObstacle } from '../pages/open-pdf.js';
import { encodePage } from '../pages/encode-page.js';
import { openTaggedPdf, type TaggedPdf } from '../pdf/pdfkit-document.js';
import { type Matrix, type PageLetter, PageLetters } from './page-letters.js';
import { asCells, continues, inReadingOrder } from './page-lines.js';
import type { Derivative, RedactOrder, Refused, Region, WordOutcome } from './redaction-order.js';
import { findWords } from './word-finder.js';

const MAX_PAGES = 200;
const MAX_OUTPUT_BYTES = 64 * 1024 ** 2;
const DOTS_PER_INCH = 150;
/** Of one page on the canvas; A4 at 150 dots per inch has two million. */
const MAX_PIXELS = 8_000_000;
const MAX_SIDE_PIXELS = 8_000;
/** The largest page that PDF readers promise to show, in points. */
const MAX_SIDE_POINTS = 14_400;

const OBSTACLES: Readonly<Record<PdfObstacle, string>> = {
  too_large: 'This PDF is larger than 100 MiB. Split it first.',
  damaged: 'This PDF cannot be read: it is damaged. Print it to a new PDF and attach that.',
  encrypted: 'This PDF is protected by a password. Save it without one and attach that.',
};

/**
 * A new PDF of pictures of the pages, with what is to disappear painted over before the pictures are taken. Nothing of the
 * original file gets into it but colours of pixels: no text layer, fonts, attachments, layers, forms, links or properties.
 */
export async function redactPdf(order: RedactOrder): Promise<Derivative | Refused> {
  const original = await openPdf(order.path);
  if (typeof original === 'string') return { refused: OBSTACLES[original] };
  try {
    return await redactPages(original, order);
  } finally {
    await original.loadingTask.destroy();
  }
}

async function redactPages(original: PDFDocumentProxy, order: RedactOrder): Promise<Derivative | Refused> {
  const { numPages } = original;
  if (numPages > MAX_PAGES)
    return { refused: `This PDF has ${numPages} pages; at most ${MAX_PAGES} are redacted at once. Split it.` };
  const beyond = order.regions.find(({ page }) => page > numPages);
  if (beyond) return { refused: `There is no page ${beyond.page}: the PDF has ${numPages}.` };

  const pdf = openTaggedPdf({
    ...{ title: order.title, subject: '', author: '', producer: order.producer, language: 'en-GB' },
    ...{ createdAt: order.createdAt, conforms: false, own: [] },
  });
  const written = buffer(pdf);
  const words: WordOutcome[] = order.words.map(() => ({ replaced: 0, withinLongerWords: 0 }));
  const picturePages: number[] = [];
  let bytes = 0;
  for (let number = 1; number <= numPages; number += 1) {
    const painted = await paintPage(original, number, order);
    if (painted === null) return { refused: `Page ${number} cannot be drawn, so it cannot be redacted.` };
    painted.outcomes.forEach((outcome, index) => {
      const soFar = words[index]!;
      words[index] = {
        replaced: soFar.replaced + outcome.replaced,
        withinLongerWords: soFar.withinLongerWords + outcome.withinLongerWords,
      };
    });
    if (painted.hasPictures) picturePages.push(number);
    bytes += painted.picture.length;
    if (bytes > MAX_OUTPUT_BYTES) return { refused: 'As pictures the pages are too large. Split the PDF first.' };
    addPage(pdf, painted, `Page ${number} of ${numPages}: a picture of the redacted page.`);
  }
  pdf.end();
  return { chunks: [await written], mediaType: 'application/pdf', extension: 'pdf', words, picturePages };
}

interface PaintedPage {
  /** In points, as it is seen. */
  readonly width: number;
  readonly height: number;
  readonly picture: Buffer;
  readonly outcomes: readonly WordOutcome[];
  readonly hasPictures: boolean;
}

/** `null` for a page that pdf.js cannot draw: half a page would look as if it were redacted. */
async function paintPage(original: PDFDocumentProxy, number: number, order: RedactOrder): Promise<PaintedPage | null> {
  let page: PDFPageProxy;
  try {
    page = await original.getPage(number);
  } catch {
    return null;
  }
  const { width, height } = page.getViewport({ scale: 1 });
  if (!(width > 0 && height > 0 && Number.isFinite(width * height))) return null;
  const scale = Math.min(
    ...[DOTS_PER_INCH / 72, Math.sqrt(MAX_PIXELS / (width * height)), MAX_SIDE_PIXELS / Math.max(width, height)],
  );
  const viewport = page.getViewport({ scale });
  const [across, down] = [Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height))];
  const canvas = createCanvas(across, down);
  const covered = createCanvas(across, down);
  try {
    await page.render({
      // The types are those of a browser; in Node pdf.js draws on this very library.
      canvas: canvas,
      viewport,
      annotationMode: AnnotationMode.ENABLE,
      background: '#ffffff',
    }).promise;
    const letters = new PageLetters(viewport.transform as unknown as Matrix, (name) => fontOf(page, name));
    letters.read(await page.getOperatorList({ annotationMode: AnnotationMode.ENABLE }));
    // On a canvas of its own: no clipping, transparency or blending that the page left behind can thin the black.
    const pen = covered.getContext('2d');
    pen.drawImage(canvas, 0, 0);
    const outcomes = coverWords(pen, letters.letters, order.words);
    for (const region of order.regions) if (region.page === number) coverRegion(pen, region, across, down);
    const pixels = pen.getImageData(0, 0, across, down).data;
    const picture = await encodePage(Buffer.from(pixels.buffer), across, down);
    return { width, height, picture, outcomes, hasPictures: letters.hasPictures };
  } catch {
    return null;
  } finally {
    page.cleanup();
    for (const used of [canvas, covered]) used.width = used.height = 1;
  }
}

type FontOnPage = ReturnType<ConstructorParameters<typeof PageLetters>[1]>;

function fontOf(page: PDFPageProxy, name: string): FontOnPage {
  return page.commonObjs.has(name) ? (page.commonObjs.get(name) as FontOnPage) : null;
}

/**
 * Searches the letters twice, in the order in which the file draws them and in the order in which they are read: a name may
 * be whole in only one of them. What either finds is covered.
 */
function coverWords(pen: SKRSContext2D, drawn: readonly PageLetter[], words: readonly string[]): WordOutcome[] {
  const [first, second] = [drawn, inReadingOrder(drawn)].map((letters) => {
    const { occurrences, outcomes } = findWords(asCells(letters), words);
    for (const { first: from, last } of occurrences) coverName(pen, letters.slice(from, last + 1));
    return outcomes;
  });
  return words.map((_, index) => {
    const [one, other] = [first![index]!, second![index]!];
    return one.replaced >= other.replaced ? one : other;
  });
}

/** From the left edge of one letter to the right edge of another, as their text runs. */
function cover(pen: SKRSContext2D, from: PageLetter, to: PageLetter): void {
  pen.beginPath();
  pen.moveTo(...from.corners[0]);
  for (const corner of [to.corners[1], to.corners[2], from.corners[3]]) pen.lineTo(...corner);
  pen.closePath();
  pen.fill();
  // Half-covered pixels at the edge would keep a shade of the letter.
  pen.lineWidth = 2;
  pen.stroke();
}

/** Covers a name with one bar for each line: gaps between its letters would tell how many there are. */
function coverName(pen: SKRSContext2D, letters: readonly PageLetter[]): void {
  letters.forEach((letter, index) => {
    cover(pen, letter, letter);
    const next = letters[index + 1];
    if (next && continues(letter, next)) cover(pen, letter, next);
  });
}

function coverRegion(pen: SKRSContext2D, { x, y, width, height }: Region, across: number, down: number): void {
  const [left, top] = [Math.floor(x * across), Math.floor(y * down)];
  pen.fillRect(left, top, Math.ceil((x + width) * across) - left, Math.ceil((y + height) * down) - top);
}

function addPage(pdf: TaggedPdf, { width, height, picture }: PaintedPage, alt: string): void {
  const shrink = Math.min(1, MAX_SIDE_POINTS / Math.max(width, height));
  const size: [number, number] = [width * shrink, height * shrink];
  pdf.addPage({ size, margin: 0 });
  const figure = pdf.struct('Figure', { alt, bbox: [0, 0, ...size] });
  pdf.addStructure(figure);
  figure.add(pdf.markStructureContent('Figure'));
  pdf.image(picture, 0, 0, { width: size[0], height: size[1] });
  pdf.endMarkedContent();
  figure.end();
}
