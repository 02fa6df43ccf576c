import { breachesBy, refuse } from './duty-breaches.js';
import type { RegistrationParties } from './relations.js';

/**
 * The invariants of domain.md §3.2. Each looks only at what people have to do with this learner, unit or decision, never
 * at the roles they hold elsewhere (SOD7), so that no administrative role can open a door here (SOD8). Every check throws
 * DomainError SEGREGATION_OF_DUTIES whose sentence names the rules broken. The path `actor` is whoever is signed in.
 */
export type Parties = Omit<RegistrationParties, 'centreId'>;

/** At registration: learner, assessors, countersigner and IQAs of one unit are different people (P6; SOD1, SOD2, SOD4, SOD5). */
export function checkParties(parties: Parties): void {
  const { learnerId, assessorId, coAssessorId, countersignerId, iqaId, countersigningIqaId } = parties;
  const rules: readonly (readonly [isBroken: boolean, path: keyof Parties, message: string])[] = [
    [assessorId === learnerId, 'assessorId', 'SOD1: nobody assesses themselves.'],
    [coAssessorId === learnerId, 'coAssessorId', 'SOD1: nobody assesses themselves.'],
    [coAssessorId === assessorId, 'coAssessorId', 'SOD7: a second assessor is another person than the first.'],
    [countersignerId === learnerId, 'countersignerId', 'SOD1: nobody countersigns decisions about themselves.'],
    [
      countersignerId !== null && [assessorId, coAssessorId].includes(countersignerId),
      'countersignerId',
      'SOD4: a countersigner is another person than the assessors.',
    ],
    [iqaId === learnerId, 'iqaId', 'SOD2: nobody verifies decisions about themselves.'],
    [iqaId === assessorId || iqaId === coAssessorId, 'iqaId', 'SOD2: nobody verifies their own decisions.'],
    [iqaId === countersignerId, 'iqaId', 'SOD2: nobody verifies decisions they countersigned.'],
    [
      countersigningIqaId !== null &&
        [learnerId, assessorId, coAssessorId, countersignerId].includes(countersigningIqaId),
      'countersigningIqaId',
      'SOD2: a countersigning IQA has no other part in the unit.',
    ],
    [countersigningIqaId === iqaId, 'countersigningIqaId', 'SOD5: nobody countersigns their own release.'],
  ];
  refuse(rules.filter(([isBroken]) => isBroken).map(([, path, message]) => ({ path, message })));
}

/** SOD6: a declared family, financial or line-management interest bars from assessing and verifying this learner. */
export function checkNoDeclaredInterest(facts: {
  readonly actorId: string;
  readonly conflictedPersonIds: readonly string[];
}): void {
  refuse(breachesBy([interestRule(facts.actorId, facts.conflictedPersonIds)]));
}

function interestRule(actorId: string, conflictedPersonIds: readonly string[]): readonly [boolean, string] {
  return [conflictedPersonIds.includes(actorId), 'SOD6: a declared interest in this learner bars you from this.'];
}

/** What the actor of a decision may not be. */
interface DecisionFacts {
  readonly actorId: string;
  readonly learnerId: string;
  /** Witnesses whose testimony the decision rests on. */
  readonly witnessIds: readonly string[];
  readonly conflictedPersonIds: readonly string[];
}

function refuseDecider(facts: DecisionFacts, iqaIds: readonly string[]): void {
  const { actorId, learnerId, witnessIds, conflictedPersonIds } = facts;
  refuse(
    breachesBy([
      [actorId === learnerId, 'SOD1: nobody assesses themselves.'],
      [iqaIds.includes(actorId), 'SOD2: whoever verifies this unit takes no decisions in it.'],
      [witnessIds.includes(actorId), 'SOD3: nobody judges on their own testimony; record an observation instead.'],
      interestRule(actorId, conflictedPersonIds),
    ]),
  );
}

/** Before a judgement on a criterion: SOD1, SOD2, SOD3, SOD6. */
export function checkMayJudge(facts: DecisionFacts & { readonly iqaId: string }): void {
  refuseDecider(facts, [facts.iqaId]);
}

/** Before accepting or returning evidence, which may serve several registrations: SOD1, SOD2, SOD3, SOD6. */
export function checkMayDecideEvidence(
  facts: DecisionFacts & {
    /** The IQAs of the registrations that the evidence claims on, those who countersign included. */
    readonly iqaIds: readonly string[];
  },
): void {
  refuseDecider(facts, facts.iqaIds);
}

/** Before confirming or refusing what a trainee decided (SOD4). `assessorId` is the trainee. */
export function checkMayCountersign(facts: {
  readonly actorId: string;
  readonly assessorId: string;
  readonly learnerId: string;
  readonly actorIsQualified: boolean;
}): void {
  const { actorId, assessorId, learnerId, actorIsQualified } = facts;
  refuse(
    breachesBy([
      [actorId === learnerId, 'SOD1: nobody countersigns decisions about themselves.'],
      [actorId === assessorId, 'SOD4: nobody countersigns their own decisions.'],
      [!actorIsQualified, 'SOD4: only a qualified assessor countersigns.'],
    ]),
  );
}

/** Before giving a decision effect in a unit of which one has signed a sample, as its IQA at the time (SOD2). */
export function checkHasNotSampled(hasSampled: boolean): void {
  refuse(breachesBy([[hasSampled, 'SOD2: you have signed a sample of this unit, so you countersign nothing in it.']]));
}

