import {
  checkHoldsPart,
  checkMayCountersign,
  checkMayCountersignRelease,
  checkMayVerify,
  checkNoDeclaredInterest,
  checkParties,
  type Parties,
} from '../access/separation-of-duties.js';
import type { CriterionCoverage, UnitCoverage } from '../coverage/coverage.js';
import { type Finding, isBlank, refuseOn } from '../evidence/findings.js';
import type { AssessorStatus } from '../judgement/judgement.js';
import { DomainError, type FieldError } from '../kernel/domain-error.js';
import {
  COUNTERSIGNING_DECISIONS,
  isReleasing,
  type ReleaseRoute,
  SAMPLE_DECISIONS,
  type SignOff,
  type SignOffStage,
  STAGE_WORDS,
} from './sign-off.js';
import { signOffProgress } from './unit-state.js';

export interface SignOffFacts {
  readonly stage: SignOffStage;
  readonly actor: {
    readonly id: string;
    readonly assessorStatus: AssessorStatus | null;
    readonly verifierStatus: AssessorStatus | null;
    /** A lead IQA countersigns a trainee IQA's release wherever nobody else does. */
    readonly isLeadIqa: boolean;
  };
  readonly parties: Parties;
  /** Computed as of now: readiness is checked again with every signature, not only with the first. */
  readonly coverage: Pick<UnitCoverage, 'ready' | 'unitGaps' | 'criteria'>;
  /** Every signature ever given for the unit. */
  readonly signOffs: readonly SignOff[];
  /** Hash of the snapshot as it is now. */
  readonly snapshotSha256: string;
  readonly route: ReleaseRoute | null;
  readonly decision: string | null;
  readonly note: string | null;
  /** Assessors of the effective judgements and of the decisions on evidence, co-assessors included. */
  readonly judgeIds: readonly string[];
  /** Countersigners of those judgements. */
  readonly countersignerIds: readonly string[];
  /** Authors of assessor-authored evidence in the unit. */
  readonly authorIds: readonly string[];
  /** People with a declared interest in this learner (SOD6). */
  readonly conflictedPersonIds: readonly string[];
}

/**
 * The gate of each signature under a unit (domain.md §3.7).
 * @throws DomainError SEGREGATION_OF_DUTIES; STAGE_OUT_OF_ORDER; NOT_READY_FOR_SIGN_OFF listing what is missing;
 * SNAPSHOT_CHANGED when a signature in force binds something else; VALIDATION_FAILED or REASON_REQUIRED when the IQA's
 * route, decision or note is missing. In this order: who asks, then whose turn it is, then what they would sign.
 */
export function checkSignOff(facts: SignOffFacts): void {
  checkSigner(facts);
  checkTurn(facts);
  checkReadiness(facts);
  checkSameSnapshot(facts);
  checkRelease(facts);
}

function checkSigner(facts: SignOffFacts): void {
  const { stage, actor, parties, conflictedPersonIds } = facts;
  checkParties(parties);
  const partyIds: Readonly<Record<SignOffStage, string | null>> = {
    learner: parties.learnerId,
    assessor: parties.assessorId,
    countersigner: parties.countersignerId,
    iqa: parties.iqaId,
    countersigning_iqa: actor.isLeadIqa ? actor.id : parties.countersigningIqaId,
  };
  checkHoldsPart({ actorId: actor.id, partyId: partyIds[stage], part: STAGE_WORDS[stage] });
  if (stage !== 'learner') checkNoDeclaredInterest({ actorId: actor.id, conflictedPersonIds });
  if (stage === 'countersigner') {
    checkMayCountersign({
      actorId: actor.id,
      assessorId: signersOf('assessor', facts.signOffs)[0] ?? parties.assessorId,
      learnerId: parties.learnerId,
      actorIsQualified: actor.assessorStatus === 'qualified',
    });
  }
  if (stage === 'iqa' || stage === 'countersigning_iqa') checkVerifier(facts);
  if (stage === 'countersigning_iqa') {
    checkMayCountersignRelease({
      actorId: actor.id,
      iqaId: signersOf('iqa', facts.signOffs)[0] ?? parties.iqaId,
      actorIsQualified: actor.verifierStatus === 'qualified',
    });
  }
}

/** Who is allocated counts as well as who has done something: a lead IQA may come from anywhere (SOD2, SOD7). */
function checkVerifier({ actor, parties, signOffs, judgeIds, countersignerIds, authorIds }: SignOffFacts): void {
  const { learnerId, assessorId, coAssessorId, countersignerId } = parties;
  checkMayVerify({
    actorId: actor.id,
    learnerId,
    assessorIds: [...judgeIds, ...signersOf('assessor', signOffs), assessorId, ...(coAssessorId ? [coAssessorId] : [])],
    countersignerIds: [
      ...countersignerIds,
      ...signersOf('countersigner', signOffs),
      ...(countersignerId ? [countersignerId] : []),
    ],
    authorIds,
  });
}

