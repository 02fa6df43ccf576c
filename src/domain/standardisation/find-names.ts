import { placedWords, type PlacedWord, wordsOf } from '../content/words.js';
import type { Mask } from './masks.js';

/** Where a name stands in a text, and what is to stand there. */
export interface NamePlace {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

type Labels = ReadonlySet<string>;

interface Phrase {
  readonly words: readonly string[];
  readonly label: string;
}

/** Letters that are letters of their own and no marked ones, so that taking marks away does not make them plain. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ø: 'o', ł: 'l', æ: 'ae', œ: 'oe', đ: 'd', ð: 'd', þ: 'th', ı: 'i' },
};

/** Words that people bear in front of their names. */
const TITLES = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'prof', 'sir', 'dame', 'rev', 'lord', 'lady']);

/** Words inside names that alone are nobody's; as the first word of a name they are somebody's after all. */
const PARTICLES = new Set([
  ...[
    'al',
    'el',
    'ap',
    'bin',
    'bint',
    'ibn',
    'ben',
    'da',
    'das',
    'de',
    'del',
    'della',
    'den',
    'der',
    'di',
    'do',
    'dos',
  ],
  ...[
    'du',
    'la',
    'las',
    'le',
    'lo',
    'los',
    'of',
    'st',
    'te',
    'ten',
    'ter',
    'the',
    'van',
    'von',
    'und',
    'y',
    'zu',
    'zur',
  ],
]);

/** What a company may leave out when it writes its own name. */
const LEGAL_FORMS = new Set(['ltd', 'limited', 'plc', 'llp', 'llc', 'inc', 'gmbh', 'cic', 'cio', 'uk']);

const plainWord = (word: string): string =>
  word
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[ßøłæœđðþı]/gu, (letter) => PLAIN_LETTERS[letter] ?? letter);

const plainWords = (text: string): string[] => wordsOf(text).map(plainWord);
const isInitial = (word: string): boolean => /^[a-z0-9]$/.test(word);

