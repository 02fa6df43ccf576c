import { METHOD_CARDS, type EvidenceMethod } from '../evidence/evidence-method.js';
import { WRITTEN_CHANNELS, type Evidence, type EvidenceClaim } from '../evidence/evidence.js';
import { failedVarcs } from '../evidence/varcs.js';
import { isSubstantive } from '../specification/suitability.js';
import type { AssessmentCriterion, UnitSpecification } from '../specification/unit.js';
import { DISQUALIFIERS, type ClaimCount, type Disqualifier } from './coverage.js';

/** A claim together with everything its rules look at. */
export interface ClaimUnderRules {
  readonly unit: UnitSpecification;
  readonly criterion: AssessmentCriterion;
  readonly registeredOn: string;
  readonly learnerId: string;
  /** Who has judged this criterion, or whose judgement of it waits for a countersignature. */
  readonly judgeIds: readonly string[];
  readonly evidence: Evidence;
  readonly claim: EvidenceClaim;
}

/** How far the method carries this criterion for this very evidence: a matrix value may depend on the channel (§2.3). */
export function weightOf({ criterion, evidence }: ClaimUnderRules): ClaimCount['counts'] {
  const suitability = criterion.methods[evidence.method];
  if (suitability === 'unsuitable' || suitability === 'prohibited') return 'none';
  if (suitability === 'alternative_written_channel') {
    return evidence.channel !== null && WRITTEN_CHANNELS.includes(evidence.channel) ? 'substantive' : 'corroborating';
  }
  return isSubstantive(suitability) ? 'substantive' : 'corroborating';
}

/** Every rule of domain.md §7.2 that keeps the claim from counting, in the order of the closed list. */
export function disqualifiersOf(claim: ClaimUnderRules): Disqualifier[] {
  return DISQUALIFIERS.filter((code) => RULES[code](claim));
}

export function isSimulated(evidence: Evidence): boolean {
  return evidence.setting === 'simulated' || evidence.method === 'simulation';
}

const RULES: Readonly<Record<Disqualifier, (claim: ClaimUnderRules) => boolean>> = {
  // U40-R2. Such evidence is reported as simulated and not also as lacking a workplace or a fitting method.
  SIMULATED_EVIDENCE: isProhibitedSimulation,

  // U40-R1, U40-R3: a realistic working environment is not the workplace either.
  NOT_WORKPLACE: (under) =>
    under.unit.rules.workplaceRequired && under.evidence.setting !== 'workplace' && !isProhibitedSimulation(under),

  // U40-R3: answering from a textbook is not performance under workplace conditions.
  NO_WORKPLACE_CONTEXT: ({ criterion, evidence }) =>
    criterion.methods[evidence.method] === 'suitable_own_workplace' && !evidence.workplaceContext,

  METHOD_UNSUITABLE: (under) =>
    weightOf(under) === 'none' && !(under.evidence.method === 'simulation' && isProhibitedSimulation(under)),

  // U40-R6.
  ASSESSOR_COMMENT_MISSING: ({ unit, evidence }) =>
    unit.rules.assessorCommentOnProducts &&
    METHOD_CARDS[evidence.method].needsAssessorComment &&
    (evidence.assessorComment ?? '').trim() === '',

  WITNESS_UNSIGNED: ({ evidence }) => isTestimony(evidence.method) && !isCoSigned(evidence),

  WITNESS_UNVERIFIED: ({ evidence }) => isTestimony(evidence.method) && !evidence.witnessVerified,

  SIGNATURE_MISSING: ({ evidence }) => !isTestimony(evidence.method) && !isCoSigned(evidence),

  AUTHENTICITY_MISSING: ({ evidence }) => METHOD_CARDS[evidence.method].needsDeclaration && !evidence.isDeclared,

  VARCS_FAILED: ({ evidence }) => failedVarcs(evidence.varcs).length > 0,

  CONFLICT_OF_INTEREST: hasConflictOfInterest,

  // Prior learning is what came before the programme, so it has a route of its own (§3.4, §3.9).
  RPL_ROUTE_REQUIRED: ({ evidence, registeredOn }) =>
    evidence.method !== 'rpl_claim' && evidence.activityTo < registeredOn,

  RPL_NOT_APPROVED: ({ evidence }) =>
    evidence.method === 'rpl_claim' && evidence.rplState !== 'iqa_approved' && evidence.rplState !== 'ao_approved',

  LOCATOR_MISSING: ({ evidence, claim }) =>
    evidence.hasAudioVisualFile && Object.keys(claim.locator ?? {}).length === 0,
};

function isProhibitedSimulation({ unit, evidence }: ClaimUnderRules): boolean {
  return unit.rules.simulation === 'prohibited' && isSimulated(evidence);
}

function isTestimony(method: EvidenceMethod): boolean {
  return METHOD_CARDS[method].coSigner === 'witness';
}

function isCoSigned({ method, signatures }: Evidence): boolean {
  const { coSigner } = METHOD_CARDS[method];
  return coSigner === null || signatures.some((signature) => signature.role === coSigner);
}

function hasConflictOfInterest({ evidence, learnerId, judgeIds }: ClaimUnderRules): boolean {
  // SOD6, as declared.
  if (evidence.hasConflictOfInterest) return true;
  const witnessIds = evidence.signatures
    .filter((signature) => signature.role === 'witness')
    .map((signature) => signature.personId);
  if (evidence.authorRole === 'witness') witnessIds.push(evidence.authorId);
  // Nobody observes or testifies for themselves (SOD1), and a witness never judges what they attested (SOD3).
  return (
    (evidence.authorRole === 'assessor' && evidence.authorId === learnerId) ||
    witnessIds.some((witnessId) => witnessId !== null && (witnessId === learnerId || judgeIds.includes(witnessId)))
  );
}
