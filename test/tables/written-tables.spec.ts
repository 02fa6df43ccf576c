import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { readCsv } from '../../src/platform/tables/csv-table.js';
import { readWorkbook } from '../../src/platform/tables/workbook-table.js';
import { writeCsv } from '../../src/platform/tables/write-csv.js';
import { writeWorkbook } from '../../src/platform/tables/write-workbook.js';
import { allRows, brief, scratchFolder } from './workbooks.js';

const STARTS = [
  '=',
  '+',
  '-',
  '@',
  '\t=',
  '\r',
  '\n=',
  ' =',
  '\u00a0=',
  '\ufeff=',
  '＝',
  '＋',
  '－',
  '＠',
  '"=',
  ';=',
  ',=',
];
const BODIES = [
  '1+1',
  'cmd|/C calc!A0',
  'HYPERLINK("https://bad.test","x")',
  'SUM(A1;A2)',
  'a";=1+1',
  'a\n=1+1',
  'a\r\n@x',
];
/** What a spreadsheet would compute; written without knowledge of how cells are defused. */
const LIVE = /^[\s\ufeff]*[=+\-@＝＋－＠]/u;

const folder = scratchFolder();
afterAll(() => folder.clear());

/** Ten thousand cells (S19): every start with every body, again and again, between honest ones. */
function hostileRows(): string[][] {
  const texts = STARTS.flatMap((start) => BODIES.map((body) => start + body));
  return Array.from({ length: 1_000 }, (_, row) =>
    Array.from({ length: 10 }, (__, column) =>
      column === 0 ? `E${row}` : (texts[(row * 9 + column) % texts.length] ?? ''),
    ),
  );
}

describe('a table written for a spreadsheet', () => {
  const rows = hostileRows();
  let csv: string;
  let workbook: string;
  beforeAll(async () => {
    csv = folder.put(writeCsv(rows));
    workbook = folder.put(await writeWorkbook([{ title: 'Cells', widths: [10], hasHeadings: true, rows }]));
  });

  it('has ten thousand cells and no live formula among them, as CSV', async () => {
    const cells = (await allRows(readCsv(csv))).flatMap((row) => row.cells.map(brief));
    expect(cells).toHaveLength(10_000);
    expect(cells.filter((cell) => LIVE.test(String(cell)))).toEqual([]);
  });

  it('starts no cell in the middle of another where the list separator is a semicolon', () => {
    const quoted = writeCsv([['a;=1+1', 'b\n=2+2']]).toString();
    expect(quoted).toBe('\ufeff"a;=1+1","b\n=2+2"\r\n');
  });

  it('has none as a workbook either, in which every cell is text', async () => {
    const read = new ExcelJS.Workbook();
    await read.xlsx.readFile(workbook);
    const kinds = new Set<ExcelJS.ValueType>();
    const live: unknown[] = [];
    read.worksheets[0]?.eachRow((row) =>
      row.eachCell((cell) => {
        kinds.add(cell.type);
        if (LIVE.test(cell.text)) live.push(cell.text);
      }),
    );
    expect(
      [...kinds].every((kind) => kind === ExcelJS.ValueType.String || kind === ExcelJS.ValueType.SharedString),
    ).toBe(true);
    expect(live).toEqual([]);
  });

  it('says the same words when it is read in again', async () => {
    const honest = [
      ['AC', 'Criterion', 'Judgement'],
      ['1.1', 'Zoë said “no” – twice; then, agreed.\nSecond line', '– not yet'],
      ['2.6', 'مرحبا 👩‍👩‍👧 a\u0301', ''],
    ];
    const again = async (read: AsyncGenerator<{ cells: readonly Parameters<typeof brief>[0][] }>) => {
      const all: string[][] = [];
      for await (const { cells } of read) all.push(cells.map((cell) => String(brief(cell) ?? '')));
      return all;
    };
    const padded = (table: string[][]) => table.map((row) => [...row, '', ''].slice(0, 3));
    expect(padded(await again(readCsv(folder.put(writeCsv(honest)))))).toEqual(honest);
    const written = await writeWorkbook([{ title: 'T', widths: [10], hasHeadings: true, rows: honest }]);
    expect(padded(await again(readWorkbook(folder.put(written))))).toEqual(honest);
  });
});
