import type { CriterionKind, Suitability, UnitRules } from '../specification/unit.js';
import { type EvidenceMethod, METHOD_CARDS } from './evidence-method.js';
import type { EvidenceSignature, ReturnReason, Setting } from './evidence.js';
import { type Finding, isBlank, type Refusal, refuseOn } from './findings.js';
import { failedVarcs, type VarcsCheck } from './varcs.js';

/** A claim on the evidence, with what its unit says of this method. */
export interface DecidableClaim {
  readonly registrationId: string;
  readonly criterion: string;
  readonly kind: CriterionKind;
  /** Of the evidence's method for this criterion of this unit (P4). */
  readonly suitability: Suitability;
  /** The unit's rule on simulation (U40-R2). */
  readonly simulation: UnitRules['simulation'];
}

/** The assessor's word on one claim, in the order of the request. */
export interface ClaimDecision {
  readonly registrationId: string;
  readonly criterion: string;
  readonly outcome: 'confirmed' | 'declined';
  /** `null`: not said. */
  readonly depthMet: boolean | null;
}

export interface AcceptanceFacts {
  readonly method: EvidenceMethod;
  readonly setting: Setting;
  readonly onHold: boolean;
  /** Hash of the content frozen at submission. */
  readonly contentSha256: string;
  readonly signatures: readonly Pick<EvidenceSignature, 'role' | 'contentSha256'>[];
  readonly varcs: VarcsCheck | null;
  readonly comment: string | null;
  /** When the assessor made sure who the witness is (YYYY-MM-DD); `null` when they did not say. */
  readonly witnessVerifiedOn: string | null;
  readonly today: string;
  readonly claims: readonly DecidableClaim[];
  readonly decisions: readonly ClaimDecision[];
}

const ACCEPTANCE_REFUSALS: readonly Refusal[] = [
  ['CLAIM_UNKNOWN', 'The decision speaks of a claim that this evidence does not carry.'],
  ['ACCEPTANCE_REFUSED', 'This evidence cannot be accepted as it stands.'],
];

/**
 * The guard of submitted → accepted (domain.md §3.3); segregation of duties is `checkMayDecideEvidence`. Paths that are
 * not in the request (`signatures`, `onHold`, `setting`) name the field of the evidence that stands in the way.
 * @throws DomainError CLAIM_UNKNOWN or ACCEPTANCE_REFUSED, naming every guard that failed.
 */
export function checkAcceptance(facts: AcceptanceFacts): void {
  refuseOn([...findInEvidence(facts), ...findInDecisions(facts)], ACCEPTANCE_REFUSALS);
}

function refused(path: string, message: string): Finding {
  return { code: 'ACCEPTANCE_REFUSED', path, message };
}

function findInEvidence(facts: AcceptanceFacts): Finding[] {
  const { coSigner, needsAssessorComment } = METHOD_CARDS[facts.method];
  const findings: Finding[] = [];
  if (facts.onHold) findings.push(refused('onHold', 'It is on hold while its authenticity is in question.'));
  // A signature under an earlier text of a recalled draft says nothing about this one.
  const isSigned = facts.signatures.some(
    ({ role, contentSha256 }) => role === coSigner && contentSha256 === facts.contentSha256,
  );
  if (coSigner !== null && !isSigned) {
    findings.push(refused('signatures', `The ${coSigner} has not signed what was submitted.`));
  }
  for (const letter of failedVarcs(facts.varcs)) {
    findings.push(refused(`varcs.${letter}`, `It can only be accepted as ${letter}; otherwise return it.`));
  }
  if (facts.witnessVerifiedOn !== null && facts.witnessVerifiedOn > facts.today) {
    findings.push(refused('witnessVerification.verifiedOn', 'The witness cannot have been checked in the future.'));
  }
  if (needsAssessorComment && isBlank(facts.comment)) {
    findings.push(refused('comment', 'The assessor must evaluate product evidence in words (U40-R6).'));
  }
  return findings;
}

function findInDecisions(facts: AcceptanceFacts): Finding[] {
  const findings: Finding[] = [];
  const decided = new Set<DecidableClaim>();
  const confirmed: DecidableClaim[] = [];
  facts.decisions.forEach((decision, index) => {
    const path = `claims[${index}]`;
    const claim = facts.claims.find(
      ({ registrationId, criterion }) => registrationId === decision.registrationId && criterion === decision.criterion,
    );
    if (claim === undefined) {
      findings.push({ code: 'CLAIM_UNKNOWN', path, message: `There is no claim on ${decision.criterion} here.` });
      return;
    }
    if (decided.has(claim)) findings.push(refused(path, `${decision.criterion} is decided twice.`));
    decided.add(claim);
    if (decision.outcome !== 'confirmed') return;
    confirmed.push(claim);
    // U40-R7: with knowledge a person says whether the evidence reaches the depth of the verb; the system never does.
    if (claim.kind !== 'P' && decision.depthMet === null) {
      findings.push(refused(`${path}.depthMet`, `Say whether it reaches the depth that ${claim.criterion} asks for.`));
    }
  });
  if (confirmed.length === 0) {
    findings.push(refused('claims', 'Confirm at least one claim; if none holds, return the evidence.'));
  } else if (confirmed.every((claim) => isProhibited(claim, facts.setting))) {
    findings.push(refused('setting', 'Every unit it is confirmed for prohibits simulated evidence.'));
  }
  return findings;
}

function isProhibited(claim: DecidableClaim, setting: Setting): boolean {
  return claim.suitability === 'prohibited' || (setting === 'simulated' && claim.simulation === 'prohibited');
}

/**
 * The guard of submitted → returned (domain.md §3.3): the author must learn what to mend.
 * @throws DomainError RETURN_REASON_REQUIRED without a reason code or without a comment.
 */
export function checkReturn(facts: {
  readonly reasons: readonly ReturnReason[];
  readonly comment: string | null;
}): void {
  const findings: Finding[] = [];
  const missing = (path: string, message: string) => findings.push({ code: 'RETURN_REASON_REQUIRED', path, message });
  if (facts.reasons.length === 0) missing('reasons', 'Choose at least one reason.');
  if (isBlank(facts.comment)) missing('comment', 'Tell the author in words what is needed.');
  refuseOn(findings, [['RETURN_REASON_REQUIRED', 'Evidence is returned with at least one reason and feedback.']]);
}
