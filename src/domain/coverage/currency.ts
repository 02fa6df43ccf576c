/**
 * The same day a number of months earlier (both YYYY-MM-DD); where that month is too short, its last day.
 * Work that ended before it is stale (domain.md §3.4, POL).
 */
export function monthsBefore(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const lastDayOfMonth = new Date(Date.UTC(year, month - months, 0));
  return new Date(
    Date.UTC(lastDayOfMonth.getUTCFullYear(), lastDayOfMonth.getUTCMonth(), Math.min(day, lastDayOfMonth.getUTCDate())),
  )
    .toISOString()
    .slice(0, 10);
}
