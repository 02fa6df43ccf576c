import { afterAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { readWorkbook } from '../../src/platform/tables/workbook-table.js';
import { allRows, cellsOf, scratchFolder, workbookOf, type WorkbookParts } from './workbooks.js';

const folder = scratchFolder();
afterAll(() => folder.clear());

const rowsOf = (content: Buffer) => allRows(readWorkbook(folder.put(content)));
const read = async (parts: WorkbookParts) => cellsOf(await rowsOf(workbookOf(parts)));
const refusalOf = async (content: Buffer): Promise<string> => {
  const error: unknown = await rowsOf(content).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'IMPORT_REFUSED' });
  return (error as Error).message;
};

/** Written by another program than the one under test. */
async function written(fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('Log'), book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe('a workbook as another program writes it', () => {
  it('is read cell by cell: text, numbers, dates, truth, formulas and errors', async () => {
    const content = await written((sheet) => {
      sheet.addRow(['Customer', 'Value', 'Day', 'Instant', 'Truth', 'Sum', 'Error', 'Rich']);
      sheet.addRow([
        ' Customer A ',
        12.5,
        new Date('2026-03-02T00:00:00Z'),
        new Date('2026-03-02T14:05:00Z'),
        true,
        { formula: 'B2*2', result: 25 },
        { error: '#N/A' },
        { richText: [{ text: 'Two ' }, { font: { bold: true }, text: 'pieces' }] },
      ]);
      sheet.getCell('C2').numFmt = 'dd/mm/yyyy';
      sheet.getCell('D2').numFmt = 'd mmm yyyy hh:mm';
    });
    expect(cellsOf(await rowsOf(content))).toEqual([
      ['Customer', 'Value', 'Day', 'Instant', 'Truth', 'Sum', 'Error', 'Rich'],
      [
        'Customer A',
        12.5,
        'date 2026-03-02',
        'date 2026-03-02T14:05:00',
        'TRUE',
        'formula',
        'error #N/A',
        'Two pieces',
      ],
    ]);
  });

  it('keeps every character of a long log', async () => {
    const words = (n: number) => `Größe – «façade» ${'é€ß'.repeat(20)} ${n}`;
    const content = await written((sheet) => {
      for (let n = 0; n < 2_000; n += 1) sheet.addRow([words(n), '😀']);
    });
    const rows = cellsOf(await rowsOf(content));
    expect(rows).toHaveLength(2_000);
    expect(rows.filter(([text, face], n) => text !== words(n) || face !== '😀')).toEqual([]);
  });

  it('tells a date from an amount by the format of the cell', async () => {
    const content = await written((sheet) => {
      sheet.addRow([46_083, 46_083, 46_083, 46_083]);
      ['General', '[$£-809]#,##0.00', 'yyyy-mm-dd', '0" days"'].forEach((format, index) => {
        sheet.getCell(1, index + 1).numFmt = format;
      });
    });
    expect(cellsOf(await rowsOf(content))).toEqual([[46_083, 46_083, 'date 2026-03-02', 46_083]]);
  });

  it('is its first sheet that is not hidden, and rows keep their numbers', async () => {
    const content = await written((sheet, book) => {
      sheet.state = 'hidden';
      sheet.addRow(['Workings']);
      const log = book.addWorksheet('The log');
      log.getCell('B3').value = 'Customer';
      log.getCell('A7').value = 'Customer A';
    });
    const rows = await rowsOf(content);
    expect(rows.filter(({ cells }) => cells.length > 0).map(({ number }) => number)).toEqual([3, 7]);
    expect(cellsOf(rows).filter((cells) => cells.length > 0)).toEqual([[null, 'Customer'], ['Customer A']]);
  });
});

describe('a workbook put together by hand', () => {
  it('may leave out addresses, prefix its elements and carry text in the cell', async () => {
    const rows =
      '<x:row><x:c t="inlineStr"><x:is><x:r><x:t>Cust</x:t></x:r><x:r><x:t>omer</x:t></x:r></x:is></x:c><x:c><x:v>3</x:v></x:c></x:row>';
    expect(await read({ rows })).toEqual([['Customer', 3]]);
  });

  it('joins the pieces of a text and leaves out how it is pronounced', async () => {
    const strings =
      '<sst><si><r><t>To</t></r><r><t xml:space="preserve">kyo _x0041_</t></r><rPh><t>TOKYO</t></rPh></si></sst>';
    expect(await read({ strings, rows: '<row r="1"><c r="A1" t="s"><v>0</v></c></row>' })).toEqual([['Tokyo A']]);
  });

  it.each([
    ['a text that does not exist', { rows: '<row r="1"><c r="A1" t="s"><v>7</v></c></row>' }],
    ['a number that is none', { rows: '<row r="1"><c r="A1"><v>many</v></c></row>' }],
    ['an address that is none', { rows: '<row r="1"><c r="1A"><v>1</v></c></row>' }],
    ['broken XML', { rows: '<row r="1"><c r="A1"><v>1</c></row>' }],
    ['XML that stops', { rows: '<row r="1">', workbook: '<workbook><sheets>' }],
    ['no sheet', { rows: '', workbook: '<workbook><sheets/></workbook>' }],
    ['an entity of its own', { rows: '<row r="1"><c r="A1" t="str"><v>&bomb;</v></c></row>' }],
  ])('is refused with %s', async (_, parts) => {
    expect(await refusalOf(workbookOf(parts))).toMatch(/^The workbook cannot be read/);
  });

  it('is refused when its dates count from 1904', async () => {
    const workbook =
      '<workbook><workbookPr date1904="1"/><sheets><sheet name="Log" sheetId="1" r:id="rId1"/></sheets></workbook>';
    expect(await refusalOf(workbookOf({ workbook, rows: '' }))).toMatch(/1904/);
  });

  it('is refused when a part that is needed unpacks beyond its limit, and others are not unpacked at all', async () => {
    const zeros = Buffer.alloc(17 * 1024 ** 2, 0x20);
    expect(await refusalOf(workbookOf({ rows: zeros.toString('latin1') }))).toMatch(/too large/);
    const beside = {
      rows: '<row r="1"><c r="A1"><v>1</v></c></row>',
      more: [{ name: 'xl/media/bomb.bin', content: zeros }],
    };
    expect(await read(beside)).toEqual([[1]]);
  });

  it('is refused when it is no zip file', async () => {
    expect(await refusalOf(Buffer.from('PK, but not for long'))).toMatch(/cannot be read/);
  });
});
