import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isValidUln } from '../../../src/domain/registration/uln.js';

// domain.md §5.3 and the published vectors of interop.md.
const VALID = ['9276308686', '1000000043', '1000000000', '1234567899', '5555555554'];
const INVALID = ['9276308685', '9276308687', '9276308668', '0276308686', '1111111111', '927630868', '9999999999'];

const stems = fc.stringMatching(/^[1-9][0-9]{8}$/);
const ulns = stems
  .map((stem) => Array.from({ length: 10 }, (_, digit) => `${stem}${digit}`).filter(isValidUln))
  .filter((candidates) => candidates.length > 0)
  .map(([uln]) => uln as string);

describe('a unique learner number', () => {
  it.each(VALID)('%s is valid', (uln) => {
    expect(isValidUln(uln)).toBe(true);
  });

  it.each([...INVALID, '', ' 9276308686', '92763086860', '927630868x', '９２７６３０８６８６'])(
    '%j is not valid',
    (text) => {
      expect(isValidUln(text)).toBe(false);
    },
  );

  it('has the check digit of the second published rule: ten less the remainder, and none for remainder 0', () => {
    fc.assert(
      fc.property(stems, (stem) => {
        const remainder = [...stem].reduce((sum, digit, index) => sum + Number(digit) * (10 - index), 0) % 11;
        const expected = remainder === 0 ? [] : [`${stem}${10 - remainder}`];
        const valid = Array.from({ length: 10 }, (_, digit) => `${stem}${digit}`).filter(isValidUln);
        expect(valid).toEqual(expected);
      }),
    );
  });

  it.each(VALID)('%s betrays every wrong digit', (uln) => {
    for (let index = 0; index < uln.length; index += 1) {
      for (const digit of '0123456789'.replace(uln.charAt(index), '')) {
        const mistyped = uln.slice(0, index) + digit + uln.slice(index + 1);
        expect([mistyped, isValidUln(mistyped)]).toEqual([mistyped, false]);
      }
    }
  });

  it('betrays every swap of two neighbouring digits', () => {
    fc.assert(
      fc.property(ulns, fc.integer({ min: 0, max: 8 }), (uln, index) => {
        const [left, right] = [uln.charAt(index), uln.charAt(index + 1)];
        fc.pre(left !== right);
        expect(isValidUln(uln.slice(0, index) + right + left + uln.slice(index + 2))).toBe(false);
      }),
    );
  });
});
