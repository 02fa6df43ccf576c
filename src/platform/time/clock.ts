/** The only source of the present. Abstract because tests live at a fixed moment. */
export abstract class Clock {
  /** Milliseconds since the epoch. */
  abstract nowMs(): number;

  /** ISO 8601 UTC with milliseconds. */
  now(): string {
    return new Date(this.nowMs()).toISOString();
  }

  /** Today's date in UTC, YYYY-MM-DD. */
  today(): string {
    return this.now().slice(0, 10);
  }
}

export class SystemClock extends Clock {
  override nowMs(): number {
    return Date.now();
  }
}

/** A clock that a test holds and moves by hand. */
export class FixedClock extends Clock {
  constructor(private current: string) {
    super();
  }

  override nowMs(): number {
    return Date.parse(this.current);
  }

  moveTo(instant: string): void {
    this.current = instant;
  }
}
