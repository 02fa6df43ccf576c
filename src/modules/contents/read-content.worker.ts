import { on } from 'node:events';
import { parentPort } from 'node:worker_threads';
import type { Passage } from '../../domain/content/passage.js';
import type { ReadingReason, SheetFacts } from '../../domain/content/reading.js';
import { signatureOf } from '../../domain/content/similarity.js';
import { wordsOf } from '../../domain/content/words.js';
import type { GatheredText } from '../../platform/text/gathered-text.js';
import { readText } from '../../platform/text/read-text.js';
import { UnreadableFile } from '../../platform/text/unreadable-file.js';
import type { Answer } from '../../platform/threads/worker-threads.js';

export interface ReadOrder {
  readonly path: string;
  readonly mediaType: string;
}

/** A word and the position of the first passage that holds it. */
export type IndexedWord = readonly [word: string, position: number];

/** Pieces of a size that the main thread takes in without anybody noticing. */
export type ReadNews = { readonly passages: readonly Passage[] } | { readonly words: readonly IndexedWord[] };

export interface ReadResult {
  readonly state: 'read' | 'unreadable';
  readonly reason: ReadingReason | null;
  readonly pageCount: number | null;
  readonly paragraphCount: number | null;
  readonly durationSeconds: number | null;
  readonly wordCount: number | null;
  readonly sheets: SheetFacts[] | null;
  readonly signature: number[] | null;
}

const PASSAGES_A_MESSAGE = 200;
const CHARACTERS_A_MESSAGE = 64_000;
const WORDS_A_MESSAGE = 500;
/** Beyond it a text is no text: a language has not so many words in use. */
const MOST_DIFFERENT_WORDS = 50_000;

const NOTHING = {
  ...{ pageCount: null, paragraphCount: null, durationSeconds: null },
  ...{ wordCount: null, sheets: null, signature: null },
};

const port = parentPort!;

function say(answer: Answer<ReadNews, ReadResult>): void {
  port.postMessage(answer);
}

async function read({ path, mediaType }: ReadOrder): Promise<ReadResult> {
  try {
    const found = hand(await readText(path, mediaType));
    return /^(audio|video)\//.test(mediaType) ? { ...found, wordCount: null } : found;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return { ...NOTHING, state: 'unreadable', reason: error.reason };
  }
}

function hand(gathered: GatheredText): ReadResult {
  const places = new Map<string, number>();
  const words: string[] = [];
  for (const [position, { text }] of gathered.passages.entries()) {
    for (const word of wordsOf(text)) {
      words.push(word);
      if (!places.has(word) && places.size < MOST_DIFFERENT_WORDS) places.set(word, position);
    }
  }
  handPassages(gathered.passages);
  const indexed = [...places];
  for (let start = 0; start < indexed.length; start += WORDS_A_MESSAGE) {
    say({ news: { words: indexed.slice(start, start + WORDS_A_MESSAGE) } });
  }
  const { pageCount, paragraphCount, durationSeconds, sheets } = gathered;
  return {
    ...{ state: 'read', reason: reasonOf(gathered), pageCount, paragraphCount, durationSeconds, sheets },
    wordCount: words.length,
    signature: signatureOf(words),
  };
}

function handPassages(passages: readonly Passage[]): void {
  let waiting: Passage[] = [];
  let characters = 0;
  for (const passage of passages) {
    waiting.push(passage);
    characters += passage.text.length;
    if (waiting.length < PASSAGES_A_MESSAGE && characters < CHARACTERS_A_MESSAGE) continue;
    say({ news: { passages: waiting } });
    waiting = [];
    characters = 0;
  }
  if (waiting.length > 0) say({ news: { passages: waiting } });
}

function reasonOf({ hasUnreadParts, isCutShort }: GatheredText): ReadingReason | null {
  if (hasUnreadParts) return 'parts_without_text';
  return isCutShort ? 'cut_short' : null;
}

// An order that fails ends the thread, and the next one gets a new thread.
for await (const [order] of on(port, 'message')) say({ result: await read(order as ReadOrder) });