/** Whoever signed at a stage, in force: the registration may name somebody else by now. */
function signersOf(stage: SignOffStage, signOffs: readonly SignOff[]): string[] {
  return signOffProgress(signOffs)
    .chain.filter((signOff) => signOff.stage === stage)
    .map(({ personId }) => personId);
}

function checkTurn({ stage, signOffs }: SignOffFacts): void {
  const { dueStage } = signOffProgress(signOffs);
  if (dueStage === stage) return;
  const message =
    dueStage === null
      ? 'This unit is released; it must be re-opened before anybody signs again.'
      : `It is not the turn of the ${STAGE_WORDS[stage]}: the ${STAGE_WORDS[dueStage]} signs next.`;
  throw new DomainError('STAGE_OUT_OF_ORDER', message, [{ path: 'stage', message }]);
}

function checkReadiness({ coverage }: SignOffFacts): void {
  if (coverage.ready) return;
  throw new DomainError('NOT_READY_FOR_SIGN_OFF', 'This unit is not ready for sign-off.', unmetGates(coverage));
}

/** What keeps a unit from being ready, as coverage found it; the paths are those of its answer. */
function unmetGates({ criteria, unitGaps }: SignOffFacts['coverage']): FieldError[] {
  const unsettled = criteria.flatMap((criterion, index) => {
    const codes = obstaclesOf(criterion);
    if (criterion.status === 'met' && codes.length === 0) return [];
    const reasons = codes.length === 0 ? '' : ` (${codes.join(', ')})`;
    return [{ path: `coverage.criteria[${index}]`, message: `${criterion.code} is ${criterion.status}${reasons}.` }];
  });
  const openGaps = unitGaps.flatMap(({ code, severity }, index) =>
    severity === 'info' ? [] : [{ path: `coverage.unitGaps[${index}]`, message: `The unit has ${code}.` }],
  );
  return [...unsettled, ...openGaps];
}

function obstaclesOf({ status, gaps, claims }: CriterionCoverage): string[] {
  // With `met` the warnings left over have an override reason: they would have put it at risk otherwise.
  const obstacles = gaps.filter(
    ({ severity }) => severity === 'blocker' || (severity === 'warning' && status !== 'met'),
  );
  const isOnHold = claims.some(({ reasons }) => reasons.includes('ON_HOLD'));
  return [...new Set([...obstacles.map(({ code }) => code), ...(isOnHold ? ['ON_HOLD'] : [])])];
}

function checkSameSnapshot({ signOffs, snapshotSha256 }: SignOffFacts): void {
  const outdated = signOffProgress(signOffs).chain.filter((signOff) => signOff.snapshotSha256 !== snapshotSha256);
  if (outdated.length === 0) return;
  throw new DomainError(
    'SNAPSHOT_CHANGED',
    'Evidence or judgements have changed since somebody signed; re-open the unit so that everybody signs the same.',
    outdated.map(({ stage, signedAt }) => ({
      path: 'stage',
      message: `The ${STAGE_WORDS[stage]} signed another state of this unit at ${signedAt}.`,
    })),
  );
}

function checkRelease({ stage, route, decision, note }: SignOffFacts): void {
  const findings: Finding[] = [];
  const invalid = (path: string, message: string) => findings.push({ code: 'VALIDATION_FAILED', path, message });
  const unexplained = (message: string) => findings.push({ code: 'REASON_REQUIRED', path: 'note', message });

  if (stage === 'countersigning_iqa') {
    if (route !== null) invalid('route', 'The trainee IQA has chosen the route.');
    if (!COUNTERSIGNING_DECISIONS.some((known) => known === decision)) {
      invalid('decision', `Must be one of ${COUNTERSIGNING_DECISIONS.join(', ')}.`);
    } else if (decision !== 'agreed' && isBlank(note)) {
      unexplained('Tell the trainee IQA what to look at again.');
    }
  } else if (stage !== 'iqa') {
    if (route !== null) invalid('route', 'Only the IQA chooses a route.');
    if (decision !== null) invalid('decision', 'Only the IQA decides on a sample.');
  } else if (route === null) {
    invalid('route', 'Say whether the unit was sampled or not selected.');
  } else if (route === 'sampled') {
    if (!SAMPLE_DECISIONS.some((known) => known === decision)) {
      invalid('decision', `Must be one of ${SAMPLE_DECISIONS.join(', ')}.`);
    } else if (!isReleasing(route, decision) && isBlank(note)) {
      unexplained('Say what the assessor must look at again.');
    }
  } else {
    if (decision !== null) invalid('decision', 'There is no decision on a sample that was not taken.');
    if (isBlank(note)) unexplained('Name the sampling strategy under which the unit is released.');
  }
  refuseOn(findings, [
    ['VALIDATION_FAILED', 'The sign-off does not say how the IQA came to it.'],
    ['REASON_REQUIRED', 'The IQA must give the reason in a note.'],
  ]);
}
