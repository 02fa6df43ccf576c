import { DomainError } from '../../domain/kernel/domain-error.js';
import { readCsv } from '../tables/csv-table.js';
import type { TableCell, TableRow } from '../tables/table-row.js';
import { readSheets } from '../tables/workbook-table.js';
import type { GatheredText } from './gathered-text.js';
import { UnreadableFile } from './unreadable-file.js';

/** One part of a workbook unpacked (S13). */
const MAX_PART_BYTES = 64 * 1024 ** 2;

/** A row of a CSV file is known by its number, as the rows of a spreadsheet are. */
export async function readCsvFile(path: string, gathered: GatheredText): Promise<void> {
  let rows = 0;
  await readable(async () => {
    for await (const row of readCsv(path)) {
      rows = row.number;
      if (!gathered.isFull) gathered.add({ row: row.number }, rowText(row));
    }
  });
  // A CSV file has one sheet and no name for it; programs call it by the name of the file.
  gathered.sheets = [{ name: '', rows }];
}

export async function readWorkbookFile(path: string, gathered: GatheredText): Promise<void> {
  const lastRows = new Map<string, number>();
  await readable(async () => {
    for await (const [sheet, row] of readSheets(path, MAX_PART_BYTES)) {
      lastRows.set(sheet, Math.max(lastRows.get(sheet) ?? 0, row.number));
      gathered.add({ sheet, row: row.number }, rowText(row));
    }
  });
  gathered.sheets = Array.from(lastRows, ([name, rows]) => ({ name, rows }));
}

function rowText({ cells }: TableRow): string {
  return cells
    .map((cell) => (cell === null ? '' : cellText(cell)))
    .filter((text) => text !== '')
    .join(' | ');
}

function cellText(cell: TableCell): string {
  switch (cell.kind) {
    case 'text':
      return cell.text;
    case 'number':
      return String(cell.number);
    case 'date':
      return cell.date;
    case 'formula':
    case 'error':
      return '';
  }
}

async function readable(read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (error) {
    throw error instanceof DomainError ? new UnreadableFile('damaged', { cause: error }) : error;
  }
}
