import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { productVersion } from '../config/product-version.js';
import { compiledWorker, WorkerFailure, WorkerThreads, type WorkerLimits } from '../threads/worker-threads.js';
import type { ThreadOrder, ThreadResult } from './redact.worker.js';
import type { Blackout, Derivative, RedactableForm } from './redaction-order.js';

/** S18. */
const LIMITS: WorkerLimits = { memoryMiB: 512, milliseconds: 60_000, idleMilliseconds: 30_000 };
/** Threads at once, and orders that may wait for one of them. */
const AT_ONCE = 2;
const MAY_WAIT = 20;

const FORMS: Readonly<Record<string, { readonly form: RedactableForm; readonly extension: string }>> = {
  'application/pdf': { form: 'pdf', extension: 'pdf' },
  'image/png': { form: 'picture', extension: 'png' },
  'image/jpeg': { form: 'picture', extension: 'jpg' },
  'image/webp': { form: 'picture', extension: 'webp' },
  'text/plain': { form: 'text', extension: 'txt' },
  'text/markdown': { form: 'text', extension: 'md' },
  'text/csv': { form: 'text', extension: 'csv' },
  'text/html': { form: 'html', extension: 'html' },
  'message/rfc822': { form: 'mail', extension: 'eml' },
};

const TOO_MUCH = 'This file takes more time or memory than one redaction may. Split it first.';
const UNFORESEEN = 'This file could not be redacted. Print it to a new PDF and redact that.';

const notPossible = (message: string, cause?: unknown): DomainError => {
  const refusal = new DomainError('REDACTION_NOT_POSSIBLE', message);
  refusal.cause = cause;
  return refusal;
};

/** Takes what must not be seen out of files, in threads of its own with limits. */
@Injectable()
export class Redactor implements OnApplicationShutdown {
  private readonly threads = new WorkerThreads<ThreadOrder, never, ThreadResult>(
    compiledWorker(import.meta.url, './redact.worker.js'),
    LIMITS,
  );
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /**
   * A copy of a stored file without what `blackout` names. The copy holds nothing hidden: pixels or characters only.
   * @param stored where the file lies and what it is
   * @param about title and date of a new PDF
   * @throws DomainError REDACTION_NOT_POSSIBLE when this kind of file, this file or this order does not allow it, or when
   * nothing was found that could be removed; UNAVAILABLE when too many wait
   */
  async redact(
    stored: { readonly path: string; readonly mediaType: string },
    blackout: Blackout,
    about: { readonly title: string; readonly createdAt: string },
  ): Promise<Derivative> {
    const known = FORMS[stored.mediaType];
    if (!known) throw notPossible(howElse(stored.mediaType));
    const { form, extension } = known;
    if (blackout.passages.length > 0 && (form === 'pdf' || form === 'picture')) {
      throw notPossible('Passages are for texts; mark regions of the page instead.');
    }
    const producer = `Verifolio ${productVersion()}`;
    const { regions, words, passages } = blackout;
    const { path } = stored;
    const derivative = await this.obey({
      ...{ task: 'redact', form, extension, path, regions, words, passages, producer },
      ...about,
    });
    const isUntouched =
      regions.length + passages.length === 0 && derivative.words.every(({ replaced }) => replaced === 0);
    if (isUntouched) {
      throw notPossible(
        'None of the words stands in the text of this file. In a scan or a picture words are only pixels: mark their regions.',
      );
    }
    return derivative;
  }

  /**
   * A picture to look at: at most 2,000 pixels a side, upright, without EXIF or GPS (S14).
   * @throws DomainError REDACTION_NOT_POSSIBLE when it cannot be decoded, UNAVAILABLE
   */
  view(path: string): Promise<Derivative> {
    return this.obey({ task: 'view', path });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.threads.endIdle();
  }

  private async obey(order: ThreadOrder): Promise<Derivative> {
    await this.takeTurn();
    try {
      const result = await this.threads.run(order, () => undefined);
      if ('refused' in result) throw notPossible(result.refused);
      return result;
    } catch (error) {
      if (!(error instanceof WorkerFailure)) throw error;
      throw notPossible(error.reason === 'failed' ? UNFORESEEN : TOO_MUCH, error);
    } finally {
      this.passTurn();
    }
  }

  private async takeTurn(): Promise<void> {
    if (this.running < AT_ONCE) {
      this.running += 1;
      return;
    }
    if (this.waiting.length >= MAY_WAIT) {
      throw new DomainError('UNAVAILABLE', 'Many files are being redacted right now; please try again in a minute.');
    }
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Whoever waits first takes over the turn; nobody who comes just now can slip in between. */
  private passTurn(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.running -= 1;
  }
}

function howElse(mediaType: string): string {
  return /^(audio|video)\//.test(mediaType)
    ? 'Sound and moving pictures cannot be redacted here. Leave the recording where it is and describe it in situ.'
    : 'Save it as PDF first, then redact that.';
}
