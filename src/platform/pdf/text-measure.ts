import type { TaggedPdf } from './pdfkit-document.js';
import type { Face } from './typography.js';

/** Words longer than this are measured letter by letter: PDFKit is quadratic on long runs (B0.6). */
export const LONG_RUN = 32;

/** Beyond this many remembered widths the text is not repeating itself, and remembering only costs memory. */
const REMEMBERED_WIDTHS = 50_000;

/** A letter with its combining marks. */
export const LETTERS = /\P{M}\p{M}*|\p{M}+/gu;

/**
 * Widths of words in each face, measured once and remembered for a size of one point. Measuring changes the font that is
 * set on the document.
 */
export class TextMeasure {
  private readonly widths: Record<Face, Map<string, number>> = {
    regular: new Map(),
    bold: new Map(),
    italic: new Map(),
    mono: new Map(),
  };
  private readonly glyphs: Record<Face, Map<number, boolean>> = {
    regular: new Map(),
    bold: new Map(),
    italic: new Map(),
    mono: new Map(),
  };

  constructor(private readonly pdf: TaggedPdf) {}

  width(word: string, face: Face, size: number): number {
    const known = this.widths[face];
    let width = known.get(word);
    if (width === undefined) {
      width = word.length > LONG_RUN ? this.widthByLetters(word, face) : this.ask(word, face);
      if (known.size >= REMEMBERED_WIDTHS) known.clear();
      known.set(word, width);
    }
    return width * size;
  }

  hasGlyph(codePoint: number, face: Face): boolean {
    const asked = this.glyphs[face];
    let known = asked.get(codePoint);
    if (known === undefined) {
      this.pdf.font(face);
      known = this.pdf._font.font.hasGlyphForCodePoint(codePoint);
      asked.set(codePoint, known);
    }
    return known;
  }

  private widthByLetters(word: string, face: Face): number {
    let width = 0;
    for (const [letter] of word.matchAll(LETTERS)) width += this.width(letter, face, 1);
    return width;
  }

  private ask(word: string, face: Face): number {
    return this.pdf.font(face).fontSize(1000).widthOfString(word) / 1000;
  }
}
