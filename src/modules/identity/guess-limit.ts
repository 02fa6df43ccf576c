import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { IdentityReader } from './identity.reader.js';
import { IdentityStore } from './identity.store.js';

const WINDOW_MS = 5 * 60_000;
/** Cyber Essentials: no more than ten guesses in five minutes. */
const FAILURES_PER_ACCOUNT = 10;
/** One password tried on many accounts; enough for a whole college that signs in from one address. */
const FAILURES_PER_ADDRESS = 100;

/** Whose password is being given, and from where. */
export interface Guess {
  readonly email: string;
  readonly address: string;
}

/** Where guesses come from, as it is stored: a hash, so that the table lists nobody. */
const sourceOf = (...words: string[]): string => createHash('sha256').update(words.join('\n')).digest('hex');

/** Slows the guessing of passwords down, wherever a password can be given. */
@Injectable()
export class GuessLimit {
  /** Tail of the line of guesses from each address that is trying right now. */
  private readonly lines = new Map<string, Promise<unknown>>();

  constructor(
    private readonly reader: IdentityReader,
    private readonly store: IdentityStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * What `attempt` finds, which is `null` for a wrong password; that counts as a failure.
   *
   * One guess of an address at a time: sent all at once, they would pass a count that none of them has raised yet.
   * @throws DomainError TOO_MANY_ATTEMPTS, without an attempt
   */
  async run<Found>(guess: Guess, attempt: () => Promise<Found | null>): Promise<Found | null> {
    const before = this.lines.get(guess.address) ?? Promise.resolve();
    const mine = before.then(() => this.count(guess, attempt));
    const settled = mine.catch(() => undefined);
    this.lines.set(guess.address, settled);
    try {
      return await mine;
    } finally {
      if (this.lines.get(guess.address) === settled) this.lines.delete(guess.address);
    }
  }

  private async count<Found>({ email, address }: Guess, attempt: () => Promise<Found | null>): Promise<Found | null> {
    const [ofAccount, ofAddress] = [sourceOf(email, address), sourceOf(address)];
    const windowStart = new Date(this.clock.nowMs() - WINDOW_MS).toISOString();
    const [onAccount, fromAddress] = await Promise.all([
      this.reader.countSignInFailures(ofAccount, windowStart),
      this.reader.countSignInFailures(ofAddress, windowStart),
    ]);
    if (onAccount >= FAILURES_PER_ACCOUNT || fromAddress >= FAILURES_PER_ADDRESS) {
      throw new DomainError('TOO_MANY_ATTEMPTS', 'Too many wrong passwords. Please wait five minutes and try again.');
    }
    const found = await attempt();
    if (found === null) {
      await this.unitOfWork.runAside(async () => {
        await this.store.forgetSignInFailures(windowStart);
        for (const sourceSha256 of [ofAccount, ofAddress]) {
          await this.store.addSignInFailure({ id: newId(), sourceSha256, at: this.clock.now() });
        }
      });
    }
    return found;
  }
}
