import type { Gap } from '../coverage/coverage.js';
import { explainGap } from '../coverage/explain-gap.js';
import { READINESS_GATES, type ReadinessGate, readinessGates } from '../coverage/readiness.js';
import { isValidUln } from '../registration/uln.js';
import type { UnitSpecification } from '../specification/unit.js';
import type { ClaimStatus } from './certificate-claim.js';

const UNIT_GATES = ['actions_closed', 'no_appeal', 'nothing_else_open'] as const satisfies readonly ReadinessGate[];

/** What must hold before a certificate is claimed for a unit (domain.md §4.5), in the order in which people read it. */
export const CLAIM_GATES = [
  'qualification',
  'ao_registration',
  'registered_in_time',
  'uln',
  'units_released',
  ...UNIT_GATES,
  'release_authority',
  'ao_told',
  'not_claimed',
] as const;
export type ClaimGate = (typeof CLAIM_GATES)[number];

export interface ClaimLine {
  readonly gate: ClaimGate;
  readonly open: boolean;
  readonly explanation: string;
}

/** What came of a visit for one unit. */
export interface VisitRelease {
  readonly awardingOrganisation: string;
  readonly isReleased: boolean;
  /** YYYY-MM-DD. */
  readonly decidedOn: string;
}

export interface ClaimReadinessFacts {
  readonly unit: UnitSpecification;
  /** What the unit is claimed for; `null` when no such qualification has this unit. */
  readonly qualification: {
    readonly title: string;
    readonly awardingOrganisation: string;
    readonly hasDirectClaims: boolean;
  } | null;
  readonly registeredOn: string;
  /** The awarding organisation's number for the learner. */
  readonly registrationNumber: string | null;
  readonly uln: string | null;
  /** Day of the earliest judgement that has effect (YYYY-MM-DD); `null` before there is one. */
  readonly firstJudgedOn: string | null;
  /** Units of the qualification that the learner is registered on and that nobody has released, this one included. */
  readonly unreleasedUnits: readonly string[];
  /** Gaps of the whole unit, as coverage finds them. */
  readonly unitGaps: readonly Gap[];
  /** What an external verifier said here of this very release of the unit; `null` while none has. */
  readonly visitRelease: VisitRelease | null;
  /** An external verifier's release that was given outside the product, as recorded with a claim. */
  readonly eqaReleaseReference: string | null;
  /** Something about this unit of which the awarding organisation must be told and has not been. */
  readonly isNotificationDue: boolean;
  /** Claims on this unit that are in the way: prepared or submitted ones, and a certificate on this very release. */
  readonly standingClaims: readonly ClaimStatus[];
}

/** Why a certificate can or cannot be claimed for a unit now, line by line. It can exactly when every line is open. */
export function claimReadiness(facts: ClaimReadinessFacts): ClaimLine[] {
  const found: Readonly<Record<ClaimGate, readonly [open: boolean, explanation: string]>> = {
    qualification: qualificationLine(facts),
    ao_registration: registrationLine(facts),
    registered_in_time: timeLine(facts),
    uln: ulnLine(facts.uln),
    units_released: releaseLine(facts),
    ...unitLines(facts),
    release_authority: authorityLine(facts),
    ao_told: facts.isNotificationDue
      ? [false, 'The awarding organisation must be told of a change after the claim, and has not been.']
      : [true, 'There is nothing that the awarding organisation has yet to be told.'],
    not_claimed: claimedLine(facts.standingClaims),
  };
  return CLAIM_GATES.map((gate) => ({ gate, open: found[gate][0], explanation: found[gate][1] }));
}

type Line = readonly [open: boolean, explanation: string];

function qualificationLine({ qualification, unit }: ClaimReadinessFacts): Line {
  return qualification === null
    ? [false, `${unit.key} belongs to no such qualification of the centre: a centre manager records it with its units.`]
    : [true, `${unit.key} is a unit of ${qualification.title}.`];
}

