/** Shown where the font has no glyph or the text held something unprintable: visible, so that nothing vanishes silently. */
export const REPLACEMENT = '\uFFFD';

/** More marks than this on one letter are no script but a flood (B0.6: 50,000 of them take PDFKit 9 s). */
const MARKS_PER_LETTER = 4;

/**
 * Bidirectional controls can make a line read as something else than it says; joiners, selectors and soft hyphens have no
 * look of their own.
 */
const INVISIBLE = /[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu;

/** Unprintable: controls other than line ends, and halves of surrogate pairs. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/gu;

const MARK_FLOOD = new RegExp(`(\\p{M}{${MARKS_PER_LETTER}})\\p{M}+`, 'gu');

const PLAIN = /^[\x20-\x7E\u00A1-\u00AC\u00AE-\u00FF–—‘’“”…•·✓]*$/u;

/**
 * Text of strangers made fit for drawing: one line-end character, tabs as spaces, controls visible, direction
 * controls gone, floods of combining marks capped, glyphs that the font lacks replaced.
 */
export function safeText(text: string, hasGlyph: (codePoint: number) => boolean): string {
  if (PLAIN.test(text)) return text;
  const cleaned = text
    .replace(/\r\n?|[\u2028\u2029\u0085]/gu, '\n')
    .replace(/\t/gu, ' ')
    .replace(INVISIBLE, '')
    .replace(MARK_FLOOD, '$1')
    .normalize('NFC')
    .replace(UNPRINTABLE, (character) => (character === '\n' ? '\n' : REPLACEMENT));
  return replaceUnsupported(cleaned, hasGlyph);
}

/** For strings that are read and not drawn, such as properties, bookmarks and alternative texts: one line, any letters. */
export function plainText(text: string): string {
  return safeText(text, () => true).replace(/\n/g, ' ');
}

function replaceUnsupported(text: string, hasGlyph: (codePoint: number) => boolean): string {
  return text.replace(/[^\x20-\x7E\n]/gu, (character) =>
    hasGlyph(character.codePointAt(0)!) ? character : REPLACEMENT,
  );
}
