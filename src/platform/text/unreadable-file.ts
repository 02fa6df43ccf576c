import type { ReadingReason } from '../../domain/content/reading.js';

/** A file that trying again will not make readable. */
export class UnreadableFile extends Error {
  constructor(
    readonly reason: ReadingReason,
    options?: ErrorOptions,
  ) {
    super(`the file cannot be read: ${reason}`, options);
    this.name = 'UnreadableFile';
  }
}
