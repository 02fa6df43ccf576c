import type { PlacedText } from '../pages/page-text.js';
import type { FilePageOp } from './page-layout.js';
import type { ShapedWords, TaggedPdf } from './pdfkit-document.js';
import { safeText } from './safe-text.js';
import type { TextMeasure } from './text-measure.js';

const FACE = 'regular';
/** Points. Letters of a mischievous file may be of any size. */
const SIZES = { least: 1, most: 200 };
/** In per cent of the width of our letters. */
const STRETCH = { least: 1, most: 1000 };

/**
 * Lays the text of a page over its picture, so that it is searched, marked and read out where it is seen, and paints
 * nothing (text rendering mode 3). Leaves the font of the document changed.
 */
export function writeHidden(pdf: TaggedPdf, measure: TextMeasure, op: FilePageOp, runs: readonly PlacedText[]): void {
  pdf.save();
  pdf.addContent('3 Tr');
  pdf.font(FACE);
  // The words of strangers' files are of no use to later pages: remembered, they would grow with the document.
  const shapedBefore = pdf._font.layoutCache;
  pdf._font.layoutCache = Object.create(null) as ShapedWords;
  for (const { text, x, y, width, height } of runs) {
    const words = `${safeText(text, (codePoint) => measure.hasGlyph(codePoint, FACE)).replace(/\n/gu, ' ')} `;
    const size = Math.min(SIZES.most, Math.max(SIZES.least, height * op.height * 0.8));
    pdf.font(FACE).fontSize(size);
    const natural = pdf.widthOfString(words);
    const stretch = natural > 0 ? (100 * width * op.width) / natural : 100;
    const horizontalScaling = Math.round(Math.min(STRETCH.most, Math.max(STRETCH.least, stretch)) * 10) / 10;
    pdf._fragment(words, op.x + x * op.width, op.y + y * op.height, {
      textWidth: natural,
      wordCount: 1,
      horizontalScaling,
    });
  }
  pdf.font(FACE);
  pdf._font.layoutCache = shapedBefore;
  pdf.restore();
}
