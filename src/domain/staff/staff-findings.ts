import { assessorStanding, type Role, verifierStanding } from '../access/actor.js';
import { isQualificationInForce, type Qualification } from './qualification.js';
import { STAFF_POLICY } from './staff-policy.js';

/** What an external verifier would ask about. All of it warns: that somebody may assess is the centre's word (P1). */
export const STAFF_FINDINGS = [
  'assessor_qualification_missing',
  'iqa_qualification_missing',
  'training_not_recorded',
  'target_passed',
  'not_confirmed',
  'competence_missing',
  'competence_unconfirmed',
  'countersigner_missing',
  'cpd_missing',
  'observation_missing',
] as const;
export type StaffFindingCode = (typeof STAFF_FINDINGS)[number];

export interface StaffFinding {
  readonly code: StaffFindingCode;
  readonly sentence: string;
}

/** What is on record of one member of staff. Days are YYYY-MM-DD. */
export interface StaffFacts {
  readonly roles: readonly Role[];
  readonly qualifications: readonly Qualification[];
  readonly competences: readonly {
    readonly unit: string;
    readonly confirmedAt: string | null;
    readonly endedAt: string | null;
  }[];
  /** Units on which they have learners to assess. */
  readonly unitsAssessed: readonly string[];
  /** CPD of the last twelve months, in minutes. */
  readonly recentCpdMinutes: number;
  /** How many qualified assessors are linked with them today to countersign what they decide. */
  readonly countersigners: number;
  /** How often an IQA observed their practice in the last twelve months. */
  readonly recentObservations: number;
  /** The least number of observations a year that the sampling policy asks of any assessor. */
  readonly observationsAsked: number;
}

/** What is missing or overdue in somebody's record, as sentences for whoever runs the centre. */
export function staffFindings(facts: StaffFacts, today: string): StaffFinding[] {
  return [
    ...qualificationFindings(facts, today),
    ...facts.unitsAssessed.flatMap((unit) => competenceFinding(facts, unit)),
    ...practiceFindings(facts),
  ];
}

function qualificationFindings({ roles, qualifications }: StaffFacts, today: string): StaffFinding[] {
  const standing = assessorStanding(roles);
  const open = qualifications.filter(({ endedAt }) => endedAt === null);
  const has = (kind: Qualification['kind'], ...statuses: readonly Qualification['status'][]): boolean =>
    open.some((each) => each.kind === kind && statuses.includes(each.status) && isQualificationInForce(each));
  const verifying = verifierStanding(roles);
  const overdue = open.filter(({ status, targetOn }) => status === 'working_towards' && (targetOn ?? today) < today);
  return [
    ...listed(
      [
        standing === 'qualified' && !has('assessor', 'held'),
        'assessor_qualification_missing',
        'Assesses as qualified, and no confirmed assessor qualification is on record.',
      ],
      [
        verifying === 'qualified' && !has('iqa', 'held'),
        'iqa_qualification_missing',
        has('iqa', 'working_towards')
          ? 'Verifies, and only works towards an IQA qualification.'
          : 'Verifies, and no confirmed IQA qualification is on record.',
      ],
      [
        standing === 'trainee' && !has('assessor', 'held', 'working_towards'),
        'training_not_recorded',
        'A trainee assessor, and no assessor qualification that they work towards is on record.',
      ],
      [
        verifying === 'trainee' && !has('iqa', 'held', 'working_towards'),
        'training_not_recorded',
        'A trainee IQA, and no IQA qualification that they work towards is on record.',
      ],
    ),
    ...overdue.map(({ title, targetOn }): StaffFinding => ({
      code: 'target_passed',
      sentence: `${title}: the target to reach it by was ${targetOn}.`,
    })),
    ...open
      .filter(({ confirmedAt }) => confirmedAt === null)
      .map(({ title, status }): StaffFinding => ({
        code: 'not_confirmed',
        sentence:
          status === 'held'
            ? `${title}: nobody has seen the original certificate yet.`
            : `${title}: nobody has confirmed it yet.`,
      })),
  ];
}

function competenceFinding({ competences }: StaffFacts, unit: string): StaffFinding[] {
  const stated = competences.filter((each) => each.unit === unit && each.endedAt === null);
  return listed(
    [
      stated.length === 0,
      'competence_missing',
      `${unit}: assesses it, and no occupational competence for it is on record.`,
    ],
    [
      stated.length > 0 && stated.every(({ confirmedAt }) => confirmedAt === null),
      'competence_unconfirmed',
      `${unit}: assesses it, and nobody has confirmed their occupational competence for it.`,
    ],
  );
}

function practiceFindings(facts: StaffFacts): StaffFinding[] {
  const { roles, unitsAssessed, recentCpdMinutes, countersigners, recentObservations, observationsAsked } = facts;
  const standing = assessorStanding(roles);
  const months = STAFF_POLICY.recentMonths;
  const isEducator = standing !== null || verifierStanding(roles) !== null;
  return listed(
    [
      standing === 'trainee' && countersigners === 0,
      'countersigner_missing',
      'A trainee assessor without a countersigner linked today.',
    ],
    [isEducator && recentCpdMinutes === 0, 'cpd_missing', `No CPD is logged for the last ${months} months.`],
    [
      standing !== null && unitsAssessed.length > 0 && recentObservations < observationsAsked,
      'observation_missing',
      `Observed by an IQA ${times(recentObservations)} in the last ${months} months; the sampling policy asks for at ` +
        `least ${observationsAsked}.`,
    ],
  );
}

const listed = (...entries: readonly (readonly [boolean, StaffFindingCode, string])[]): StaffFinding[] =>
  entries.filter(([holds]) => holds).map(([, code, sentence]) => ({ code, sentence }));

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
