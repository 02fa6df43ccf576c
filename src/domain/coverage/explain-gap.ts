import { EVIDENCE_METHODS, METHOD_CARDS } from '../evidence/evidence-method.js';
import { isSubstantive } from '../specification/suitability.js';
import type { AssessmentCriterion, Suitability, UnitSpecification } from '../specification/unit.js';
import type { Gap, GapCode } from './coverage.js';

/** A gap for people: what is wrong, what would close it, and whose move it is. */
export interface GapExplanation {
  readonly message: string;
  readonly closedBy: string;
  readonly who: 'learner' | 'assessor' | 'countersigner' | 'iqa';
}

interface GapInContext {
  readonly gap: Gap;
  readonly criterion: AssessmentCriterion;
  readonly unit: UnitSpecification;
}

/** Explains a gap in plain English; `criterion` is `null` for a gap of the whole unit (`UnitCoverage.unitGaps`). */
export function explainGap(gap: Gap, criterion: AssessmentCriterion | null, unit: UnitSpecification): GapExplanation {
  if (isUnitGapCode(gap.code)) return UNIT_EXPLANATIONS[gap.code];
  if (criterion === null) throw new TypeError(`${gap.code} is a gap of a criterion, and none was given`);
  return EXPLANATIONS[gap.code]({ gap, criterion, unit });
}

const UNIT_EXPLANATIONS = {
  IQA_ACTION_OPEN: {
    message: 'An essential action from internal quality assurance is still open.',
    closedBy: 'The action is carried out and the IQA closes it.',
    who: 'iqa',
  },
  APPEAL_OPEN: {
    message: 'The learner has appealed against a decision in this unit, and the appeal is not settled.',
    closedBy: 'The appeal is decided and accepted or withdrawn; one that is granted, once the decision is taken again.',
    who: 'iqa',
  },
} as const satisfies Partial<Record<GapCode, GapExplanation>>;

type UnitGapCode = keyof typeof UNIT_EXPLANATIONS;

function isUnitGapCode(code: GapCode): code is UnitGapCode {
  return code in UNIT_EXPLANATIONS;
}

