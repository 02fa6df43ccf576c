/** Letters, digits and the marks that belong to letters; everything else separates. */
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** Longer runs are keys and pictures written as text, not words; they are known by their beginning. */
export const LONGEST_WORD = 64;

export interface PlacedWord {
  /** Lower case, composed (NFC), at most `LONGEST_WORD` characters. */
  readonly word: string;
  /** Where it begins and ends in the text, in UTF-16 units; `end` is the first unit behind it. */
  readonly start: number;
  readonly end: number;
}

/** One form of each word, so that it is found however it was typed: “É” may be one character or two. */
function formOf(word: string): string {
  const form = word.toLowerCase().normalize('NFC');
  return form.length > LONGEST_WORD ? form.slice(0, LONGEST_WORD).toWellFormed() : form;
}

export function placedWords(text: string): PlacedWord[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    word: formOf(word),
    start: index,
    end: index + word.length,
  }));
}

export function wordsOf(text: string): string[] {
  return (text.match(WORD) ?? []).map(formOf);
}
