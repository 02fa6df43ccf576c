import type { EvidenceMethod } from '../evidence/evidence-method.js';
import type { CriterionJudgement } from '../judgement/judgement.js';
import type { CriterionKind } from '../specification/unit.js';
import type { CountedClaim } from './count-claims.js';
import type { CoverageStatus, Gap } from './coverage.js';
import type { EvidenceFinding } from './evidence-finding.js';
import { blocker, hasBlocker, hasWarning, info } from './gaps.js';

/** The judgements that matter for one criterion now (`ledger.ts`). */
export interface StandingJudgements {
  readonly effective: CriterionJudgement | undefined;
  readonly pending: CriterionJudgement | undefined;
}

/** Text that a learner can hand in without ever having been asked about it. */
const LEARNER_WRITTEN: readonly EvidenceMethod[] = ['reflective_account', 'written_questioning', 'assignment'];

/**
 * Applies people's judgements to what the evidence says (§7.4 step 6). A provisional judgement changes nothing but is
 * shown; a `met` that the evidence no longer bears is at risk until the assessor gives a reason or judges again.
 */
export function applyJudgements(
  finding: EvidenceFinding,
  { effective, pending }: StandingJudgements,
  claims: readonly CountedClaim[],
  kind: CriterionKind,
  learnerId: string,
): { readonly status: CoverageStatus; readonly gaps: readonly Gap[] } {
  const waiting = pending === undefined ? [] : [blocker('COUNTERSIGN_PENDING')];
  const gaps = [...finding.gaps, ...conflictGaps(effective, learnerId)];
  if (effective?.outcome === 'not_yet_met') gaps.push(blocker('JUDGED_NOT_YET_MET'));
  if (effective?.outcome === 'referred') gaps.push(blocker('JUDGED_REFERRED'));
  if (effective?.outcome !== 'met') return { status: finding.status, gaps: [...gaps, ...waiting] };

  const risks: Gap[] = [];
  if (hasBlocker(gaps)) risks.push(blocker('MET_UNSUPPORTED'));
  if (hasWarning(gaps) && (effective.overrideReason ?? '').trim() === '')
    risks.push(blocker('OVERRIDE_REASON_MISSING'));
  return {
    status: risks.length > 0 ? 'met_at_risk' : 'met',
    gaps: [...gaps, ...risks, ...waiting, ...authenticityGaps(claims, kind)],
  };
}

/** SOD1: nobody decides on, or countersigns, their own work. */
function conflictGaps(judgement: CriterionJudgement | undefined, learnerId: string): Gap[] {
  const judges = [judgement?.assessorId, judgement?.countersignature?.countersignerId];
  return judges.includes(learnerId) ? [blocker('CONFLICT_OF_INTEREST')] : [];
}

/** §7.3: knowledge judged met without anybody having talked to the learner about it. */
function authenticityGaps(claims: readonly CountedClaim[], kind: CriterionKind): Gap[] {
  const carrying = claims.filter(({ count }) => count.counts === 'substantive');
  const isOnlyWritten =
    carrying.length > 0 && carrying.every(({ evidence }) => LEARNER_WRITTEN.includes(evidence.method));
  return kind === 'K' && isOnlyWritten ? [info('AUTHENTICITY_CHECK_ADVISED')] : [];
}
