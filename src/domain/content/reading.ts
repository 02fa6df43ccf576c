/** How far the reading of a stored file has come. */
export const READING_STATES = ['waiting', 'read', 'unreadable'] as const;
export type ReadingState = (typeof READING_STATES)[number];

/**
 * Why a file could not be read, or was read only in part. `parts_without_text` and `cut_short` go with `read`: pages
 * or attachments that nobody could make out, and text beyond what is kept.
 */
export const READING_REASONS = [
  'damaged',
  'encrypted',
  'too_large',
  'took_too_long',
  'no_text_recognition',
  'parts_without_text',
  'cut_short',
] as const;
export type ReadingReason = (typeof READING_REASONS)[number];

export interface SheetFacts {
  readonly name: string;
  /** Number of the last row that has a cell. */
  readonly rows: number;
}

/** What is known of a stored file once it has been read. `null`: files of its kind have none, or it cannot be told. */
export interface ContentFacts {
  readonly state: ReadingState;
  readonly reason: ReadingReason | null;
  readonly pageCount: number | null;
  /** Generously counted: by blank lines, by lines or by the numbers that stand before them, whichever gives most. */
  readonly paragraphCount: number | null;
  /** Whole seconds, rounded up. */
  readonly durationSeconds: number | null;
  readonly wordCount: number | null;
  readonly sheets: readonly SheetFacts[] | null;
}
