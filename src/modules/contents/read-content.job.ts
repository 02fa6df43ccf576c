import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Json } from '../../domain/kernel/canonical-json.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { Clock } from '../../platform/time/clock.js';
import { ContentsReader } from './contents.reader.js';
import { ContentsStore, NUMBERING } from './contents.store.js';
import { type FoundContent, ReadingDesk, unreadable } from './reading-desk.js';

export const READ_CONTENT = 'contents.read';

/**
 * Reads a stored file and keeps what is in it. It is written in many small transactions, so that nobody waits for a long
 * text; until the last of them the reading says `waiting`, and a try that was interrupted starts anew.
 */
@Injectable()
export class ReadContent implements OnModuleInit {
  constructor(
    private readonly jobs: JobQueue,
    private readonly desk: ReadingDesk,
    private readonly reader: ContentsReader,
    private readonly store: ContentsStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(READ_CONTENT, {
      // A folder of scans takes minutes; a portfolio that is ordered meanwhile must not wait for it.
      isOneAtATime: true,
      run: (payload, { signal }) => this.run(sha256Of(payload), signal),
      giveUp: (payload) => this.giveUp(sha256Of(payload)),
    });
  }

  async run(sha256: string, signal: AbortSignal): Promise<void> {
    const reading = await this.reader.reading(sha256);
    // Delivered at least once: a finished reading that is ordered again is finished.
    if (reading?.state !== 'waiting') return;
    const { passages, words, ...ending } = await unlessAborted(signal, this.desk.read(sha256, reading.mediaType));
    const number =
      ending.state === 'read' ? await this.unitOfWork.run(() => this.store.number(reading), NUMBERING) : null;
    if (number !== null) await this.keep(number, { passages, words }, signal);
    await this.unitOfWork.run(() => this.store.finish(sha256, number, { ...ending, readAt: this.clock.now() }));
  }

  private async keep(
    number: number,
    { passages, words }: Pick<FoundContent, 'passages' | 'words'>,
    signal: AbortSignal,
  ): Promise<void> {
    let position = 0;
    for (const some of passages) {
      signal.throwIfAborted();
      const first = position;
      await this.unitOfWork.run(() => this.store.addPassages(number, first, some));
      position += some.length;
    }
    for (const some of words) {
      signal.throwIfAborted();
      await this.unitOfWork.run(() => this.store.addWords(number, some));
    }
  }

  private async giveUp(sha256: string): Promise<void> {
    const reading = await this.reader.reading(sha256);
    if (reading?.state !== 'waiting') return;
    const ending = { ...unreadable('damaged'), readAt: this.clock.now() };
    await this.unitOfWork.run(async () => {
      await this.store.number(reading);
      await this.store.finish(sha256, null, ending);
    }, NUMBERING);
  }
}

/** A thread at work does not hear that the process is to end; whoever waits for it may. */
async function unlessAborted<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  signal.throwIfAborted();
  let hear: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    hear = () => reject(signal.reason as Error);
    signal.addEventListener('abort', hear, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', hear);
    // Nobody waits for it any more, whatever becomes of it.
    work.catch(() => undefined);
  }
}

function sha256Of(payload: Json): string {
  const { sha256 } = payload as { sha256?: unknown };
  if (typeof sha256 !== 'string') throw new DomainError('VALIDATION_FAILED', 'the job names no file');
  return sha256;
}
