import type { CountersignatureResult } from '../judgement/judgement.js';
import { effectiveJudgement, pendingJudgement } from '../judgement/ledger.js';
import { compareEvidenceRefs } from '../evidence/evidence-ref.js';
import type { UnitSpecification } from '../specification/unit.js';
import type { AchievementOutcome, LoggedJudgement, Mark } from './manifest.js';
import type { PortfolioEvidence, UnitFacts, PortfolioJudgement } from './portfolio-facts.js';
import {
  AWAITING_COUNTERSIGNATURE,
  formatDate,
  formatInstant,
  KIND_WORDS,
  NOT_YET_ASSESSED,
  orNotStated,
  OUTCOME_MARKS,
} from './wording.js';

type Refs = (judgement: PortfolioJudgement) => readonly string[];

/** The refs of the evidence that a judgement rests on; facts hold every version of every item, withdrawn ones included. */
function refsOf(evidence: readonly PortfolioEvidence[]): Refs {
  const refs = new Map(evidence.map((one) => [one.id, one.ref]));
  return (judgement) => {
    const known = judgement.evidenceIds.map((id) => refs.get(id)).filter((ref) => ref !== undefined);
    return known.sort(compareEvidenceRefs);
  };
}

/** The ledger finds rows by their own rules; the names beside them are looked up by id. */
function named(
  judgements: readonly PortfolioJudgement[],
  found: { readonly id: string } | undefined,
): PortfolioJudgement | undefined {
  return found && judgements.find((judgement) => judgement.id === found.id);
}

/** What the latest effective judgement says of a criterion now (§3.5). */
export function judgementMark(judgements: readonly PortfolioJudgement[], criterion: string): Mark {
  const effective = effectiveJudgement(judgements, criterion);
  if (effective !== undefined) return OUTCOME_MARKS[effective.outcome];
  return pendingJudgement(judgements, criterion) === undefined ? NOT_YET_ASSESSED : AWAITING_COUNTERSIGNATURE;
}

/** Section 5: every outcome and criterion word for word, with the decision in force. */
export function achievementOutcomes(facts: UnitFacts): AchievementOutcome[] {
  const refs = refsOf(facts.evidence);
  return facts.unit.outcomes.map((outcome) => {
    const criteria = outcome.criteria.map((criterion) => {
      const judgement = named(facts.judgements, effectiveJudgement(facts.judgements, criterion.code));
      return {
        code: criterion.code,
        statement: criterion.statement,
        kind: KIND_WORDS[criterion.kind],
        outcome: judgementMark(facts.judgements, criterion.code),
        decidedOn: judgement ? formatDate(judgement.decidedAt) : '–',
        assessor: judgement ? judgement.assessorName : '–',
        refs: judgement ? refs(judgement) : [],
      };
    });
    const met = criteria.filter((criterion) => criterion.outcome === OUTCOME_MARKS.met).length;
    return {
      code: outcome.code,
      title: outcome.title,
      progress: `${met} of ${criteria.length} criteria met`,
      criteria,
    };
  });
}

function standingOf(judgement: PortfolioJudgement, judgements: readonly PortfolioJudgement[]): string {
  if (effectiveJudgement(judgements, judgement.criterion)?.id === judgement.id) return 'In force';
  if (pendingJudgement(judgements, judgement.criterion)?.id === judgement.id) return 'Awaiting countersignature';
  if (judgement.countersignature?.result === 'refused') return 'Void: countersignature refused';
  const later = judgements
    .filter((other) => other.criterion === judgement.criterion && other.sequence > judgement.sequence)
    .sort((a, b) => a.sequence - b.sequence)[0];
  return later === undefined ? 'Without effect' : `Replaced by no. ${later.sequence}`;
}

const COUNTERSIGNATURE_WORDS: Readonly<Record<CountersignatureResult, string>> = {
  agreed: 'Agreed',
  refused: 'Refused',
  released: 'Released without countersignature, the assessor having qualified,',
};

function countersignatureOf(judgement: PortfolioJudgement): string | null {
  if (judgement.countersignature === null) return null;
  const { result, at, note } = judgement.countersignature;
  const said = `${COUNTERSIGNATURE_WORDS[result]} by ${orNotStated(judgement.countersignerName)}, ${formatInstant(at)}`;
  return note === null ? said : `${said}: ${note}`;
}

/** Section 12: the whole ledger in time order, superseded rows included (P5). */
export function judgementLog(facts: UnitFacts): LoggedJudgement[] {
  const refs = refsOf(facts.evidence);
  return [...facts.judgements]
    .sort((a, b) => a.sequence - b.sequence)
    .map((judgement) => ({
      sequence: judgement.sequence,
      decidedAt: formatInstant(judgement.decidedAt),
      criterion: judgement.criterion,
      outcome: OUTCOME_MARKS[judgement.outcome],
      assessor:
        judgement.assessorName + (judgement.assessorStatus === 'trainee' ? ' (working towards qualification)' : ''),
      refs: refs(judgement).join(', '),
      rationale: judgement.rationale,
      override: judgement.overrideReason,
      countersignature: countersignatureOf(judgement),
      standing: standingOf(judgement, facts.judgements),
    }));
}

/** Said wherever criteria are listed whose words are the centre's own. */
export function wordingNote(unit: UnitSpecification): string | null {
  switch (unit.criteriaSource) {
    case 'published':
      return null;
    case 'published_outcomes_derived_criteria':
      return 'The learning outcomes are published by the awarding organisation; the wording of the criteria is the centre’s.';
    case 'derived':
      return 'The wording of outcomes and criteria is the centre’s and not the awarding organisation’s.';
  }
}
