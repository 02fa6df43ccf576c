import type { AwaitedRedecision } from '../../domain/appeal/redecision.js';
import type { AppealRecord } from './appeal.record.js';

/** What a granted appeal asks for, as the core knows it. */
export function awaitedOf(appeal: AppealRecord): AwaitedRedecision {
  const { kind, criterion, byAnotherAssessor, decidedById, countersignedById } = appeal;
  const deciderIds = [decidedById, ...(countersignedById === null ? [] : [countersignedById])];
  return { kind, criterion, byAnotherAssessor, deciderIds };
}
