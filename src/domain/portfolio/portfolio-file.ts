import type { Passage } from '../content/passage.js';
import type { ContentFacts } from '../content/reading.js';

/** One stored file. */
export interface PortfolioFile {
  readonly id: string;
  /** Name as uploaded, already made safe for a file system; printed, never used as a path. */
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** What is known of its content; `null` where nobody has ordered it to be read. */
  readonly content: ContentFacts | null;
  /** The beginning of its text and the passages that claims name, in their order; none for what is shown itself. */
  readonly passages: readonly Passage[];
  /** Why its content may not leave with the portfolio; `null` when it may. */
  readonly withheld: 'purged' | 'not_released' | 'not_redacted' | null;
}
