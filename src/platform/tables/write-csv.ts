import { stringify } from 'csv-stringify/sync';
import { inertCell } from './inert-cell.js';

/**
 * The rows as CSV (RFC 4180) that Excel reads as UTF-8. Every cell is quoted: where the list separator is a semicolon,
 * an unquoted text could start a cell of its own in the middle, and with it a formula.
 */
export function writeCsv(rows: readonly (readonly string[])[]): Buffer {
  return Buffer.from(
    stringify(
      rows.map((row) => row.map(inertCell)),
      { bom: true, quoted: true, record_delimiter: 'windows' },
    ),
  );
}
