import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareEvidenceRefs, evidenceRef } from '../../../src/domain/evidence/evidence-ref.js';

const position = fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 30 }));

describe('an evidence reference', () => {
  it.each([
    [1, 1, 'E001'],
    [1, 2, 'E001.v2'],
    [42, 1, 'E042'],
    [999, 1, 'E999'],
    [1000, 11, 'E1000.v11'],
  ])('of number %i, version %i is %s', (number, version, ref) => {
    expect(evidenceRef(number, version)).toBe(ref);
  });

  it('sorts by number, then by version, as people count', () => {
    const refs = ['E1000', 'E002', 'E001.v10', 'E999', 'E001.v2', 'E001'];
    expect(refs.sort(compareEvidenceRefs)).toEqual(['E001', 'E001.v2', 'E001.v10', 'E002', 'E999', 'E1000']);
  });

  it('sorts like the numbers it is made of', () => {
    fc.assert(
      fc.property(position, position, (a, b) => {
        const byNumbers = Math.sign(a[0] - b[0] || a[1] - b[1]);
        expect(Math.sign(compareEvidenceRefs(evidenceRef(...a), evidenceRef(...b)))).toBe(byNumbers);
      }),
    );
  });

  it('is not whatever looks like one', () => {
    expect(() => compareEvidenceRefs('E001', 'E1')).toThrow('E1 is not an evidence reference');
  });
});
