const DAY_MS = 86_400_000;

const dayOf = (date: string): number => Date.parse(`${date.slice(0, 10)}T00:00:00.000Z`) / DAY_MS;
const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
/** 1970-01-01 was a Thursday. */
const isWorkingDay = (day: number): boolean => (((day + 3) % 7) + 7) % 7 < 5;

export const addDays = (date: string, days: number): string => dateOf(dayOf(date) + days);

/** The day `days` working days after `date`, Monday to Friday; bank holidays differ within the UK and count as worked. */
export function addWorkingDays(date: string, days: number): string {
  let day = dayOf(date);
  for (let left = days; left > 0;) {
    day += 1;
    if (isWorkingDay(day)) left -= 1;
  }
  return dateOf(day);
}

/** How many working days lie after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: string, to: string): number {
  const [first, last] = [dayOf(from), dayOf(to)];
  if (last <= first) return 0;
  const weeks = Math.floor((last - first) / 7);
  let count = weeks * 5;
  for (let day = first + weeks * 7 + 1; day <= last; day++) if (isWorkingDay(day)) count += 1;
  return count;
}

/** Day (YYYY-MM-DD) and hour (0 to 23) that clocks show in `zone` at an instant. */
export function localTime(instant: string, zone: string): { readonly day: string; readonly hour: number } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' },
  }).formatToParts(new Date(instant));
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return { day: `${part('year')}-${part('month')}-${part('day')}`, hour: Number(part('hour')) };
}