function registrationLine({ registrationNumber }: ClaimReadinessFacts): Line {
  return registrationNumber === null
    ? [false, 'The awarding organisation’s registration number of the learner is missing.']
    : [true, `The learner is registered with the awarding organisation as ${registrationNumber}.`];
}

/** §4.5: registered before assessment evidence counts. Work from before registration has its own way, through RPL. */
function timeLine({ registeredOn, firstJudgedOn }: ClaimReadinessFacts): Line {
  return firstJudgedOn !== null && firstJudgedOn < registeredOn
    ? [false, `The learner was registered on ${registeredOn}, after the first judgement of ${firstJudgedOn}.`]
    : [true, `The learner was registered on ${registeredOn}, before anything was judged.`];
}

function ulnLine(uln: string | null): Line {
  if (uln === null) return [true, 'No unique learner number is held; a learner may decline one.'];
  return isValidUln(uln)
    ? [true, 'The unique learner number is held, and its check digit fits.']
    : [false, 'The unique learner number is mistyped: its check digit does not fit.'];
}

function releaseLine({ unreleasedUnits }: ClaimReadinessFacts): Line {
  return unreleasedUnits.length === 0
    ? [true, 'Every unit of the qualification that the learner is registered on is released.']
    : [false, `Not released yet: ${unreleasedUnits.join(', ')}.`];
}

const WHEN_NOTHING_IS_OPEN: Readonly<Record<(typeof UNIT_GATES)[number], string>> = {
  actions_closed: 'No essential action of the IQA is open.',
  no_appeal: 'No appeal is open.',
  nothing_else_open: 'Nothing else keeps the unit as a whole back.',
};

function unitLines({ unitGaps, unit }: ClaimReadinessFacts): Record<(typeof UNIT_GATES)[number], Line> {
  const findings = readinessGates({ criteria: [], unitGaps });
  const line = (gate: (typeof UNIT_GATES)[number]): Line => {
    const gaps = findings[READINESS_GATES.indexOf(gate)]?.unitGaps ?? [];
    if (gaps.length === 0) return [true, WHEN_NOTHING_IS_OPEN[gate]];
    return [false, gaps.map((gap) => explainGap(gap, null, unit).message).join(' ')];
  };
  return {
    actions_closed: line('actions_closed'),
    no_appeal: line('no_appeal'),
    nothing_else_open: line('nothing_else_open'),
  };
}

/**
 * Direct claims, an external verifier's release here, or one given elsewhere: the first of these opens it. What a verifier
 * refused here, no reference to a release elsewhere overrules.
 */
function authorityLine({ qualification, visitRelease, eqaReleaseReference }: ClaimReadinessFacts): Line {
  if (qualification?.hasDirectClaims) {
    return [true, 'Direct claims: the centre has that status for the qualification.'];
  }
  const visit = visitRelease && qualification && isOf(visitRelease, qualification) ? visitRelease : null;
  if (visit) {
    return visit.isReleased
      ? [true, `External release here: the verifier for ${visit.awardingOrganisation} gave it on ${visit.decidedOn}.`]
      : [false, `The verifier for ${visit.awardingOrganisation} did not release the unit on ${visit.decidedOn}.`];
  }
  return eqaReleaseReference === null
    ? [
        false,
        'Without direct-claims status the external verifier’s release is needed: in a visit, or by its reference.',
      ]
    : [true, `External release elsewhere: ${eqaReleaseReference}.`];
}

/** A verifier speaks for their own awarding organisation alone. */
const isOf = (one: { awardingOrganisation: string }, other: { awardingOrganisation: string }): boolean =>
  one.awardingOrganisation.trim().toLowerCase() === other.awardingOrganisation.trim().toLowerCase();

function claimedLine(standingClaims: readonly ClaimStatus[]): Line {
  if (standingClaims.length === 0) return [true, 'No claim on this unit is under way.'];
  return standingClaims.includes('certificated')
    ? [false, 'The unit is certificated.']
    : [false, 'Another claim on this unit is under way; withdraw it first.'];
}
