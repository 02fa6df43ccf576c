/** The paragraphs of a plain text: what blank lines separate. */
export function paragraphsOf(text: string): string[] {
  return text
    .split(/\r?\n[^\S\r\n]*(?:\r?\n[^\S\r\n]*)+|\f/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}

/** `3`, `3.`, `(3)` or `§3` before a paragraph, and a space or a tab behind it. */
const PRINTED_NUMBER = /^(?:§|\()?(\d{1,3})(?:[.):]|(?=\s))\s/;
/** Fewer than these in a row are a list or a date. */
const FEWEST_NUMBERED = 3;

/**
 * What each paragraph is called: the numbers that are printed before them where a document numbers its paragraphs, and
 * there headings have none; otherwise its place among all.
 */
export function paragraphNumbers(paragraphs: readonly string[]): (number | undefined)[] {
  let expected = 1;
  const printed = paragraphs.map((paragraph) => {
    const number = Number(PRINTED_NUMBER.exec(paragraph.trimStart())?.[1]);
    if (number !== expected) return undefined;
    expected += 1;
    return number;
  });
  return expected > FEWEST_NUMBERED ? printed : paragraphs.map((_, index) => index + 1);
}

/**
 * The highest paragraph that somebody may honestly point at in a text: people count blocks, or lines, or go by the
 * numbers that stand before them.
 */
export function mostParagraphs(text: string): number {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const numbered = lines.map((line) => Number(/^\s*[§(]?(\d{1,4})(?:\.\d+)*[.):\s]/.exec(line)?.[1] ?? 0));
  return numbered.reduce((most, number) => Math.max(most, number), Math.max(lines.length, paragraphsOf(text).length));
}
