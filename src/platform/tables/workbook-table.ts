import { SaxesParser } from 'saxes';
import { readZipEntry, zipEntryNames } from '../files/zip-directory.js';
import {
  parseInSlices,
  readDateStyles,
  readSharedStrings,
  readSheetList,
  readTargets,
  type SheetEntry,
} from './workbook-parts.js';
import { SheetReader } from './sheet-reader.js';
import { tableRefused } from './table-refused.js';
import type { TableRow } from './table-row.js';

/** One part unpacked; five thousand long rows take some ten megabytes. Beyond it the file is a bomb or no log (S13). */
const MAX_PART_BYTES = 16 * 1024 ** 2;

const UNREADABLE =
  'The workbook cannot be read. Open it in a spreadsheet program and save it again, or as “CSV UTF-8”.';

/**
 * The rows of the first visible sheet of an .xlsx file that have cells, as they are read. Only the parts that this takes
 * are unpacked, each under a limit (S13).
 * @throws DomainError IMPORT_REFUSED when it is no workbook, too large, or counts its dates from 1904
 */
export async function* readWorkbook(path: string): AsyncGenerator<TableRow> {
  const { sheets, datesFrom1904, rowsOf } = await openWorkbook(path, MAX_PART_BYTES);
  if (datesFrom1904) {
    throw tableRefused('This workbook counts its dates from 1904. Save the log as “CSV UTF-8” and send that.');
  }
  const first = sheets.find(({ isHidden }) => !isHidden);
  if (!first) throw tableRefused(UNREADABLE);
  yield* rowsOf(first);
}

/**
 * The rows of every sheet of an .xlsx file, hidden ones included, for reading and not for importing: a workbook that
 * counts its dates from 1904 gives numbers in their place.
 * @param maxPartBytes the longest part unpacked (S13)
 * @throws DomainError IMPORT_REFUSED when it is no workbook or a part of it is longer
 */
export async function* readSheets(path: string, maxPartBytes: number): AsyncGenerator<[sheet: string, row: TableRow]> {
  const { sheets, rowsOf } = await openWorkbook(path, maxPartBytes);
  for (const sheet of sheets) {
    for await (const row of rowsOf(sheet)) yield [sheet.name, row];
  }
}

interface Workbook {
  readonly sheets: readonly SheetEntry[];
  readonly datesFrom1904: boolean;
  readonly rowsOf: (sheet: SheetEntry) => AsyncGenerator<TableRow>;
}

async function openWorkbook(path: string, maxPartBytes: number): Promise<Workbook> {
  const part = await openParts(path, maxPartBytes);
  const workbook = await part('xl/workbook.xml');
  const relationships = await part('xl/_rels/workbook.xml.rels');
  if (workbook === null || relationships === null) throw tableRefused(UNREADABLE);

  const { sheets, datesFrom1904 } = await readable(() => readSheetList(workbook));
  const targets = await readable(() => readTargets(relationships));
  const stringsPart = await part(targets.ofType('sharedStrings'));
  const stylesPart = datesFrom1904 ? null : await part(targets.ofType('styles'));
  const strings = stringsPart === null ? [] : await readable(() => readSharedStrings(stringsPart));
  const dateStyles = stylesPart === null ? [] : await readable(() => readDateStyles(stylesPart));

  async function* rowsOf({ relationshipId }: SheetEntry): AsyncGenerator<TableRow> {
    const sheet = await part(targets.ofId(relationshipId));
    if (sheet === null) throw tableRefused(UNREADABLE);
    const reader = new SheetReader(strings, dateStyles);
    const parser = new SaxesParser();
    reader.listenTo(parser);
    const slices = parseInSlices(sheet, parser);
    while (!(await readable(() => slices.next())).done) yield* reader.takeRows();
  }
  return { sheets, datesFrom1904, rowsOf };
}

/** Reads parts by name: their text, or `null` for a part that the file does not have. */
async function openParts(path: string, maxPartBytes: number): Promise<(name: string) => Promise<string | null>> {
  const names = await zipEntryNames(path);
  if (names === null) throw tableRefused(UNREADABLE);
  return async (name) => {
    if (!names.includes(name)) return null;
    const bytes = await readZipEntry(path, name, maxPartBytes);
    if (bytes === null) throw tableRefused('The workbook is damaged or too large to be a complaint log.');
    return readable(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  };
}

/** Whatever a parser stumbles over means one thing to whoever sent the file. */
async function readable<Result>(read: () => Result): Promise<Awaited<Result>> {
  try {
    return await read();
  } catch {
    throw tableRefused(UNREADABLE);
  }
}