/** What may stand between two words of one name: "Okafor, Maya", "Smith-Jones", "O’Brien", "maya.okafor". */
const WITHIN_A_NAME = /^(?:[ \t\u00a0]+|,[ \t\u00a0]*|[.'’ʼ‘`´_\u2010\u2011-])$/u;
const AFTER_AN_INITIAL = /^\.[ \t\u00a0]*$/u;
/** Between the words of a company or of a number may stand anything short that is no word. */
const LONGEST_GAP = 4;

function add<Value>(index: Map<string, Set<Value>>, key: string, value: Value): void {
  index.set(key, (index.get(key) ?? new Set()).add(value));
}

/**
 * Finds names as whole words, whatever their case and accents: whole ones in either order, and of people first names and
 * surnames alone, with their initials, particles, hyphens and apostrophes. A name inside a longer word is no name.
 */
export class NameFinder {
  /** Words that by themselves name somebody. */
  private readonly alone = new Map<string, Set<string>>();
  /** Words that belong to a name beside one that does. */
  private readonly beside = new Map<string, Set<string>>();
  /** By their first word. */
  private readonly phrases = new Map<string, Phrase[]>();
  private readonly ordinary: ReadonlySet<string>;

  /** @param ordinaryWords names that are words as well, such as "price": alone they count only where a capital begins them */
  constructor(masks: readonly Mask[], ordinaryWords: readonly string[]) {
    this.ordinary = new Set(ordinaryWords.flatMap(plainWords));
    for (const mask of masks) {
      const words = plainWords(mask.name);
      if (!mask.onlyWhole) this.addPerson(words, mask.label);
      // Of a name of initials alone there is nothing shorter to look for.
      if (!mask.onlyWhole && words.some((word) => this.alone.get(word)?.has(mask.label))) continue;
      this.addPhrase(words, mask.label);
      this.addPhrase(withoutLegalForm(words), mask.label);
    }
    for (const phrases of this.phrases.values()) phrases.sort((a, b) => b.words.length - a.words.length);
  }

  in(text: string): NamePlace[] {
    const words = placedWords(text).map((placed) => ({ ...placed, word: plainWord(placed.word) }));
    const found: NamePlace[] = [];
    let free = 0;
    for (let at = 0; at < words.length; at = Math.max(at + 1, free)) {
      const hit = this.phraseAt(text, words, at) ?? this.personAt(text, words, at, free);
      if (hit === null) continue;
      const [first, last] = [words[hit.first], words[hit.last]];
      if (first && last) found.push({ start: first.start, end: last.end, label: hit.label });
      free = hit.last + 1;
    }
    return found;
  }

  private addPhrase(words: readonly string[], label: string): void {
    const [first] = words;
    if (first === undefined || (words.length === 1 && isInitial(first))) return;
    this.phrases.set(first, [...(this.phrases.get(first) ?? []), { words, label }]);
  }

  private addPerson(words: readonly string[], label: string): void {
    const name = words.filter((word) => !TITLES.has(word));
    for (const [index, word] of name.entries()) {
      add(this.beside, word, label);
      add(this.beside, word.slice(0, 1), label);
      if (!isInitial(word) && (index === 0 || !PARTICLES.has(word))) add(this.alone, word, label);
    }
    // Run together, as in addresses and where an apostrophe was lost: mayaokafor, obrien.
    this.addPhrase([name.join('')], label);
    this.addPhrase([[...name].reverse().join('')], label);
    for (const [index, word] of name.entries()) {
      const before = name[index - 1];
      if (before !== undefined && (isInitial(before) || PARTICLES.has(before))) this.addPhrase([before + word], label);
    }
  }

  private phraseAt(text: string, words: readonly PlacedWord[], at: number) {
    const fitting = (this.phrases.get(words[at]?.word ?? '') ?? []).find(({ words: sought }) =>
      sought.every((word, offset) => {
        const here = words[at + offset];
        const before = offset === 0 ? undefined : words[at + offset - 1];
        return here?.word === word && (before === undefined || here.start - before.end <= LONGEST_GAP);
      }),
    );
    if (!fitting || this.isOrdinary(text, words, at, fitting.words.length)) return null;
    return { first: at, last: at + fitting.words.length - 1, label: fitting.label };
  }

  private personAt(text: string, words: readonly PlacedWord[], at: number, free: number) {
    let labels: Labels | undefined = this.alone.get(words[at]?.word ?? '');
    if (!labels || this.isOrdinary(text, words, at, 1)) return null;
    let [first, last] = [at, at];
    const own = new Set([words[at]?.word]);
    const take = (left: number, right: number, next: number): boolean => {
      const word = words[next]?.word;
      // Nobody has the same name twice: what comes again is somebody named again.
      const joined = own.has(word) ? null : this.joined(text, words, left, right, next, labels ?? new Set());
      if (joined) labels = joined;
      if (joined) own.add(word);
      return joined !== null;
    };
    while (first - 1 >= free && take(first - 1, first, first - 1)) first -= 1;
    while (last + 1 < words.length && take(last, last + 1, last + 1)) last += 1;
    return { first, last, label: [...labels].join(' or ') };
  }

  /** Whose name it still can be when the word at `next` belongs to it; `null` when it does not. */
  private joined(
    text: string,
    words: readonly PlacedWord[],
    left: number,
    right: number,
    next: number,
    labels: Labels,
  ): Labels | null {
    const [before, after, own] = [words[left], words[right], words[next]];
    if (!before || !after || !own) return null;
    const written = text.slice(own.start, own.end);
    if (isInitial(own.word) && written !== written.toUpperCase()) return null;
    const gap = text.slice(before.end, after.start);
    const fits = WITHIN_A_NAME.test(gap) || (isInitial(before.word) && AFTER_AN_INITIAL.test(gap));
    const shared = [...(this.beside.get(own.word) ?? [])].filter((label) => labels.has(label));
    return fits && shared.length > 0 ? new Set(shared) : null;
  }

  /** Whether one single word stands there that is written like a word and not like a name. */
  private isOrdinary(text: string, words: readonly PlacedWord[], at: number, many: number): boolean {
    const own = words[at];
    if (many > 1 || !own || !this.ordinary.has(own.word)) return false;
    const written = text.slice(own.start, own.end);
    return written === written.toLowerCase();
  }
}

function withoutLegalForm(words: readonly string[]): string[] {
  const end = words.findLastIndex((word) => !LEGAL_FORMS.has(word));
  return words.slice(0, end + 1);
}
