/** What a learner may appeal against (domain.md §3.8): a decision about them, or how it was come by. */
export const APPEAL_KINDS = [
  'judgement',
  'evidence_returned',
  'claim_declined',
  'rpl_refused',
  'process_failing',
] as const;
export type AppealKind = (typeof APPEAL_KINDS)[number];

/**
 * Where an appeal stands on the ladder of §3.8. A stage that has decided waits for the learner, who accepts the decision or
 * takes it further; one that upholds ends the appeal.
 */
export const APPEAL_STATUSES = [
  'lodged',
  'stage1',
  'stage1_decided',
  'stage2',
  'stage2_decided',
  'stage3',
  'stage3_decided',
  'ao',
  'closed',
  'withdrawn',
] as const;
export type AppealStatus = (typeof APPEAL_STATUSES)[number];

export const APPEAL_OUTCOMES = ['upheld', 'partly', 'rejected'] as const;
export type AppealOutcome = (typeof APPEAL_OUTCOMES)[number];

/** What may happen in the life of an appeal, as its ledger of steps names it. */
export const APPEAL_STEPS = [
  'lodged',
  'acknowledged',
  'panel_appointed',
  'voted',
  'decided',
  'escalated',
  'accepted',
  'withdrawn',
  'lapsed',
  'ao_reported',
  'redecided',
  'redecision_waived',
  'traced',
] as const;
export type AppealStepEvent = (typeof APPEAL_STEPS)[number];

/** The stages in the words of a centre's procedure. */
export const APPEAL_STATUS_WORDS: Readonly<Record<AppealStatus, string>> = {
  lodged: 'lodged and not yet acknowledged',
  stage1: 'being reconsidered by the assessor',
  stage1_decided: 'decided by the assessor and waiting for the learner',
  stage2: 'before the IQA',
  stage2_decided: 'decided by the IQA and waiting for the learner',
  stage3: 'before the panel',
  stage3_decided: 'decided by the panel and waiting for the learner',
  ao: 'before the awarding organisation',
  closed: 'closed',
  withdrawn: 'withdrawn',
};

/** Whether an outcome gives the learner something: then what was signed falls and the decision is taken again. */
export function isGranted(outcome: AppealOutcome | null): boolean {
  return outcome === 'upheld' || outcome === 'partly';
}

/**
 * Two appeals with the same subject are about the same thing. A criterion has one judgement in force at a time, and an item
 * one decision, so who appeals twice against them repeats themselves.
 */
export function appealSubject(against: {
  readonly kind: AppealKind;
  readonly evidenceId: string | null;
  readonly criterion: string | null;
}): string {
  const { kind, evidenceId, criterion } = against;
  return [kind, evidenceId, criterion].filter((part) => part !== null).join(' ');
}
