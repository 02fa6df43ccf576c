import type { TaggedPdf } from './pdfkit-document.js';
import type { TextMeasure } from './text-measure.js';
import type { Face, TextStyle } from './typography.js';

type Look = Pick<TextStyle, 'face' | 'size' | 'colour'>;

/** Writes lines whose width is known, and sets fonts and colours only where they change. */
export class Pen {
  private face: Face | null = null;
  private size = 0;
  private colour = '';

  constructor(
    private readonly pdf: TaggedPdf,
    private readonly measure: TextMeasure,
  ) {}

  /** After something else has set the colour of the document, or its page. */
  forgetColour(): void {
    this.colour = '';
  }

  /** After something else has set the font of the document, or its page. */
  forgetFont(): void {
    this.face = null;
  }

  write(text: string, x: number, y: number, look: Look, width: number): void {
    if (text === '') return;
    if (look.face !== this.face || look.size !== this.size) {
      this.pdf.font(look.face).fontSize(look.size);
      this.face = look.face;
      this.size = look.size;
    }
    if (look.colour !== this.colour) {
      this.pdf.fillColor(look.colour);
      this.colour = look.colour;
    }
    // The line is broken and its width known: what `text` does beyond this is to measure it twice more.
    this.pdf._fragment(text, x, y, { textWidth: width, wordCount: 1 });
  }

  writeRight(text: string, right: number, y: number, style: TextStyle): void {
    const width = this.widthOf(text, style);
    this.write(text, right - width, y, style, width);
  }

  fillRect(x: number, y: number, width: number, height: number, fill: string): void {
    this.pdf.rect(x, y, width, height).fill(fill);
    this.colour = '';
  }

  widthOf(text: string, { face, size }: Pick<TextStyle, 'face' | 'size'>): number {
    // Measuring sets a font of its own on the document.
    this.face = null;
    return this.measure.width(text, face, size);
  }
}
