import { DomainError } from '../kernel/domain-error.js';
import type { ClaimStanding } from '../sign-off/sign-off.js';

/** What can happen to a claim for certificates, each with the person and the moment, and never undone. */
export const CLAIM_STEPS = [
  'prepared',
  'submitted',
  'certificated',
  'withdrawn',
  'revocation_proposed',
  'revocation_refused',
  'revoked',
] as const;
export type ClaimStepName = (typeof CLAIM_STEPS)[number];

export const CLAIM_STATUSES = ['prepared', 'submitted', 'certificated', 'withdrawn', 'revoked'] as const;
export type ClaimStatus = (typeof CLAIM_STATUSES)[number];

export interface ClaimStep {
  readonly step: ClaimStepName;
  readonly byId: string;
}

/** From which step each may follow. */
const FOLLOWS: Readonly<Record<ClaimStepName, readonly ClaimStepName[]>> = {
  prepared: [],
  submitted: ['prepared'],
  certificated: ['submitted'],
  withdrawn: ['prepared', 'submitted'],
  revocation_proposed: ['certificated', 'revocation_refused'],
  revocation_refused: ['revocation_proposed'],
  revoked: ['revocation_proposed'],
};

const STATUS_AFTER: Readonly<Record<ClaimStepName, ClaimStatus>> = {
  prepared: 'prepared',
  submitted: 'submitted',
  certificated: 'certificated',
  withdrawn: 'withdrawn',
  // A certificate stands until a second person has confirmed that it is revoked.
  revocation_proposed: 'certificated',
  revocation_refused: 'certificated',
  revoked: 'revoked',
};

function lastOf<Step extends ClaimStep>(steps: readonly Step[]): Step {
  const last = steps.at(-1);
  if (last === undefined) throw new TypeError('a claim begins with being prepared');
  return last;
}

/** Where a claim stands; `steps` in the order in which they were taken. */
export function claimStatus(steps: readonly ClaimStep[]): ClaimStatus {
  return STATUS_AFTER[lastOf(steps).step];
}

/** The proposal to revoke that waits for a second person, if any. */
export function proposedRevocation<Step extends ClaimStep>(steps: readonly Step[]): Step | null {
  const last = lastOf(steps);
  return last.step === 'revocation_proposed' ? last : null;
}

/** @throws DomainError STATE_CONFLICT when `next` cannot follow what has happened */
export function checkClaimStep(steps: readonly ClaimStep[], next: ClaimStepName): void {
  const { step } = lastOf(steps);
  if (FOLLOWS[next].includes(step)) return;
  throw new DomainError('STATE_CONFLICT', `${REFUSALS[next]} This claim is ${STATUS_WORDS[step]}.`);
}

const REFUSALS: Readonly<Record<ClaimStepName, string>> = {
  prepared: 'A claim is prepared once.',
  submitted: 'Only a prepared claim is submitted.',
  certificated: 'Certificates are recorded on a submitted claim.',
  withdrawn: 'A claim is withdrawn before it is certificated; after that its certificates are revoked.',
  revocation_proposed: 'Only certificates that stand, and that nobody has proposed to revoke, can be revoked.',
  revocation_refused: 'Nobody has proposed to revoke these certificates.',
  revoked: 'Nobody has proposed to revoke these certificates.',
};

const STATUS_WORDS: Readonly<Record<ClaimStepName, string>> = {
  prepared: 'prepared',
  submitted: 'submitted',
  certificated: 'certificated',
  withdrawn: 'withdrawn',
  revocation_proposed: 'certificated, and its revocation is proposed',
  revocation_refused: 'certificated',
  revoked: 'revoked',
};

/**
 * Before a day from the awarding organisation is written down: it has come, and does not lie before the step it follows.
 * @throws DomainError VALIDATION_FAILED
 */
export function checkClaimDay(path: string, day: string, bounds: { notBefore: string | null; today: string }): void {
  const { notBefore, today } = bounds;
  const faults = [
    ...(day > today ? ['is in the future'] : []),
    ...(notBefore !== null && day < notBefore ? [`is before ${notBefore}, when the step before it was`] : []),
  ];
  if (faults.length === 0) return;
  const errors = faults.map((message) => ({ path, message }));
  throw new DomainError('VALIDATION_FAILED', 'The day does not fit the claim.', errors);
}

/**
 * Where a release stands with the awarding organisation (§3.7).
 * @param claims the claims on this very release: one on an earlier release says nothing of it
 */
export function claimStanding(facts: {
  readonly claims: readonly { readonly status: ClaimStatus; readonly eqaReleaseReference: string | null }[];
  /** Direct-claims status is in force for a qualification with this unit. */
  readonly hasDirectClaims: boolean;
  /** Whether external verification, in a visit here, released or refused this very release; `null` where it said nothing. */
  readonly isReleasedByVisit: boolean | null;
}): ClaimStanding | null {
  const { claims } = facts;
  if (claims.some(({ status }) => status === 'certificated')) return 'certificated';
  if (claims.some(({ status }) => status === 'submitted')) return 'claimed';
  const isReleasedOutside = claims.some((claim) => claim.status === 'prepared' && claim.eqaReleaseReference !== null);
  const isReleased = facts.isReleasedByVisit ?? isReleasedOutside;
  return facts.hasDirectClaims || isReleased ? 'claimable' : null;
}
