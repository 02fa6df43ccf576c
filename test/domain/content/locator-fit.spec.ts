import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkLocatorFits, type LocatedFile } from '../../../src/domain/content/locator-fit.js';
import type { ContentFacts } from '../../../src/domain/content/reading.js';
import type { RecordPlaces } from '../../../src/domain/evidence/forms/record-places.js';
import type { EvidenceLocator } from '../../../src/domain/evidence/locator.js';

const facts = (over: Partial<ContentFacts>): ContentFacts => ({
  ...{ state: 'read', reason: null, pageCount: null, paragraphCount: null },
  ...{ durationSeconds: null, wordCount: 100, sheets: null },
  ...over,
});
const file = (kind: string, over: Partial<ContentFacts>): LocatedFile => ({ kind, content: facts(over) });

const letter = file('document', { pageCount: 2 });
const notes = file('text', { paragraphCount: 9 });
const talk = file('audio', { durationSeconds: 90 });
const log = file('spreadsheet', {
  sheets: [
    { name: 'Cases', rows: 11 },
    { name: 'Outcomes', rows: 4 },
  ],
});
const csv = file('spreadsheet', { sheets: [{ name: '', rows: 30 }] });

const record = (paragraphs: number | null, lastTime: number | null = null): RecordPlaces => ({ paragraphs, lastTime });

const refused = (
  locator: EvidenceLocator,
  files: readonly LocatedFile[],
  record: RecordPlaces | null = null,
): string[] => checkLocatorFits(locator, files, record).map(({ path }) => path);

describe('A locator', () => {
  it.each<[string, EvidenceLocator, LocatedFile[], string]>([
    ['beyond the last page', { page: 3 }, [letter], 'locator.page'],
    ['beyond the last page of the longest', { page: 6 }, [letter, file('document', { pageCount: 5 })], 'locator.page'],
    ['beyond the last paragraph', { paragraph: 10 }, [notes], 'locator.paragraph'],
    ['that begins after the end', { from: '00:01:31' }, [talk], 'locator.from'],
    ['that ends after the end', { from: '00:00:10', to: '00:02:00' }, [talk], 'locator.to'],
    ['on a sheet that is not there', { sheet: 'Names' }, [log], 'locator.sheet'],
    ['in a row behind the last of its sheet', { sheet: 'Outcomes', row: 5 }, [log], 'locator.row'],
    ['in a row behind the last of all', { row: 12 }, [log], 'locator.row'],
    ['in a row of a CSV file behind its last', { row: 31 }, [csv], 'locator.row'],
  ])('%s is refused', (_what, locator, files, path) => {
    expect(refused(locator, files)).toEqual([path]);
  });

  it('beyond recording and record alike is refused, however long either of them is', () => {
    expect(refused({ from: '00:01:31' }, [talk], record(3))).toEqual(['locator.from']);
    expect(refused({ from: '00:01:31' }, [talk], record(3, 80))).toEqual(['locator.from']);
    expect(refused({ paragraph: 13 }, [notes], record(12))).toEqual(['locator.paragraph']);
    expect(refused({ paragraph: 10 }, [notes], record(2))).toEqual(['locator.paragraph']);
  });

  it.each<[string, EvidenceLocator, LocatedFile[], RecordPlaces | null]>([
    ['on the last page', { page: 2 }, [letter], null],
    ['on the last page of the longest file', { page: 5 }, [letter, file('document', { pageCount: 5 })], null],
    ['on page 1 of a file without pages', { page: 1 }, [file('document', { pageCount: 0 })], null],
    ['on any page where a file does not say how many it has', { page: 99 }, [letter, file('document', {})], null],
    ['in a file still waiting', { page: 99 }, [file('document', { state: 'waiting' })], null],
    ['in a file nobody has read', { page: 99 }, [{ kind: 'document', content: null }], null],
    [
      'in a file that was read in part',
      { paragraph: 99 },
      [file('text', { paragraphCount: 9, reason: 'cut_short' })],
      null,
    ],
    ['in a paragraph of the written record', { paragraph: 12 }, [notes], record(12)],
    ['in a paragraph of a file longer than the record', { paragraph: 9 }, [notes], record(2)],
    ['in a paragraph of a record written in one piece', { paragraph: 99 }, [notes], record(null)],
    ['at a time of the discussion of which the file is an excerpt', { from: '00:35:00' }, [talk], record(9, 2_400)],
    ['at the last second', { from: '00:01:30' }, [talk], null],
    ['at a time where there is no recording', { from: '10:00:00' }, [letter], null],
    ['on a sheet written in other letters', { sheet: ' cases', row: 11 }, [log], null],
    ['on a sheet of a workbook beside a CSV file', { sheet: 'contact-history', row: 30 }, [log, csv], null],
    ['in a row of a table in a letter', { row: 99 }, [letter, log], null],
    ['in words', { note: 'messages 2 and 4' }, [letter], null],
    ['of an item without files', { page: 9, paragraph: 9, row: 9 }, [], null],
  ])('%s is taken', (_what, locator, files, places) => {
    expect(refused(locator, files, places)).toEqual([]);
  });

  it('is never refused for a place that one of the files has', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(counts, fc.nat(), (pages, pick) => {
        const files = pages.map((pageCount) => file('document', { pageCount, paragraphCount: pageCount * 3 }));
        const one = pages[pick % pages.length] ?? 1;
        expect(refused({ page: one, paragraph: one * 3 }, files)).toEqual([]);
      }),
    );
  });
});
