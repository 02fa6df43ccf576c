/** Whether `text` is a day of the calendar as YYYY-MM-DD; `Date` alone would read 31 February as 3 March. */
export function isDay(text: string): boolean {
  const instant = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === text;
}
