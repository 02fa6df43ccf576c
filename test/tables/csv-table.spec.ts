import { afterAll, describe, expect, it } from '@jest/globals';
import { readCsv } from '../../src/platform/tables/csv-table.js';
import { allRows, cellsOf, scratchFolder } from './workbooks.js';

const folder = scratchFolder();
afterAll(() => folder.clear());

const rowsOf = (content: Buffer | string) => allRows(readCsv(folder.put(content)));
const read = async (content: Buffer | string) => cellsOf(await rowsOf(content));
const refusalOf = async (content: Buffer | string): Promise<string> => {
  const error: unknown = await rowsOf(content).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'IMPORT_REFUSED' });
  return (error as Error).message;
};

const TABLE = [
  ['Customer', 'Complaint'],
  ['Customer A', 'Late, twice'],
];

describe('a CSV file', () => {
  it.each([
    ['commas', 'Customer,Complaint\r\nCustomer A,"Late, twice"\r\n'],
    ['semicolons', 'Customer;Complaint\nCustomer A;Late, twice\n'],
    ['tabs', 'Customer\tComplaint\nCustomer A\tLate, twice'],
    ['old line ends', 'Customer;Complaint\rCustomer A;Late, twice\r'],
    ['spaces around cells', 'Customer ; Complaint \n Customer A ;"Late, twice"'],
    ['a separator inside a quoted heading', '"Customer";"Complaint"\n"Customer A";"Late, twice"'],
  ])('is read with %s', async (_, content) => {
    expect(await read(content)).toEqual(TABLE);
  });

  it('is not misled by commas inside quoted headings', async () => {
    expect(await read('"a, b, c";d\n1;2')).toEqual([
      ['a, b, c', 'd'],
      ['1', '2'],
    ]);
  });

  const words = 'Name;Façade “große” – naïve\nx;y';
  it.each([
    ['UTF-8', Buffer.from(words, 'utf8')],
    ['UTF-8 with a byte-order mark', Buffer.from(`\ufeff${words}`, 'utf8')],
    ['UTF-16 with a byte-order mark', Buffer.from(`\ufeff${words}`, 'utf16le')],
    // 0x93, 0x94 and 0x96 are quotation marks and a dash in windows-1252 and control characters in Latin-1.
    ['windows-1252', Buffer.from(words.replace('“', '\x93').replace('”', '\x94').replace('–', '\x96'), 'latin1')],
  ])('is read in %s', async (_, content) => {
    expect(await read(content)).toEqual([
      ['Name', 'Façade “große” – naïve'],
      ['x', 'y'],
    ]);
  });

  it('is refused when its text has been through two encodings, showing where', async () => {
    expect(await refusalOf('Name\nFaÃ§ade')).toMatch(/^The text is garbled \(“Ã§ade”\)/);
  });

  it('is refused when it is no text', async () => {
    expect(await refusalOf(Buffer.from([1, 2, 3, 0, 255]))).toMatch(/not text/);
  });

  it('keeps line breaks and doubled quotation marks inside quotes', async () => {
    expect(await read('a,b\n"line one\nline two","He said ""never"""')).toEqual([
      ['a', 'b'],
      ['line one\nline two', 'He said "never"'],
    ]);
  });

  it('counts rows as a spreadsheet does: blank ones too, and those with line breaks once', async () => {
    const rows = await rowsOf('a,b\n\n"x\ny",1\n,\nlast,2\n');
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(cellsOf(rows)).toEqual([['a', 'b'], [null], ['x\ny', '1'], [null, null], ['last', '2']]);
  });

  it('says of a formula that it is one and computes nothing', async () => {
    expect(await read('a,b,c\n=1+1,"=HYPERLINK(""http://x"")",-5')).toEqual([
      ['a', 'b', 'c'],
      ['formula', 'formula', '-5'],
    ]);
  });

  it.each([
    ['that never closes', 'a,b\n1,2\n"open,3\n', 'Row 3'],
    ['inside a cell', 'a,b\n1,2\n3,4\nx"y,5\n', 'Row 4'],
  ])('is refused with a quotation mark %s, naming the row', async (_, content, row) => {
    expect(await refusalOf(content)).toMatch(new RegExp(`^${row} cannot be read`));
  });

  it('is refused with a row too long for anybody to have meant it', async () => {
    expect(await refusalOf(`${'column,'.repeat(40_000)}\n`)).toMatch(/^Row 1 cannot be read: it has more than 200000/);
  });

  it('is not read beyond the rows that somebody wants', async () => {
    const rows = readCsv(folder.put(`a,b\n${'1,2\n'.repeat(100_000)}"never closed`));
    await rows.next();
    expect((await rows.next()).value).toMatchObject({ number: 2 });
    await expect(rows.return(undefined)).resolves.toMatchObject({ done: true });
  });
});
