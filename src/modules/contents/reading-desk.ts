import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Passage } from '../../domain/content/passage.js';
import { FileStore } from '../../platform/files/file-store.js';
import {
  compiledWorker,
  WorkerFailure,
  type WorkerLimits,
  WorkerThreads,
} from '../../platform/threads/worker-threads.js';
import type { IndexedWord, ReadNews, ReadOrder, ReadResult } from './read-content.worker.js';

/** S13, S14. */
const LIMITS: WorkerLimits = { memoryMiB: 512, milliseconds: 60_000, idleMilliseconds: 30_000 };

/** All that was found in a file, in pieces that can be written one by one. */
export interface FoundContent extends ReadResult {
  readonly passages: readonly (readonly Passage[])[];
  readonly words: readonly (readonly IndexedWord[])[];
}

/** Reads stored files in a worker thread: no document of any length or malice blocks the event loop (S13). */
@Injectable()
export class ReadingDesk implements OnApplicationShutdown {
  private readonly threads = new WorkerThreads<ReadOrder, ReadNews, ReadResult>(
    compiledWorker(import.meta.url, './read-content.worker.js'),
    LIMITS,
  );

  constructor(private readonly files: FileStore) {}

  /**
   * @returns a file that takes too much time or memory is `unreadable`: it would again
   * @throws WorkerFailure when the reading broke; DomainError FILE_MISSING
   */
  async read(sha256: string, mediaType: string): Promise<FoundContent> {
    const path = await this.files.localPath(sha256);
    const passages: (readonly Passage[])[] = [];
    const words: (readonly IndexedWord[])[] = [];
    const result = await this.resultOf({ path, mediaType }, (news) => {
      if ('passages' in news) passages.push(news.passages);
      else words.push(news.words);
    });
    return { ...result, passages, words };
  }

  private async resultOf(order: ReadOrder, onNews: (news: ReadNews) => void): Promise<ReadResult> {
    try {
      return await this.threads.run(order, onNews);
    } catch (error) {
      if (!(error instanceof WorkerFailure) || error.reason === 'failed') throw error;
      return unreadable(error.reason === 'timed_out' ? 'took_too_long' : 'too_large');
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.threads.end();
  }
}

export function unreadable(reason: NonNullable<ReadResult['reason']>): ReadResult {
  return {
    ...{ state: 'unreadable', reason, pageCount: null, paragraphCount: null },
    ...{ durationSeconds: null, wordCount: null, sheets: null, signature: null },
  };
}
