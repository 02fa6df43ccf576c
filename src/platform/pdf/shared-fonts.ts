import PDFDocument from 'pdfkit';
import type { ParsedFont, ShapedWords, TaggedPdf } from './pdfkit-document.js';
import { FACES, type Face } from './typography.js';

interface SharedFont {
  readonly font: ParsedFont;
  words: ShapedWords;
  /** How many words were shaped since there were none. */
  shaped: number;
}

/** In one face, some 32 MB. Beyond it a page starts with none: pages share most words, not their numbers. */
const REMEMBERED_WORDS = 10_000;

/**
 * One thread draws many documents. To read the tables of four fonts and to shape words that every portfolio says is a third
 * of the work, so both are kept from one document to the next; nothing that is kept depends on the documents before.
 */
const shared = new Map<Face, SharedFont>();

/** Makes each face known to the document by its name. */
export function registerFaces(pdf: TaggedPdf): void {
  for (const face of Object.keys(FACES) as Face[]) {
    const known = shared.get(face) ?? open(FACES[face]);
    shared.set(face, known);
    pdf.registerFont(face, known.font);
    pdf.font(face);
    pdf._font.layoutCache = known.words;
  }
  boundWords(pdf);
}

/** Forgets the words of a face that has shaped too many; for the end of a page, because it changes the font that is set. */
export function boundWords(pdf: TaggedPdf): void {
  for (const [face, known] of shared) {
    if (known.shaped <= REMEMBERED_WORDS) continue;
    known.words = noWords();
    known.shaped = 0;
    pdf.font(face);
    pdf._font.layoutCache = known.words;
  }
}

function open(path: string): SharedFont {
  const { font } = (new PDFDocument({ autoFirstPage: false, font: path }) as unknown as TaggedPdf)._font;
  const layout = font.layout.bind(font);
  const known: SharedFont = { font, words: noWords(), shaped: 0 };
  // fontkit gives a glyph the letters that called for it first. Were they to last, a document could give out "\uFB01" as its
  // text where it says "fi", because of another document. So a shaped word follows from its own letters alone.
  font.layout = (text) => {
    font._glyphs = {};
    known.shaped += 1;
    return layout(text);
  };
  return known;
}

/** Without a prototype: a word may be "constructor". */
function noWords(): ShapedWords {
  return Object.create(null) as ShapedWords;
}
