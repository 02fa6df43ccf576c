import { readFile } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse';
import { readAsText } from '../files/text-content.js';
import { tableRefused } from './table-refused.js';
import type { TableCell, TableRow } from './table-row.js';

const SEPARATORS = [',', ';', '\t'] as const;
/** Characters of one row; far beyond any honest one, and what an unclosed quotation mark runs into. */
const MAX_ROW_CHARACTERS = 200_000;
/** UTF-8 that somebody read as windows-1252 and wrote again: “Ã©” in place of “é”. */
const GARBLED = /[ÂÃ][\u0080-\u00bf]|â€/;

/**
 * The rows of a CSV file, blank ones included so that numbers agree with a spreadsheet's. Text may be UTF-8 with or
 * without a byte-order mark, UTF-16 with one, or windows-1252; the separator is the one that the first row uses most.
 * @throws DomainError IMPORT_REFUSED when it is no text, garbled, or its quotation marks do not close
 */
export async function* readCsv(path: string): AsyncGenerator<TableRow> {
  const text = readAsText(await readFile(path), true);
  if (text === null) throw tableRefused('The file is not text. Save the log as “CSV UTF-8”.');
  const garbled = GARBLED.exec(text);
  if (garbled) {
    throw tableRefused(
      `The text is garbled (“${text.slice(garbled.index, garbled.index + 8)}”): it was saved in two encodings. Save the log again as “CSV UTF-8”.`,
    );
  }
  const parser = parse(text, {
    delimiter: separatorOf(text),
    max_record_size: MAX_ROW_CHARACTERS,
    relax_column_count: true,
    skip_empty_lines: false,
    trim: true,
  });
  let number = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      number += 1;
      yield { number, cells: record.map(toCell) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const cause =
      error.code === 'CSV_MAX_RECORD_SIZE'
        ? `it has more than ${MAX_ROW_CHARACTERS} characters; a quotation mark may be missing`
        : 'a quotation mark is missing or stands inside a cell without being doubled';
    throw tableRefused(`Row ${Number(error.records) + 1} cannot be read: ${cause}.`);
  }
}

function toCell(value: string): TableCell | null {
  const text = value.trim();
  if (text === '') return null;
  // What a spreadsheet would compute is not what the log said.
  return text.startsWith('=') ? { kind: 'formula' } : { kind: 'text', text };
}

/** Counted outside of quotation marks: a comma inside “Smith, late” separates nothing. */
function separatorOf(text: string): string {
  const [first = ''] = text.trimStart().split(/\r\n|\r|\n/, 1);
  const bare = first.replaceAll(/"[^"]*"/g, '');
  const counts = SEPARATORS.map((separator) => bare.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}
