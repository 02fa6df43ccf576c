import { SaxesParser } from 'saxes';
import { readZipEntry, zipEntryNames } from '../files/zip-directory.js';
import { parseInSlices, readDateStyles, readSharedStrings, readSheetList, readTargets } from './workbook-parts.js';
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
  const part = await openParts(path);
  const workbook = await part('xl/workbook.xml');
  const relationships = await part('xl/_rels/workbook.xml.rels');
  if (workbook === null || relationships === null) throw tableRefused(UNREADABLE);

  const { sheets, datesFrom1904 } = await readable(() => readSheetList(workbook));
  if (datesFrom1904) {
    throw tableRefused('This workbook counts its dates from 1904. Save the log as “CSV UTF-8” and send that.');
  }
  const targets = await readable(() => readTargets(relationships));
  const sheet = await part(targets.ofId(sheets.find(({ isHidden }) => !isHidden)?.relationshipId ?? ''));
  if (sheet === null) throw tableRefused(UNREADABLE);
  const strings = await part(targets.ofType('sharedStrings'));
  const styles = await part(targets.ofType('styles'));
  const reader = new SheetReader(
    strings === null ? [] : await readable(() => readSharedStrings(strings)),
    styles === null ? [] : await readable(() => readDateStyles(styles)),
  );

  const parser = new SaxesParser();
  reader.listenTo(parser);
  const slices = parseInSlices(sheet, parser);
  while (!(await readable(() => slices.next())).done) yield* reader.takeRows();
}

/** Reads parts by name: their text, or `null` for a part that the file does not have. */
async function openParts(path: string): Promise<(name: string) => Promise<string | null>> {
  const names = await zipEntryNames(path);
  if (names === null) throw tableRefused(UNREADABLE);
  return async (name) => {
    if (!names.includes(name)) return null;
    const bytes = await readZipEntry(path, name, MAX_PART_BYTES);
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
