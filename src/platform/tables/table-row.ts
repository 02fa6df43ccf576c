/** What stands in one cell. Formulas and errors are named, not computed: a value that may change is no record. */
export type TableCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  /** `2026-03-02` or `2026-03-02T14:05:00`, as shown: spreadsheets know no time zone. */
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'formula' }
  | { readonly kind: 'error'; readonly code: string };

/** One row with its number as spreadsheets count; empty cells are `null`. */
export interface TableRow {
  readonly number: number;
  readonly cells: readonly (TableCell | null)[];
}

export function isEmptyRow({ cells }: TableRow): boolean {
  return cells.every((cell) => cell === null);
}

/** 1 January 1950 to 31 December 2099: numbers outside are something else. */
const EARLIEST_SERIAL = 18_264;
const LATEST_SERIAL = 73_050;
const UNIX_EPOCH_SERIAL = 25_569;
const SECONDS_A_DAY = 86_400;

/** The date that a spreadsheet keeps as a number (days since 1900, the time as a fraction), or `null` for none of our time. */
export function dateOfSerial(serial: number): string | null {
  if (!(serial >= EARLIEST_SERIAL && serial <= LATEST_SERIAL)) return null;
  const seconds = Math.round((serial - UNIX_EPOCH_SERIAL) * SECONDS_A_DAY);
  const text = new Date(seconds * 1_000).toISOString();
  return seconds % SECONDS_A_DAY === 0 ? text.slice(0, 10) : text.slice(0, 19);
}
