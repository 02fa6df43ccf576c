import type { CriterionJudgement } from './judgement.js';

type Standing = 'effective' | 'pending' | 'void';

/**
 * The judgement that rules on a criterion now: the latest by sequence that has effect (domain.md §3.5). A trainee's has
 * none until it is countersigned as agreed, or released once they are qualified (SOD4); a refused one is void, so what
 * stood before it stands again.
 * `undefined` = not yet assessed.
 */
export function effectiveJudgement(
  judgements: readonly CriterionJudgement[],
  criterion: string,
): CriterionJudgement | undefined {
  return latestFirst(judgements, criterion).find((judgement) => standingOf(judgement) === 'effective');
}

/**
 * The trainee's judgement that still waits for a countersignature, or `undefined`. One that a later effective judgement
 * has overtaken waits for nothing any more.
 */
export function pendingJudgement(
  judgements: readonly CriterionJudgement[],
  criterion: string,
): CriterionJudgement | undefined {
  const latest = latestFirst(judgements, criterion).find((judgement) => standingOf(judgement) !== 'void');
  return latest !== undefined && standingOf(latest) === 'pending' ? latest : undefined;
}

function latestFirst(judgements: readonly CriterionJudgement[], criterion: string): CriterionJudgement[] {
  return judgements.filter((judgement) => judgement.criterion === criterion).sort((a, b) => b.sequence - a.sequence);
}

function standingOf({ assessorId, assessorStatus, countersignature }: CriterionJudgement): Standing {
  if (assessorStatus === 'qualified') return 'effective';
  // SOD4: nobody countersigns their own decision, so such a row is as good as none.
  if (countersignature === null || countersignature.countersignerId === assessorId) return 'pending';
  return countersignature.result === 'refused' ? 'void' : 'effective';
}
