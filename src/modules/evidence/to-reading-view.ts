import type { ContentFacts } from '../../domain/content/reading.js';
import type { ReadingView } from './evidence-contents.dto.js';

export function toReadingView(facts: ContentFacts): ReadingView {
  const { state, reason, pageCount, durationSeconds, wordCount } = facts;
  return { state, reason, pageCount, durationSeconds, wordCount };
}

/** A file whose reading has not been ordered yet, as one whose reading has not begun. */
export const WAITING: ReadingView = {
  ...{ state: 'waiting', reason: null, pageCount: null },
  ...{ durationSeconds: null, wordCount: null },
};