const EXPLANATIONS: Readonly<Record<Exclude<GapCode, UnitGapCode>, (context: GapInContext) => GapExplanation>> = {
  NO_EVIDENCE: ({ criterion }) =>
    learner(`No evidence is claimed for AC${criterion.code}.`, `Claim evidence by ${methodsFor(criterion)}.`),
  ONLY_DRAFT: () =>
    learner('The only evidence claimed is still a draft.', 'The author finishes the draft and submits it.'),
  ON_HOLD: () =>
    assessor(
      'Evidence is on hold while a question about its authenticity is open.',
      'The query is settled and the hold lifted.',
    ),
  AWAITING_ASSESSMENT: () =>
    assessor('Evidence has been submitted and not yet assessed.', 'The assessor accepts the evidence or returns it.'),
  RETURNED: () =>
    learner('Evidence was returned to its author.', 'A new version answers the feedback and is submitted.'),
  CLAIM_NOT_CONFIRMED: ({ criterion }) =>
    assessor(
      `Evidence is accepted, but nobody has confirmed that it shows AC${criterion.code}.`,
      'The assessor confirms or declines the claim.',
    ),

  SIMULATED_EVIDENCE: ({ criterion, unit }) =>
    learner(
      `The evidence is simulated, and ${unit.key} does not allow simulation.`,
      `Claim evidence of real work, by ${methodsFor(criterion)}.`,
    ),
  NOT_WORKPLACE: ({ criterion, unit }) =>
    learner(
      `The evidence does not come from the workplace, where ${unit.key} must be assessed.`,
      `Claim evidence from the workplace, by ${methodsFor(criterion)}.`,
    ),
  NO_WORKPLACE_CONTEXT: () =>
    learner(
      'The work is not tied to the learner’s own organisation.',
      'The learner answers from the procedures and cases of their own organisation.',
    ),
  METHOD_UNSUITABLE: ({ criterion }) =>
    learner(`Evidence of this method cannot show AC${criterion.code}.`, `Claim evidence by ${methodsFor(criterion)}.`),
  ASSESSOR_COMMENT_MISSING: () =>
    assessor(
      'A work product has no evaluation by the assessor.',
      'The assessor evaluates the product in a written comment.',
    ),
  WITNESS_UNSIGNED: () =>
    learner('A testimony is not signed by its witness.', 'The witness signs and dates the testimony.'),
  WITNESS_UNVERIFIED: () =>
    assessor(
      'Nobody has confirmed who the witness is.',
      'The assessor contacts the witness and records the verification.',
    ),
  SIGNATURE_MISSING: () =>
    learner('A signature that the method asks for is missing.', 'The learner reads the record and signs it.'),
  AUTHENTICITY_MISSING: () =>
    learner(
      'The learner has not declared the evidence their own work.',
      'The learner makes the authenticity declaration.',
    ),
  VARCS_FAILED: () =>
    assessor(
      'The evidence is not recorded as valid, authentic, reliable, current and sufficient.',
      'The assessor re-opens the evidence and answers all five questions, or returns it.',
    ),
  CONFLICT_OF_INTEREST: () =>
    assessor(
      'Somebody with an interest in the outcome observed, testified or judged.',
      'Somebody without such an interest observes, testifies or judges instead.',
    ),
  RPL_ROUTE_REQUIRED: () =>
    learner(
      'The work was done before the learner was registered.',
      'Claim it as recognition of prior learning, or claim more recent work.',
    ),
  RPL_NOT_APPROVED: () =>
    iqa('The recognition of prior learning is not approved.', 'The IQA approves the mapping of the prior learning.'),
  LOCATOR_MISSING: () =>
    learner(
      'A recording is claimed without saying where in it the proof is.',
      'The claim gets a locator, such as a time.',
    ),

  SUPPORTING_ONLY: ({ criterion }) =>
    learner(
      `The evidence supports AC${criterion.code} but cannot carry it alone.`,
      `Add evidence by ${methodsFor(criterion)}.`,
    ),
  FACET_MISSING: ({ gap, criterion }) => {
    const labels = facetLabels(criterion, gap.detail ?? []);
    return learner(
      `Parts of AC${criterion.code} are not shown yet: ${labels.join('; ')}.`,
      `Show ${joined(labels, 'and')}, by ${methodsFor(criterion)}.`,
    );
  },
  VERB_DEPTH: ({ criterion }) =>
    learner(
      `The evidence does not reach the depth of “${criterion.verb}” in AC${criterion.code}.`,
      `Answer at the depth of “${criterion.verb}”, by ${methodsFor(criterion)}; the assessor then confirms the depth.`,
    ),

  SINGLE_SOURCE: ({ criterion }) =>
    learner(
      `AC${criterion.code} rests on a single piece of evidence.`,
      'Add a second piece, of another method and another case, or the assessor gives a reason why one is enough.',
    ),
  SINGLE_METHOD: ({ criterion }) =>
    learner(
      `All evidence for AC${criterion.code} is of one method.`,
      'Add evidence of another method, or the assessor gives a reason why one is enough.',
    ),
  SINGLE_CASE: ({ criterion }) =>
    learner(
      `All evidence for AC${criterion.code} comes from one case.`,
      'Add evidence from another complaint case, or the assessor gives a reason why one is enough.',
    ),
  OUT_OF_DATE: ({ unit }) =>
    learner(
      `All the work is more than ${unit.policy.currencyMonths} months old.`,
      'Add evidence of recent work, or the assessor gives a reason why the evidence is still current.',
    ),
  SOME_STALE: ({ unit }) =>
    assessor(
      `Some of the work is more than ${unit.policy.currencyMonths} months old.`,
      'Nothing is needed: other evidence is recent enough.',
    ),
  SIMULATION_FLAGGED: ({ unit }) =>
    assessor(
      `Simulated evidence counts here, and the text of ${unit.key} does not settle whether it may.`,
      'Add evidence of real work, or the assessor gives a reason for relying on the simulation.',
    ),

  COUNTERSIGN_PENDING: () => ({
    message: 'A trainee assessor’s judgement is provisional.',
    closedBy:
      'A qualified assessor countersigns the judgement or refuses it; once the trainee is qualified, a lead IQA may release it.',
    who: 'countersigner',
  }),
  JUDGED_NOT_YET_MET: ({ criterion }) =>
    learner(
      `The assessor judged AC${criterion.code} not yet met.`,
      'The learner acts on the feedback, and the assessor judges again.',
    ),
  JUDGED_REFERRED: ({ criterion }) =>
    learner(
      `The assessor referred AC${criterion.code}.`,
      'The learner carries out the required action, and the assessor judges again.',
    ),
  MET_UNSUPPORTED: ({ criterion }) =>
    assessor(
      `AC${criterion.code} was judged met, but the evidence no longer bears it out.`,
      'The other gaps are closed, or the assessor judges again.',
    ),
  OVERRIDE_REASON_MISSING: ({ criterion }) =>
    assessor(
      `AC${criterion.code} was judged met despite a warning that no written reason answers.`,
      'The warning is cleared, or the assessor judges again and gives the reason.',
    ),
  AUTHENTICITY_CHECK_ADVISED: ({ criterion }) =>
    assessor(
      `AC${criterion.code} rests only on what the learner wrote.`,
      'A professional discussion or oral questions would confirm that the knowledge is the learner’s own.',
    ),
};

function learner(message: string, closedBy: string): GapExplanation {
  return { message, closedBy, who: 'learner' };
}

function assessor(message: string, closedBy: string): GapExplanation {
  return { message, closedBy, who: 'assessor' };
}

function iqa(message: string, closedBy: string): GapExplanation {
  return { message, closedBy, who: 'iqa' };
}

/** Conditions under which a method is substantive, in words; the others have none. */
const CONDITIONS: Readonly<Partial<Record<Suitability, string>>> = {
  alternative_written_channel: ' (where the exchange was in writing)',
  suitable_own_workplace: ' (about the learner’s own organisation)',
};

/** The methods that can carry the criterion, by label: "direct observation, complaint record or …". */
function methodsFor({ methods }: AssessmentCriterion): string {
  const labels = EVIDENCE_METHODS.filter((method) => isSubstantive(methods[method])).map(
    (method) => METHOD_CARDS[method].label.toLowerCase() + (CONDITIONS[methods[method]] ?? ''),
  );
  return joined(labels, 'or');
}

function facetLabels({ facets }: AssessmentCriterion, codes: readonly string[]): string[] {
  return facets.filter((facet) => codes.includes(facet.code)).map((facet) => facet.label);
}

function joined(words: readonly string[], conjunction: 'and' | 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words[words.length - 1]}`;
}
