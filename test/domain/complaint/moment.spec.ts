import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { daysBetween, isLater, toMoment } from '../../../src/domain/complaint/moment.js';

describe('a moment', () => {
  it.each([
    ['2026-03-02', '2026-03-02'],
    ['2026-03-02T14:05:00Z', '2026-03-02T14:05:00.000Z'],
    ['2026-07-02T00:30+01:00', '2026-07-01T23:30:00.000Z'],
  ])('reads %s as %s', (text, moment) => {
    expect(toMoment(text)).toBe(moment);
  });

  it.each(['2026-02-30', '2026-13-01', '2026-03-02T25:00Z', '2026-03-02 14:05', '2026-03-02T14:05', '2/3/2026', ''])(
    'does not read %s',
    (text) => {
      expect(toMoment(text)).toBeNull();
    },
  );

  it('compares a day and an instant only as days, because the log does not know the hour', () => {
    expect(isLater('2026-03-02T14:05:00.000Z', '2026-03-02')).toBe(false);
    expect(isLater('2026-03-02', '2026-03-02T14:05:00.000Z')).toBe(false);
    expect(isLater('2026-03-03', '2026-03-02T14:05:00.000Z')).toBe(true);
    expect(isLater('2026-03-02T14:06:00.000Z', '2026-03-02T14:05:00.000Z')).toBe(true);
  });

  it('counts whole days over the ends of months and the change of the clocks', () => {
    expect(daysBetween('2026-02-27', '2026-03-02T23:59:00.000Z')).toBe(3);
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  });

  it('is never both later and earlier, and reads what it wrote', () => {
    const instant = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString());
    const moment = fc.oneof(
      instant,
      instant.map((text) => text.slice(0, 10)),
    );
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        expect(isLater(a, b) && isLater(b, a)).toBe(false);
        expect(toMoment(a)).toBe(a);
      }),
    );
  });
});
