import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { caseNumber, caseRef, CUSTOMER_LABEL, normaliseIssueKey } from '../../../src/domain/complaint/case-labels.js';

describe('the labels of a case', () => {
  it('number cases C-001 onwards, each number in one way', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 999_999 }), (number) => caseNumber(caseRef(number)) === number));
    expect(['C-000', 'C-1', 'C-0001', 'C-01', 'c-001', '20260302/17', 'C-001 '].map(caseNumber)).toEqual(
      Array(7).fill(null),
    );
  });

  it('take pseudonyms for customers and no names', () => {
    expect(['Customer A', 'Customer ZZ', 'Customer 12'].every((label) => CUSTOMER_LABEL.test(label))).toBe(true);
    expect(
      ['Mrs Smith', 'Customer', 'Customer Smith', 'customer a', 'Customer A.'].some((label) =>
        CUSTOMER_LABEL.test(label),
      ),
    ).toBe(false);
  });

  it('call one theme by one key, however it was typed', () => {
    expect(['Late delivery', 'late  delivery', ' LATE-DELIVERY!', 'late_delivery'].map(normaliseIssueKey)).toEqual(
      Array(4).fill('late-delivery'),
    );
    expect(normaliseIssueKey('Überweisung nº 2')).toBe('überweisung-no-2');
    expect(normaliseIssueKey(' – ')).toBe('');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const key = normaliseIssueKey(text);
        expect(normaliseIssueKey(key)).toBe(key);
      }),
    );
  });
});
