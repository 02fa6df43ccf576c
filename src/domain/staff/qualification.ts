import { monthsBefore } from '../coverage/currency.js';
import { DomainError, type FieldError } from '../kernel/domain-error.js';
import { STAFF_POLICY } from './staff-policy.js';

/** What a qualification entitles to: assessing, verifying, or it shows that somebody knows the occupation. */
export const QUALIFICATION_KINDS = ['assessor', 'iqa', 'occupational', 'other'] as const;
export type QualificationKind = (typeof QUALIFICATION_KINDS)[number];

export const QUALIFICATION_STATUSES = ['held', 'working_towards'] as const;
export type QualificationStatus = (typeof QUALIFICATION_STATUSES)[number];

/** The days of a qualification (YYYY-MM-DD), and the number on its certificate. */
export interface QualificationDates {
  readonly awardedOn: string | null;
  readonly certificateNumber: string | null;
  readonly startedOn: string | null;
  readonly targetOn: string | null;
}

/** A qualification as far as rules look at it. */
export interface Qualification extends QualificationDates {
  readonly kind: QualificationKind;
  readonly status: QualificationStatus;
  readonly title: string;
  /** When somebody else than the person confirmed it; a held one on having seen the original certificate. */
  readonly confirmedAt: string | null;
  readonly endedAt: string | null;
}

/** Whether a record stands: somebody else has confirmed it, and neither a later record nor an ending has come. */
export function isQualificationInForce(record: Pick<Qualification, 'confirmedAt' | 'endedAt'>): boolean {
  return record.confirmedAt !== null && record.endedAt === null;
}

/** The target to reach a qualification by when none is named. */
export const defaultTarget = (startedOn: string): string => monthsBefore(startedOn, -STAFF_POLICY.workingTowardsMonths);

/**
 * The dates of a record that is to be kept, with the default target filled in.
 * @throws DomainError VALIDATION_FAILED when they do not fit the status, or each other
 */
export function checkQualification(
  status: QualificationStatus,
  given: Partial<QualificationDates>,
  today: string,
): QualificationDates {
  const { awardedOn = null, certificateNumber = null, startedOn = null } = given;
  const isHeld = status === 'held';
  const targetOn = given.targetOn ?? (startedOn === null || isHeld ? null : defaultTarget(startedOn));
  const rules: readonly (readonly [isBroken: boolean, path: keyof QualificationDates, message: string])[] = [
    [isHeld && awardedOn === null, 'awardedOn', 'is needed for a qualification that is held'],
    [!isHeld && awardedOn !== null, 'awardedOn', 'is only for a qualification that is held'],
    [awardedOn !== null && awardedOn > today, 'awardedOn', 'must not be in the future'],
    [!isHeld && certificateNumber !== null, 'certificateNumber', 'is only for a qualification that is held'],
    [!isHeld && startedOn === null, 'startedOn', 'is needed for a qualification that somebody works towards'],
    [isHeld && startedOn !== null, 'startedOn', 'is only for a qualification that somebody works towards'],
    [startedOn !== null && startedOn > today, 'startedOn', 'must not be in the future'],
    [isHeld && targetOn !== null, 'targetOn', 'is only for a qualification that somebody works towards'],
    [
      targetOn !== null && startedOn !== null && targetOn <= startedOn,
      'targetOn',
      'must be after the day it was started',
    ],
  ];
  const errors = rules.filter(([isBroken]) => isBroken).map(([, path, message]): FieldError => ({ path, message }));
  if (errors.length > 0) {
    throw new DomainError('VALIDATION_FAILED', 'The dates of this qualification do not fit together.', errors);
  }
  return { awardedOn, certificateNumber, startedOn, targetOn };
}

/**
 * The day on which the original certificate was seen, as it may be noted with a confirmation.
 * @throws DomainError VALIDATION_FAILED when it is missing for one that is held, or named for one that is not
 */
export function checkOriginalSeen(
  { status, awardedOn }: Pick<Qualification, 'status' | 'awardedOn'>,
  originalSeenOn: string | null,
  today: string,
): void {
  const fault = (): string | null => {
    if (status !== 'held') return originalSeenOn === null ? null : 'is only for a qualification that is held';
    if (originalSeenOn === null) return 'is needed: somebody must have seen the original certificate';
    if (originalSeenOn > today) return 'must not be in the future';
    return awardedOn !== null && originalSeenOn < awardedOn ? 'must not be before the award' : null;
  };
  const message = fault();
  if (message === null) return;
  throw new DomainError('VALIDATION_FAILED', 'This qualification cannot be confirmed like that.', [
    { path: 'originalSeenOn', message },
  ]);
}

/**
 * Since when somebody counts as a qualified assessor: the first award that stands, and where nobody has recorded one,
 * the day of their first decision here as a qualified assessor.
 */
export function qualifiedSince(
  qualifications: readonly Pick<Qualification, 'kind' | 'status' | 'awardedOn' | 'confirmedAt' | 'endedAt'>[],
  firstDecisionOn: string | null,
): string | null {
  const awards = qualifications
    .filter(({ kind, status }) => kind === 'assessor' && status === 'held')
    .filter(isQualificationInForce)
    .flatMap(({ awardedOn }) => awardedOn ?? [])
    .sort();
  return awards[0] ?? firstDecisionOn;
}
