import { type Moment, toMoment } from '../../domain/complaint/moment.js';
import { dateOfSerial, type TableCell } from '../../platform/tables/table-row.js';
import type { ColumnKind } from './log-columns.js';

/** A cell read, or what is wrong with it. */
export type CellReading = { readonly value: unknown } | { readonly fault: string };

const YES_NO: Readonly<Record<string, boolean>> = { yes: true, y: true, true: true, no: false, n: false, false: false };

const wrong = (fault: string): CellReading => ({ fault });
const orWrong = (value: unknown, fault: string): CellReading => (value === null ? wrong(fault) : { value });

/** The value that a cell has in a column of this kind. Whether the case may have it is checked with the case. */
export function readCell(cell: TableCell, kind: ColumnKind): CellReading {
  if (cell.kind === 'formula') return wrong('holds a formula; put its value there (copy, then paste values)');
  if (cell.kind === 'error') return wrong(`holds the error ${cell.code}`);
  if (kind === 'moment') {
    return orWrong(readMoment(cell), 'must be a date such as 2026-03-02, 02/03/2026 or 02/03/2026 14:05 (day first)');
  }
  const text = shown(cell);
  switch (kind) {
    case 'text':
      return { value: text };
    case 'code':
      return { value: text.toLowerCase().replace(/[\s-]+/g, '_') };
    case 'yes_no':
      return orWrong(YES_NO[text.toLowerCase()] ?? null, 'must be yes or no');
    case 'pounds':
      return orWrong(readPounds(cell, text), 'must be an amount such as 25 or 25.50');
    case 'days':
      return orWrong(/^\d{1,3}$/.test(text) ? Number(text) : null, 'must be a whole number of days');
    case 'list':
      return { value: text.split(/[;\n]/).flatMap((part) => part.trim() || []) };
  }
}

/** A cell as its reader saw it. */
function shown(cell: Exclude<TableCell, { kind: 'formula' | 'error' }>): string {
  if (cell.kind === 'number') return String(cell.number);
  return cell.kind === 'date' ? cell.date.replace('T', ' ') : cell.text;
}

/** A spreadsheet's number may be off in the fifteenth digit; a hundredth is what counts. */
function readPounds(cell: TableCell, text: string): number | null {
  if (cell.kind === 'number') return cell.number < 0 ? null : Math.round(cell.number * 100);
  const amount = /^£?\s*(\d{1,3}(?:,?\d{3})*)(?:\.(\d{1,2}))?$/.exec(text);
  if (!amount) return null;
  return Number((amount[1] ?? '').replaceAll(',', '')) * 100 + Number((amount[2] ?? '').padEnd(2, '0'));
}

const DAY_FIRST = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?$/;
const YEAR_FIRST = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?$/;

/** Dates as logs write them, day first as in the United Kingdom. A time without an offset is taken for UTC. */
function readMoment(cell: TableCell): Moment | null {
  if (cell.kind === 'number') return fromLocal(dateOfSerial(cell.number));
  if (cell.kind === 'date') return fromLocal(cell.date);
  if (cell.kind !== 'text') return null;
  const { text } = cell;
  const [, day, month, year, time] = DAY_FIRST.exec(text) ?? [];
  if (year !== undefined) return fromLocal(`${year}-${pad(month)}-${pad(day)}`, time);
  const [, date, timeOfDay] = YEAR_FIRST.exec(text) ?? [];
  if (date !== undefined) return fromLocal(date, timeOfDay);
  // Saved as CSV, a date in a cell without a format is the number that the spreadsheet keeps.
  if (/^\d{5}(\.\d+)?$/.test(text)) return fromLocal(dateOfSerial(Number(text)));
  return toMoment(text);
}

function fromLocal(date: string | null, time?: string): Moment | null {
  if (date === null) return null;
  if (time !== undefined) return toMoment(`${date}T${time.padStart(time.length > 5 ? 8 : 5, '0')}Z`);
  return toMoment(date.length > 10 ? `${date}Z` : date);
}

const pad = (part = ''): string => part.padStart(2, '0');
