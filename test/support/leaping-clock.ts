import { RunningClock } from './running-clock.js';

/** Runs like the clock of a story, and can leap forward, for what happens when a time is over. */
export class LeapingClock extends RunningClock {
  private leapt = 0;

  override nowMs(): number {
    return super.nowMs() + this.leapt;
  }

  /** Sessions that are over by then end, as they do in life. */
  leapTo(instant: string): void {
    this.leapt += Date.parse(instant) - this.nowMs();
  }
}
