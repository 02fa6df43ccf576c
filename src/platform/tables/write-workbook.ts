import writeXlsxFile, { type CellObject } from 'write-excel-file/node';
import { inertCell } from './inert-cell.js';

export interface WorkbookSheet {
  /** The tab: at most 31 characters. */
  readonly title: string;
  /** Width of each column in characters; further columns are as wide as the last. */
  readonly widths: readonly number[];
  /** Whether the first row names the columns and stays in view; otherwise the first column names the rows. */
  readonly hasHeadings: boolean;
  readonly rows: readonly (readonly string[])[];
}

/** What a cell of a workbook holds at most; beyond it Excel calls the file damaged. */
const MAX_CELL = 32_767;

/** An XLSX workbook of texts. Cells are typed as text, so none is computed; they are defused all the same, because people save sheets as CSV. */
export function writeWorkbook(sheets: readonly WorkbookSheet[]): Promise<Buffer> {
  return writeXlsxFile(
    sheets.map(({ title, widths, hasHeadings, rows }) => ({
      sheet: title,
      ...(hasHeadings ? { stickyRowsCount: 1, orientation: 'landscape' as const } : {}),
      columns: (rows[0] ?? []).map((_, column) => ({ width: widths[column] ?? widths.at(-1) ?? 20 })),
      data: rows.map((row, index) =>
        row.map((text, column): CellObject => ({
          type: String,
          value: inertCell(text).slice(0, MAX_CELL),
          wrap: true,
          alignVertical: 'top',
          ...((hasHeadings ? index === 0 : column === 0) ? { fontWeight: 'bold' as const } : {}),
        })),
      ),
    })),
  ).toBuffer();
}
