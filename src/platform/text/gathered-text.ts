import type { Passage, PassagePlace } from '../../domain/content/passage.js';
import type { SheetFacts } from '../../domain/content/reading.js';
import { paragraphNumbers } from './paragraphs.js';

/** S13: text kept of one file, in characters; some six hundred dense pages. */
export const MOST_CHARACTERS = 2_000_000;
/** Each becomes a row; a million cells of one digit must not become a million rows. */
const MOST_PASSAGES = 50_000;
/** A hit or a warning should show people where to look. */
const LONGEST_PASSAGE = 2_000;

/** Control characters and halves of surrogate pairs, which PostgreSQL would refuse. White space stays. */
// eslint-disable-next-line no-control-regex
const UNSTORABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** What readers of every format put together: passages under limits, and what they learn about the file by the way. */
export class GatheredText {
  readonly passages: Passage[] = [];
  pageCount: number | null = null;
  paragraphCount: number | null = null;
  durationSeconds: number | null = null;
  sheets: SheetFacts[] | null = null;
  /** Pages or attachments whose text nobody could make out. */
  hasUnreadParts = false;
  /** There was more text than is kept. */
  isCutShort = false;
  private characters = 0;

  get isFull(): boolean {
    return this.characters >= MOST_CHARACTERS || this.passages.length >= MOST_PASSAGES;
  }

  /** Adds paragraphs, each under its number. */
  addParagraphs(paragraphs: readonly string[], place: PassagePlace = {}): void {
    const numbers = paragraphNumbers(paragraphs);
    paragraphs.forEach((text, index) => {
      const paragraph = numbers[index];
      this.add(paragraph === undefined ? place : { ...place, paragraph }, text);
    });
  }

  /** Adds a text that stands at one place, cut at white space into passages that are not too long. Blank ones are dropped. */
  add(place: PassagePlace, text: string): void {
    const room = MOST_CHARACTERS - this.characters;
    let rest = text.slice(0, room).replace(UNSTORABLE, ' ').toWellFormed().normalize('NFC').trim();
    if (text.length > room) this.isCutShort = true;
    while (rest !== '') {
      if (this.isFull) {
        this.isCutShort = true;
        return;
      }
      const length = rest.length <= LONGEST_PASSAGE ? rest.length : cutBefore(rest, LONGEST_PASSAGE);
      const passage = rest.slice(0, length).trim();
      this.passages.push({ ...place, text: passage });
      this.characters += passage.length;
      rest = rest.slice(length).trimStart();
    }
  }
}

/** The last white space before `limit`, or `limit` itself where there is none; never the middle of a character. */
function cutBefore(text: string, limit: number): number {
  const space = /\s\S*$/u.exec(text.slice(limit / 2, limit));
  if (space) return limit / 2 + space.index + 1;
  return /[\ud800-\udbff]/.test(text.charAt(limit - 1)) ? limit - 1 : limit;
}
