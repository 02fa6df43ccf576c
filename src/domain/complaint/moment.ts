/**
 * When something happened, as far as a log knows it: a day (`2026-03-02`), or an instant where the time was noted too
 * (`2026-03-02T14:05:00.000Z`). A log that knows only the day must not be given an hour.
 */
export type Moment = string;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ZONED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
const DAY_MS = 86_400_000;

/** The one way to write a day or an instant with an offset; `null` for anything else, such as 30 February. */
export function toMoment(text: string): Moment | null {
  if (!DAY.test(text) && !ZONED.test(text)) return null;
  const day = text.slice(0, 10);
  // JavaScript reads 30 February as 2 March.
  if (dayFrom(Date.parse(day)) !== day) return null;
  if (DAY.test(text)) return day;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

export function dayOf(moment: Moment): string {
  return moment.slice(0, 10);
}

/** Whether `a` is later than `b` as far as both are known: two moments of one day differ only if both have a time. */
export function isLater(a: Moment, b: Moment): boolean {
  return a.length === b.length ? a > b : dayOf(a) > dayOf(b);
}

/** Whole days from the day of `from` to the day of `to`; negative when `to` is earlier. */
export function daysBetween(from: Moment, to: Moment): number {
  return (Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / DAY_MS;
}

function dayFrom(ms: number): string | null {
  return Number.isNaN(ms) ? null : new Date(ms).toISOString().slice(0, 10);
}
