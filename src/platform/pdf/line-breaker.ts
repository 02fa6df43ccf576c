import type { Inline, Span } from './blocks.js';
import { TONES } from './palette.js';
import { safeText } from './safe-text.js';
import { LETTERS, type TextMeasure } from './text-measure.js';
import type { Face, TextStyle } from './typography.js';

/** A stretch of one line in one look. */
export interface Segment {
  text: string;
  width: number;
  readonly face: Face;
  readonly size: number;
  readonly colour: string;
  readonly link: string | undefined;
  readonly pageOf: string | undefined;
  readonly pageTo: string | undefined;
  readonly closing: string | undefined;
}

export interface Line {
  readonly segments: readonly Segment[];
  readonly width: number;
}

type Look = Pick<Segment, 'face' | 'size' | 'colour' | 'link' | 'pageOf' | 'pageTo' | 'closing'>;

/** A word with the spaces that follow it; a line may end after it only when it ends in a space or was cut from a long run. */
interface Word {
  readonly text: string;
  /** Without the spaces, which may hang over the edge. */
  readonly width: number;
  readonly widthWithSpace: number;
  readonly mayEndLine: boolean;
  readonly look: Look;
}

/** Places where a long run is cut rather than in mid-word: file names, addresses, hashes with separators. */
const GOOD_CUT = /[-–/_.,:;@=]$/u;

/** Room kept for a page number that is known only when all pages are. */
const PAGE_NUMBER_ROOM = '000';

function lookOf(span: Span, style: TextStyle): Look {
  const face: Face = span.mono ? 'mono' : span.bold ? 'bold' : span.italic ? 'italic' : style.face;
  const colour = span.tone ? TONES[span.tone].text : span.link ? TONES.accent.text : style.colour;
  // Mono letters look larger than the condensed text around them.
  const { link, pageOf, pageTo, closing } = span;
  return { face, size: span.mono ? style.size * 0.88 : style.size, colour, link, pageOf, pageTo, closing };
}

/** Breaks a run of text into lines no wider than `width`; a word that is wider than a line is cut. Never returns no line. */
export function breakLines(content: Inline, style: TextStyle, width: number, measure: TextMeasure): Line[] {
  const lines: Line[] = [];
  let words: Word[] = [];
  const flush = (): void => {
    fillLines(words, width, lines);
    words = [];
  };
  for (const part of content) {
    const span: Span = typeof part === 'string' ? { text: part } : part;
    const wished = lookOf(span, style);
    const { text, face } = drawable(span.text, wished.face, measure);
    const look = { ...wished, face };
    text.split('\n').forEach((line, index) => {
      if (index > 0) flush();
      pushWords(line, look, width, measure, words);
    });
    if (span.pageOf !== undefined) {
      const widest = `${PAGE_NUMBER_ROOM}${span.pageTo === undefined ? '' : `–${PAGE_NUMBER_ROOM}`}${span.closing ?? ''}`;
      const room = measure.width(widest, look.face, look.size);
      words.push({ text: '', width: room, widthWithSpace: room, mayEndLine: false, look });
    }
  }
  flush();
  return lines;
}

/** The regular face knows most scripts; a span that its own face cannot draw is set in it rather than replaced. */
function drawable(source: string, face: Face, measure: TextMeasure): { text: string; face: Face } {
  const text = safeText(
    source,
    (codePoint) => measure.hasGlyph(codePoint, face) || measure.hasGlyph(codePoint, 'regular'),
  );
  for (const [letter] of text.matchAll(/[^\x20-\x7E\n]/gu)) {
    if (!measure.hasGlyph(letter.codePointAt(0)!, face)) return { text, face: 'regular' };
  }
  return { text, face };
}

function pushWords(text: string, look: Look, width: number, measure: TextMeasure, words: Word[]): void {
  const plain: Look =
    look.pageOf === undefined ? look : { ...look, pageOf: undefined, pageTo: undefined, closing: undefined };
  const space = measure.width(' ', look.face, look.size);
  for (const [token] of text.matchAll(/[^ ]+ *| +/gu)) {
    const letters = token.trimEnd();
    const spaces = (token.length - letters.length) * space;
    // PDFKit shapes a word together with its space and remembers that: measured so, it is shaped once, not twice.
    const wide =
      spaces > 0
        ? measure.width(`${letters} `, look.face, look.size) - space
        : measure.width(letters, look.face, look.size);
    if (wide <= width) {
      words.push({ text: token, width: wide, widthWithSpace: wide + spaces, mayEndLine: spaces > 0, look: plain });
      continue;
    }
    const pieces = cutLongRun(letters, plain, width, measure);
    pieces.forEach((piece, index) => {
      const last = index === pieces.length - 1;
      words.push({
        text: last ? piece.text + ' '.repeat(token.length - letters.length) : piece.text,
        width: piece.width,
        widthWithSpace: last ? piece.width + spaces : piece.width,
        mayEndLine: !last || spaces > 0,
        look: plain,
      });
    });
  }
}

/** Cuts a run without spaces into pieces that fit a line: one walk over its letters, whatever its length. */
function cutLongRun(run: string, look: Look, width: number, measure: TextMeasure): { text: string; width: number }[] {
  const pieces: { text: string; width: number }[] = [];
  let text = '';
  let wide = 0;
  let goodCut = 0;
  let wideAtGoodCut = 0;
  for (const [letter] of run.matchAll(LETTERS)) {
    const letterWidth = measure.width(letter, look.face, look.size);
    if (wide + letterWidth > width && text !== '') {
      if (wideAtGoodCut > width / 2) {
        pieces.push({ text: text.slice(0, goodCut), width: wideAtGoodCut });
        text = text.slice(goodCut);
        wide -= wideAtGoodCut;
      } else {
        pieces.push({ text, width: wide });
        text = '';
        wide = 0;
      }
      goodCut = 0;
      wideAtGoodCut = 0;
    }
    text += letter;
    wide += letterWidth;
    if (GOOD_CUT.test(letter)) {
      goodCut = text.length;
      wideAtGoodCut = wide;
    }
  }
  pieces.push({ text, width: wide });
  return pieces;
}

/** First fit: a line takes words until the next one would stand over the edge, then ends at the last place it may. */
function fillLines(words: readonly Word[], width: number, lines: Line[]): void {
  let start = 0;
  let wide = 0;
  let lastEnd = -1;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index]!;
    if (wide + word.width > width && index > start) {
      const end = lastEnd > start ? lastEnd : index;
      lines.push(lineOf(words, start, end));
      start = end;
      wide = 0;
      for (let rest = start; rest < index; rest += 1) wide += words[rest]!.widthWithSpace;
      lastEnd = -1;
    }
    wide += word.widthWithSpace;
    if (word.mayEndLine) lastEnd = index + 1;
  }
  lines.push(lineOf(words, start, words.length));
}

function lineOf(words: readonly Word[], start: number, end: number): Line {
  const segments: Segment[] = [];
  let width = 0;
  for (let index = start; index < end; index += 1) {
    const word = words[index]!;
    const last = segments.at(-1);
    if (last !== undefined && sameLook(last, word.look)) {
      last.text += word.text;
      last.width += word.widthWithSpace;
    } else {
      segments.push({ text: word.text, width: word.widthWithSpace, ...word.look });
    }
    width += index === end - 1 ? word.width : word.widthWithSpace;
  }
  return { segments, width };
}

function sameLook(a: Look, b: Look): boolean {
  return (
    a.pageOf === undefined &&
    b.pageOf === undefined &&
    a.face === b.face &&
    a.size === b.size &&
    a.colour === b.colour &&
    a.link === b.link
  );
}
