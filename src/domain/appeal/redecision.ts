import { DomainError } from '../kernel/domain-error.js';
import type { AppealKind } from './appeal.js';

/** A granted appeal that waits for the decision to be taken again. */
export interface AwaitedRedecision {
  readonly kind: AppealKind;
  readonly criterion: string | null;
  /** Who took the decision that was appealed, and who countersigned it. */
  readonly deciderIds: readonly string[];
  /** The decision on the appeal says that somebody else decides anew. */
  readonly byAnotherAssessor: boolean;
}

/** Whether an appeal of this kind, once granted, asks for anything to be decided again: a failing of the whole unit names nothing. */
export function asksForRedecision({ kind, criterion }: Pick<AwaitedRedecision, 'kind' | 'criterion'>): boolean {
  return kind !== 'process_failing' || criterion !== null;
}

/** Whether judging a criterion again is what an appeal waits for; otherwise a decision on the item is. */
export function isSettledByJudging(kind: AppealKind): boolean {
  return kind === 'judgement' || kind === 'process_failing';
}

/** Whether these people's decision is the new one that was asked for. */
export function isByRightPeople(awaited: AwaitedRedecision, deciderIds: readonly string[]): boolean {
  return !awaited.byAnotherAssessor || !deciderIds.some((id) => awaited.deciderIds.includes(id));
}

/**
 * Before somebody decides on what an appeal was granted about.
 * @throws DomainError SEGREGATION_OF_DUTIES when it said that another assessor decides
 */
export function checkMayDecideAnew(awaited: AwaitedRedecision, deciderIds: readonly string[]): void {
  if (isByRightPeople(awaited, deciderIds)) return;
  throw new DomainError(
    'SEGREGATION_OF_DUTIES',
    'SOD2: the appeal against this was granted with the word that another assessor decides it anew.',
    [{ path: 'actor', message: 'took the decision that was appealed' }],
  );
}
