import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TableCell, TableRow } from '../../src/platform/tables/table-row.js';
import { zip, type ZipPart } from '../files/sample-bytes.js';

/** A folder for the files of one spec. */
export function scratchFolder(): { put: (content: Buffer | string) => string; clear: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'verifolio-tables-'));
  let count = 0;
  return {
    put(content) {
      const path = join(folder, String((count += 1)));
      writeFileSync(path, content);
      return path;
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export async function allRows(rows: AsyncGenerator<TableRow>): Promise<TableRow[]> {
  const all: TableRow[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

/** A cell in as few words as tell it apart. */
export function brief(cell: TableCell | null): string | number | null {
  if (cell === null) return null;
  switch (cell.kind) {
    case 'text':
      return cell.text;
    case 'number':
      return cell.number;
    case 'date':
      return `date ${cell.date}`;
    case 'formula':
      return 'formula';
    case 'error':
      return `error ${cell.code}`;
  }
}

export const cellsOf = (rows: readonly TableRow[]) => rows.map(({ cells }) => cells.map(brief));

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface WorkbookParts {
  /** What stands between `<sheetData>` and its end. */
  readonly rows: string;
  readonly strings?: string;
  readonly styles?: string;
  /** What stands in `xl/workbook.xml`. */
  readonly workbook?: string;
  readonly more?: readonly ZipPart[];
}

/** A workbook put together by hand, for what no spreadsheet program would write on request. */
export function workbookOf({ rows, strings, styles, workbook, more = [] }: WorkbookParts): Buffer {
  const relationship = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONSHIPS}/${type}" Target="${target}"/>`;
  const optional = (name: string, content: string | undefined): ZipPart[] =>
    content === undefined ? [] : [{ name, content }];
  return zip([
    {
      name: '[Content_Types].xml',
      content:
        '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    },
    {
      name: 'xl/workbook.xml',
      content: workbook ?? '<workbook><sheets><sheet name="Log" sheetId="1" r:id="rId1"/></sheets></workbook>',
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships>${[
        relationship('rId1', 'worksheet', 'worksheets/sheet1.xml'),
        relationship('rId2', 'worksheet', '/xl/worksheets/sheet2.xml'),
        relationship('rId3', 'sharedStrings', 'sharedStrings.xml'),
        relationship('rId4', 'styles', 'styles.xml'),
      ].join('')}</Relationships>`,
    },
    { name: 'xl/worksheets/sheet1.xml', content: `<worksheet><sheetData>${rows}</sheetData></worksheet>` },
    ...optional('xl/sharedStrings.xml', strings),
    ...optional('xl/styles.xml', styles),
    ...more,
  ]);
}
