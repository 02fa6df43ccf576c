const DAY_MS = 86_400_000;

const dayOf = (date: string): number => Date.parse(`${date.slice(0, 10)}T00:00:00.000Z`) / DAY_MS;
const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

export const addDays = (date: string, days: number): string => dateOf(dayOf(date) + days);

/** Monday to Friday (1970-01-01 was a Thursday), but for bank holidays, which differ within the UK. */
function isWorkingDay(day: number, bankHolidays: readonly string[]): boolean {
  return (((day + 3) % 7) + 7) % 7 < 5 && !bankHolidays.includes(dateOf(day));
}

/**
 * The day `days` working days after `date`, which is not counted itself: with 0 it is that very day.
 * @param date YYYY-MM-DD, or an instant of which the day counts
 * @param bankHolidays YYYY-MM-DD; where none are known they count as worked
 */
export function addWorkingDays(date: string, days: number, bankHolidays: readonly string[] = []): string {
  let day = dayOf(date);
  for (let left = days; left > 0;) {
    day += 1;
    if (isWorkingDay(day, bankHolidays)) left -= 1;
  }
  return dateOf(day);
}

/** `date` itself, or the next day that people work on. */
export function workingDayFrom(date: string, bankHolidays: readonly string[]): string {
  let day = dayOf(date);
  while (!isWorkingDay(day, bankHolidays)) day += 1;
  return dateOf(day);
}

/** How many working days lie after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: string, to: string): number {
  const [first, last] = [dayOf(from), dayOf(to)];
  if (last <= first) return 0;
  const weeks = Math.floor((last - first) / 7);
  let count = weeks * 5;
  for (let day = first + weeks * 7 + 1; day <= last; day++) if (isWorkingDay(day, [])) count += 1;
  return count;
}