/**
 * Before a lead IQA gives effect to what somebody judged as a trainee and nobody countersigned (§3.2): they are none of
 * the people of the decision and its unit, nor have they verified it, and the assessor is qualified by now (SOD4).
 */
export function checkMayRelease(facts: {
  readonly actorId: string;
  readonly learnerId: string;
  /** The IQA of the registration, who verifies it. */
  readonly iqaId: string;
  /** Who assesses or countersigns on the registration, made the judgement, or wrote or decided on its evidence. */
  readonly partyIds: readonly string[];
  readonly hasSampled: boolean;
  readonly conflictedPersonIds: readonly string[];
  /** By now; it is not what they were when they judged. */
  readonly assessorIsQualified: boolean;
}): void {
  const { actorId, learnerId, iqaId, partyIds, hasSampled, conflictedPersonIds, assessorIsQualified } = facts;
  refuse([
    ...breachesBy([
      [actorId === learnerId, 'SOD1: nobody releases decisions about themselves.'],
      [actorId === iqaId, 'SOD2: whoever verifies this unit releases no judgement in it.'],
      [hasSampled, 'SOD2: you have signed a sample of this unit, so you give no judgement in it effect.'],
      [partyIds.includes(actorId), 'SOD4: nobody releases a judgement they have a part in.'],
      interestRule(actorId, conflictedPersonIds),
    ]),
    ...(assessorIsQualified
      ? []
      : [{ path: 'assessor', message: 'SOD4: the assessor is still a trainee; this waits for a countersignature.' }]),
  ]);
}

/** Before sampling or releasing: SOD2. The lists are of everybody who had that part in what is verified. */
export function checkMayVerify(facts: {
  readonly actorId: string;
  readonly learnerId: string;
  readonly assessorIds: readonly string[];
  readonly countersignerIds: readonly string[];
  /** Authors of assessor-authored evidence. */
  readonly authorIds: readonly string[];
}): void {
  const { actorId, learnerId, assessorIds, countersignerIds, authorIds } = facts;
  refuse(
    breachesBy([
      [actorId === learnerId, 'SOD2: nobody verifies decisions about themselves.'],
      [assessorIds.includes(actorId), 'SOD2: nobody verifies their own decisions.'],
      [countersignerIds.includes(actorId), 'SOD2: nobody verifies decisions they countersigned.'],
      [authorIds.includes(actorId), 'SOD2: nobody verifies decisions on evidence they wrote.'],
    ]),
  );
}

/** Before countersigning what a trainee IQA releases (SOD5), on top of `checkMayVerify`. `iqaId` is the trainee. */
export function checkMayCountersignRelease(facts: {
  readonly actorId: string;
  readonly iqaId: string;
  readonly actorIsQualified: boolean;
}): void {
  const { actorId, iqaId, actorIsQualified } = facts;
  refuse(
    breachesBy([
      [actorId === iqaId, 'SOD5: nobody countersigns their own release.'],
      [!actorIsQualified, 'SOD5: only a qualified IQA countersigns a release.'],
    ]),
  );
}

/** Before approving recognised prior learning (§3.9): nobody countersigns that, so a trainee IQA cannot do it (SOD5). */
export function checkVerifierIsQualified(isQualified: boolean): void {
  refuse(breachesBy([[!isQualified, 'SOD5: this takes a qualified IQA; a trainee’s word would stand alone.']]));
}

/** Before opening a signed unit again: an office opens nobody's own unit (SOD8, assurance.md B1). */
export function checkMayReopen(facts: { readonly actorId: string; readonly parties: Parties }): void {
  const { learnerId, assessorId, coAssessorId, countersignerId } = facts.parties;
  const isOwn = [learnerId, assessorId, coAssessorId, countersignerId].includes(facts.actorId);
  refuse(breachesBy([[isOwn, 'SOD8: nobody re-opens a unit in which they are assessed, assess or countersign.']]));
}

/**
 * Before claiming a certificate (assurance.md B1, row 24): whoever claims had no hand in the unit, from its evidence to its
 * release. The list is of everybody who had.
 */
export function checkMayClaim(facts: { readonly actorId: string; readonly handIds: readonly string[] }): void {
  const { actorId, handIds } = facts;
  refuse(breachesBy([[handIds.includes(actorId), 'SOD8: nobody claims a certificate for a unit they had a hand in.']]));
}

/** Before a certificate is revoked (assurance.md B1, row 25): one person proposes it, another decides. */
export function checkSecondPerson(facts: { readonly actorId: string; readonly proposerId: string }): void {
  const { actorId, proposerId } = facts;
  refuse(breachesBy([[actorId === proposerId, 'P6: whoever proposed to revoke it cannot decide as well.']]));
}

/** Before acting as one party of a registration. `partyId` is who holds that part, `null` when nobody does (SOD7, SOD10). */
export function checkHoldsPart(facts: {
  readonly actorId: string;
  readonly partyId: string | null;
  /** In plain words: "learner", "IQA". */
  readonly part: string;
}): void {
  const { actorId, partyId, part } = facts;
  refuse(
    breachesBy([
      [partyId === null, `SOD7: this registration has no ${part}; one must be allocated first.`],
      [
        partyId !== null && partyId !== actorId,
        `SOD7: only the ${part} of this registration does this, nobody on their behalf (SOD10).`,
      ],
    ]),
  );
}
