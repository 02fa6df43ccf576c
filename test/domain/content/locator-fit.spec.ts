import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkLocatorFits, type LocatedFile } from '../../../src/domain/content/locator-fit.js';
import type { ContentFacts } from '../../../src/domain/content/reading.js';
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

const refused = (locator: EvidenceLocator, files: readonly LocatedFile[], hasRecord = false): string[] =>
  checkLocatorFits(locator, files, hasRecord).map(({ path }) => path);

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

  it.each<[string, EvidenceLocator, LocatedFile[], boolean]>([
    ['on the last page', { page: 2 }, [letter], false],
    ['on the last page of the longest file', { page: 5 }, [letter, file('document', { pageCount: 5 })], false],
    ['on page 1 of a file without pages', { page: 1 }, [file('document', { pageCount: 0 })], false],
    ['on any page where a file does not say how many it has', { page: 99 }, [letter, file('document', {})], false],
    ['in a file still waiting', { page: 99 }, [file('document', { state: 'waiting' })], false],
    ['in a file nobody has read', { page: 99 }, [{ kind: 'document', content: null }], false],
    [
      'in a file that was read in part',
      { paragraph: 99 },
      [file('text', { paragraphCount: 9, reason: 'cut_short' })],
      false,
    ],
    ['in a paragraph of the written record', { paragraph: 99 }, [notes], true],
    ['at a time of the discussion of which the file is an excerpt', { from: '00:35:00' }, [talk], true],
    ['at the last second', { from: '00:01:30' }, [talk], false],
    ['at a time where there is no recording', { from: '10:00:00' }, [letter], false],
    ['on a sheet written in other letters', { sheet: ' cases', row: 11 }, [log], false],
    ['on a sheet of a workbook beside a CSV file', { sheet: 'contact-history', row: 30 }, [log, csv], false],
    ['in a row of a table in a letter', { row: 99 }, [letter, log], false],
    ['in words', { note: 'messages 2 and 4' }, [letter], false],
    ['of an item without files', { page: 9, paragraph: 9, row: 9 }, [], false],
  ])('%s is taken', (_what, locator, files, hasRecord) => {
    expect(refused(locator, files, hasRecord)).toEqual([]);
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
