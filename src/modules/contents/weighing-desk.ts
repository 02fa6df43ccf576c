import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Passage } from '../../domain/content/passage.js';
import type { PrivacyFinding } from '../../domain/content/privacy-scan.js';
import type { SharedPassage } from '../../domain/content/similarity.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { compiledWorker, type WorkerLimits, WorkerThreads } from '../../platform/threads/worker-threads.js';
import type { WeighOrder, WeighResult } from './weigh-text.worker.js';

const LIMITS: WorkerLimits = { memoryMiB: 256, milliseconds: 10_000, idleMilliseconds: 30_000 };

/** Orders that may wait for the thread; beyond them whoever asks is told to come back. */
const LONGEST_LINE = 100;

/** Does to texts what would keep the event loop from everybody else: one order at a time, in one thread. */
@Injectable()
export class WeighingDesk implements OnApplicationShutdown {
  private readonly threads = new WorkerThreads<WeighOrder, never, WeighResult>(
    compiledWorker(import.meta.url, './weigh-text.worker.js'),
    LIMITS,
  );
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  /**
   * What each text shows of people, in the order of the texts.
   * @throws DomainError UNAVAILABLE when too many are waiting
   */
  async scan(texts: readonly string[], names: readonly string[]): Promise<readonly (readonly PrivacyFinding[])[]> {
    const result = await this.inTurn({ task: 'scan', texts, names });
    return 'findings' in result ? result.findings : [];
  }

  /**
   * Where two texts coincide.
   * @throws DomainError UNAVAILABLE when too many are waiting
   */
  async compare(here: readonly Passage[], there: readonly Passage[]): Promise<readonly SharedPassage[]> {
    const result = await this.inTurn({ task: 'compare', here, there });
    return 'shared' in result ? result.shared : [];
  }

  async onApplicationShutdown(): Promise<void> {
    await this.threads.end();
  }

  private async inTurn(order: WeighOrder): Promise<WeighResult> {
    if (this.waiting >= LONGEST_LINE) {
      throw new DomainError('UNAVAILABLE', 'Too many texts are being checked at once; please try again in a moment.');
    }
    this.waiting += 1;
    const mine = this.last.then(() => this.threads.run(order, () => undefined));
    this.last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      this.waiting -= 1;
    }
  }
}
