import { describe, expect, it } from '@jest/globals';
import {
  checkOriginalSeen,
  checkQualification,
  defaultTarget,
  isQualificationInForce,
  type Qualification,
  qualifiedSince,
} from '../../../src/domain/staff/qualification.js';
import { pathsOf, refusalOf } from '../evidence/refusal-of.js';

const TODAY = '2026-06-01';
const CONFIRMED = '2026-05-01T09:00:00.000Z';

const award = (over: Partial<Qualification> = {}): Qualification => ({
  ...{ kind: 'assessor', status: 'held', title: 'TAQA', awardedOn: '2019-07-04', certificateNumber: null },
  ...{ startedOn: null, targetOn: null, confirmedAt: CONFIRMED, endedAt: null },
  ...over,
});

describe('the dates of a qualification (§4.3)', () => {
  it('are the award and its certificate for one that is held', () => {
    expect(checkQualification('held', { awardedOn: '2019-07-04', certificateNumber: 'AC-0419' }, TODAY)).toEqual({
      ...{ awardedOn: '2019-07-04', certificateNumber: 'AC-0419', startedOn: null, targetOn: null },
    });
  });

  it.each([
    ['2025-09-30', '2027-03-30'],
    ['2025-08-31', '2027-02-28'],
    ['2022-08-31', '2024-02-29'],
  ])('set a target of 18 months for training begun on %s: %s', (startedOn, targetOn) => {
    expect(defaultTarget(startedOn)).toBe(targetOn);
    expect(checkQualification('working_towards', { startedOn }, TODAY)).toMatchObject({ startedOn, targetOn });
  });

  it('keep a target that was named instead', () => {
    const dates = checkQualification('working_towards', { startedOn: '2025-09-30', targetOn: '2026-01-31' }, TODAY);
    expect(dates.targetOn).toBe('2026-01-31');
  });

  it.each<[string, 'held' | 'working_towards', object, string[]]>([
    ['held without an award', 'held', {}, ['awardedOn']],
    ['held from tomorrow', 'held', { awardedOn: '2026-06-02' }, ['awardedOn']],
    [
      'held and begun',
      'held',
      { awardedOn: '2019-07-04', startedOn: '2018-01-01', targetOn: '2019-01-01' },
      ['startedOn', 'targetOn'],
    ],
    ['training nobody began', 'working_towards', { targetOn: '2027-01-01' }, ['startedOn']],
    ['training from tomorrow', 'working_towards', { startedOn: '2026-06-02' }, ['startedOn']],
    [
      'training with a certificate',
      'working_towards',
      { startedOn: '2026-01-01', awardedOn: '2026-05-01', certificateNumber: 'X' },
      ['awardedOn', 'certificateNumber'],
    ],
    ['a target on the first day', 'working_towards', { startedOn: '2026-01-01', targetOn: '2026-01-01' }, ['targetOn']],
  ])('are refused: %s', (_, status, given, paths) => {
    const refusal = refusalOf(() => checkQualification(status, given, TODAY));
    expect([refusal.code, pathsOf(refusal)]).toEqual(['VALIDATION_FAILED', paths]);
  });
});

describe('seeing the original certificate', () => {
  it('is what confirms a qualification that is held, between the award and today', () => {
    const { status, awardedOn } = award();
    for (const day of ['2019-07-04', TODAY]) {
      expect(() => checkOriginalSeen({ status, awardedOn }, day, TODAY)).not.toThrow();
    }
    for (const day of [null, '2019-07-03', '2026-06-02']) {
      const refusal = refusalOf(() => checkOriginalSeen({ status, awardedOn }, day, TODAY));
      expect(pathsOf(refusal)).toEqual(['originalSeenOn']);
    }
  });

  it('is not possible while somebody works towards it', () => {
    const training = { status: 'working_towards', awardedOn: null } as const;
    expect(() => checkOriginalSeen(training, null, TODAY)).not.toThrow();
    expect(refusalOf(() => checkOriginalSeen(training, TODAY, TODAY)).code).toBe('VALIDATION_FAILED');
  });
});

describe('since when somebody is a qualified assessor', () => {
  it('is the first award that stands, whatever was decided here and when', () => {
    const later = award({ awardedOn: '2022-01-10' });
    expect(qualifiedSince([later, award()], '2026-01-20')).toBe('2019-07-04');
    expect(qualifiedSince([award({ awardedOn: '2026-05-20' })], '2021-01-20')).toBe('2026-05-20');
  });

  it.each<[string, Partial<Qualification>]>([
    ['an award that nobody has confirmed', { confirmedAt: null }],
    ['an award that has ended', { endedAt: CONFIRMED }],
    ['an IQA award', { kind: 'iqa' }],
    ['training', { status: 'working_towards', awardedOn: null, startedOn: '2025-01-01' }],
  ])('is the first decision here where there is only %s', (_, over) => {
    expect(qualifiedSince([award(over)], '2026-01-20')).toBe('2026-01-20');
    expect(qualifiedSince([award(over)], null)).toBeNull();
  });

  it('counts a record once it is confirmed and until it ends', () => {
    expect([award(), award({ confirmedAt: null }), award({ endedAt: CONFIRMED })].map(isQualificationInForce)).toEqual([
      ...[true, false, false],
    ]);
  });
});
