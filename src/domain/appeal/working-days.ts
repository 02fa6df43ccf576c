const MS_PER_DAY = 86_400_000;
const SUNDAY = 0;
const SATURDAY = 6;

/** @param date YYYY-MM-DD */
function isWorkingDay(date: string, bankHolidays: readonly string[]): boolean {
  const day = new Date(`${date}T00:00:00.000Z`).getUTCDay();
  return day !== SUNDAY && day !== SATURDAY && !bankHolidays.includes(date);
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00.000Z`) + MS_PER_DAY).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

/**
 * The working day a number of working days after `date` (both YYYY-MM-DD); the day itself is not counted. With 0 it is that
 * day, or the next one that people work on. Saturdays, Sundays and `bankHolidays` are no working days.
 */
export function addWorkingDays(date: string, days: number, bankHolidays: readonly string[]): string {
  let day = date;
  for (let counted = 0; counted < days;) {
    day = dayAfter(day);
    if (isWorkingDay(day, bankHolidays)) counted += 1;
  }
  while (!isWorkingDay(day, bankHolidays)) day = dayAfter(day);
  return day;
}
