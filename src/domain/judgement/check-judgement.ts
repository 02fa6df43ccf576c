import { DomainError, type FieldError } from '../kernel/domain-error.js';
import type { JudgementOutcome } from './judgement.js';

/**
 * What a judgement needs to know of its criterion. `CriterionCoverage` is one; it is described here because coverage
 * builds on judgements and so cannot be imported from this side.
 */
export interface JudgeableCoverage {
  readonly code: string;
  readonly gaps: readonly { readonly code: string; readonly severity: 'blocker' | 'warning' | 'info' }[];
  readonly claims: readonly {
    readonly evidenceId: string;
    readonly counts: 'substantive' | 'corroborating' | 'none';
  }[];
}

export interface ProposedJudgement {
  readonly coverage: JudgeableCoverage;
  readonly outcome: JudgementOutcome;
  readonly evidenceIds: readonly string[];
  readonly rationale: string;
  /** Why the warnings may stand; `null` when the assessor gives no reason. */
  readonly overrideReason: string | null;
}

/** Blockers that speak of an earlier judgement: the new one takes its place, so they do not stand in its way. */
export const SETTLED_BY_JUDGING: readonly string[] = [
  'COUNTERSIGN_PENDING',
  'JUDGED_NOT_YET_MET',
  'JUDGED_REFERRED',
  'MET_UNSUPPORTED',
  'OVERRIDE_REASON_MISSING',
];

/**
 * Whether an assessor may record this judgement (domain.md §3.5). Every outcome needs a rationale; `met` also evidence
 * that counts, no blocker, and a written reason for each warning left.
 * @throws DomainError REASON_REQUIRED, EVIDENCE_NOT_COUNTABLE, GAPS_BLOCK_JUDGEMENT, OVERRIDE_REASON_REQUIRED
 */
export function checkJudgement(judgement: ProposedJudgement): void {
  if (judgement.rationale.trim() === '') {
    throw new DomainError('REASON_REQUIRED', 'A judgement needs a rationale in words.', [
      { path: 'rationale', message: 'Say what the decision rests on.' },
    ]);
  }
  if (judgement.outcome !== 'met') return;
  checkEvidence(judgement);
  checkGaps(judgement);
}

function checkEvidence({ coverage, evidenceIds }: ProposedJudgement): void {
  const counting = coverage.claims.filter(({ counts }) => counts !== 'none');
  if (!counting.some(({ counts }) => counts === 'substantive')) {
    throw new DomainError('EVIDENCE_NOT_COUNTABLE', `AC${coverage.code} has no evidence that can carry it.`);
  }
  // A judgement "on named evidence" (§3.5) names some.
  if (evidenceIds.length === 0) {
    throw new DomainError('EVIDENCE_NOT_COUNTABLE', 'A criterion is judged met on named evidence.', [
      { path: 'evidenceIds', message: 'Name the evidence the decision rests on.' },
    ]);
  }
  const errors: FieldError[] = evidenceIds.flatMap((evidenceId, index) =>
    counting.some((claim) => claim.evidenceId === evidenceId)
      ? []
      : [{ path: `evidenceIds[${index}]`, message: `This evidence does not count for AC${coverage.code}.` }],
  );
  if (errors.length > 0) {
    throw new DomainError(
      'EVIDENCE_NOT_COUNTABLE',
      `Some of the evidence named does not count for AC${coverage.code}.`,
      errors,
    );
  }
}

function checkGaps({ coverage, overrideReason }: ProposedJudgement): void {
  const open = coverage.gaps.filter(({ code }) => !SETTLED_BY_JUDGING.includes(code));
  const blockers = open.filter(({ severity }) => severity === 'blocker').map(({ code }) => code);
  if (blockers.length > 0) {
    throw new DomainError(
      'GAPS_BLOCK_JUDGEMENT',
      `AC${coverage.code} cannot be judged met while these gaps are open: ${blockers.join(', ')}.`,
      blockers.map((code) => ({ path: 'criterion', message: code })),
    );
  }
  const warnings = open.filter(({ severity }) => severity === 'warning').map(({ code }) => code);
  if (warnings.length > 0 && (overrideReason ?? '').trim() === '') {
    throw new DomainError(
      'OVERRIDE_REASON_REQUIRED',
      `AC${coverage.code} can be judged met with a written reason for: ${warnings.join(', ')}.`,
      [{ path: 'overrideReason', message: 'Say why the evidence is enough all the same.' }],
    );
  }
}
