import { RunningClock, TODAY } from './running-clock.js';

const MS_PER_DAY = 86_400_000;

/** A clock that runs and can leap ahead by days. Sessions end meanwhile, as they would: sign in again. */
export class LeapingClock extends RunningClock {
  private daysLeapt = 0;

  constructor() {
    super(`${TODAY}T09:00:00.000Z`);
  }

  override nowMs(): number {
    return super.nowMs() + this.daysLeapt * MS_PER_DAY;
  }

  leap(days: number): void {
    this.daysLeapt += days;
  }
}
