import { Clock } from '../../src/platform/time/clock.js';

/**
 * A clock that starts at a moment the test knows and then runs as time does, so that stories with dates in them never go
 * out of date and no two steps happen at the same instant for hours.
 */
export class RunningClock extends Clock {
  private readonly startedAt = performance.now();

  constructor(private readonly start: string) {
    super();
  }

  override nowMs(): number {
    return Date.parse(this.start) + Math.floor(performance.now() - this.startedAt);
  }
}

/** Runs like time, and can be put forward. */
export class SkippingClock extends RunningClock {
  private skippedMs = 0;

  override nowMs(): number {
    return super.nowMs() + this.skippedMs;
  }

  skip(milliseconds: number): void {
    this.skippedMs += milliseconds;
  }

  skipTo(instant: string): void {
    this.skip(Date.parse(instant) - this.nowMs());
  }
}

/** The day on which the stories of the API specs are told; the cast is registered on 2026-01-12. */
export const TODAY = '2026-06-01';

export const storyClock = (): RunningClock => new RunningClock(`${TODAY}T09:00:00.000Z`);
