import { describe, expect, it } from '@jest/globals';
import type { Qualification } from '../../../src/domain/staff/qualification.js';
import { type StaffFacts, type StaffFindingCode, staffFindings } from '../../../src/domain/staff/staff-findings.js';

const TODAY = '2026-06-01';
const AT = '2026-05-01T09:00:00.000Z';

const HELD: Qualification = {
  ...{ kind: 'assessor', status: 'held', title: 'TAQA', awardedOn: '2019-07-04', certificateNumber: 'AC-0419' },
  ...{ startedOn: null, targetOn: null, confirmedAt: AT, endedAt: null },
};
const TRAINING: Qualification = {
  ...{ ...HELD, status: 'working_towards', title: 'Award', awardedOn: null, certificateNumber: null },
  ...{ startedOn: '2025-09-30', targetOn: '2027-03-30' },
};
const COMPETENT = { unit: 'U40', confirmedAt: AT, endedAt: null };

/** An assessor of whom nothing is missing. */
const SOUND: StaffFacts = {
  roles: ['assessor'],
  qualifications: [HELD],
  competences: [COMPETENT],
  unitsAssessed: ['U40'],
  ...{ recentCpdMinutes: 60, countersigners: 0, recentObservations: 1, observationsAsked: 1 },
};
const SOUND_TRAINEE: StaffFacts = {
  ...SOUND,
  ...{ roles: ['trainee_assessor'], qualifications: [TRAINING], countersigners: 1 },
};
const SOUND_IQA: StaffFacts = {
  ...SOUND,
  ...{ roles: ['iqa'], qualifications: [{ ...HELD, kind: 'iqa' }], unitsAssessed: [], competences: [] },
};

const codesOf = (facts: StaffFacts) => staffFindings(facts, TODAY).map(({ code }) => code);
const sentencesOf = (facts: StaffFacts) => staffFindings(facts, TODAY).map(({ sentence }) => sentence);

describe('what is missing in the record of staff (§4.3, §4.4)', () => {
  it.each([
    ['an assessor', SOUND],
    ['a trainee', SOUND_TRAINEE],
    ['an IQA', SOUND_IQA],
    ['a manager who does neither', { ...SOUND, roles: ['centre_manager'], qualifications: [], unitsAssessed: [] }],
  ] satisfies [string, StaffFacts][])('is nothing with %s whose record is whole', (_, facts) => {
    expect(staffFindings(facts, TODAY)).toEqual([]);
  });

  it.each<[string, StaffFacts, StaffFindingCode[]]>([
    ['an assessor without a qualification', { ...SOUND, qualifications: [] }, ['assessor_qualification_missing']],
    [
      'an assessor who only works towards one',
      { ...SOUND, qualifications: [TRAINING] },
      ['assessor_qualification_missing'],
    ],
    [
      'an assessor whose certificate nobody has seen',
      { ...SOUND, qualifications: [{ ...HELD, confirmedAt: null }] },
      ['assessor_qualification_missing', 'not_confirmed'],
    ],
    [
      'an assessor whose qualification has ended',
      { ...SOUND, qualifications: [{ ...HELD, endedAt: AT }] },
      ['assessor_qualification_missing'],
    ],
    ['an IQA without one', { ...SOUND_IQA, qualifications: [HELD] }, ['iqa_qualification_missing']],
    [
      'a trainee IQA on no course',
      { ...SOUND_IQA, roles: ['trainee_iqa'], qualifications: [] },
      ['training_not_recorded'],
    ],
    ['a trainee IQA without CPD', { ...SOUND_IQA, roles: ['trainee_iqa'], recentCpdMinutes: 0 }, ['cpd_missing']],
    ['a lead IQA', { ...SOUND_IQA, roles: ['lead_iqa'], qualifications: [] }, ['iqa_qualification_missing']],
    [
      'a trainee on no course and with no mentor',
      { ...SOUND_TRAINEE, qualifications: [], countersigners: 0 },
      ['training_not_recorded', 'countersigner_missing'],
    ],
    [
      'a trainee past the target',
      { ...SOUND_TRAINEE, qualifications: [{ ...TRAINING, targetOn: '2026-05-31' }] },
      ['target_passed'],
    ],
    ['nobody’s word for the occupation', { ...SOUND, competences: [] }, ['competence_missing']],
    [
      'one’s own word for the occupation',
      { ...SOUND, competences: [{ ...COMPETENT, confirmedAt: null }] },
      ['competence_unconfirmed'],
    ],
    [
      'competence for another unit, and one that has ended',
      {
        ...SOUND,
        competences: [
          { ...COMPETENT, unit: 'HCR' },
          { ...COMPETENT, endedAt: AT },
        ],
      },
      ['competence_missing'],
    ],
    ['no CPD', { ...SOUND, recentCpdMinutes: 0 }, ['cpd_missing']],
    ['too few observations', { ...SOUND, recentObservations: 1, observationsAsked: 2 }, ['observation_missing']],
    [
      'several roles at once',
      { ...SOUND, roles: ['assessor', 'iqa', 'centre_manager'], recentCpdMinutes: 0 },
      ['iqa_qualification_missing', 'cpd_missing'],
    ],
  ])('is named with %s', (_, facts, codes) => {
    expect(codesOf(facts)).toEqual(codes);
  });

  it('is not asked of who has nothing to assess, and on the day of the target nothing is late', () => {
    expect(codesOf({ ...SOUND, unitsAssessed: [], competences: [], recentObservations: 0 })).toEqual([]);
    expect(codesOf({ ...SOUND_TRAINEE, qualifications: [{ ...TRAINING, targetOn: TODAY }] })).toEqual([]);
  });

  it('is said in plain sentences', () => {
    const late = { ...TRAINING, targetOn: '2026-05-31' };
    const unseen = { ...HELD, kind: 'iqa', title: 'IQA award', confirmedAt: null } as const;
    expect(sentencesOf({ ...SOUND_TRAINEE, qualifications: [late, unseen], recentObservations: 0 })).toEqual([
      'Award: the target to reach it by was 2026-05-31.',
      'IQA award: nobody has seen the original certificate yet.',
      'Observed by an IQA 0 times in the last 12 months; the sampling policy asks for at least 1.',
    ]);
    expect(sentencesOf({ ...SOUND_IQA, qualifications: [{ ...TRAINING, kind: 'iqa' }] })).toEqual([
      'Verifies, and only works towards an IQA qualification.',
    ]);
  });
});
