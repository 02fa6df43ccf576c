import { type Actor, verifierStanding } from '../access/actor.js';
import { partsOpenTo, type RegistrationParties } from '../access/permissions.js';

/** Everything that can wait for somebody. The order is that in which counts are shown. */
export const QUEUE_KINDS = [
  'record_to_sign',
  'evidence_to_revise',
  'unit_to_declare',
  'plan_to_agree',
  'review_to_read',
  'learner_action_open',
  'appeal_to_answer',
  'evidence_to_decide',
  'witness_to_verify',
  'redaction_to_finish',
  'criteria_to_judge',
  'criteria_at_risk',
  'unit_to_sign',
  'learner_action_to_close',
  'review_overdue',
  'appeal_to_acknowledge',
  'appeal_to_decide',
  'action_to_answer',
  'judgement_to_countersign',
  'unit_to_countersign',
  'sample_to_take',
  'sample_to_finish',
  'action_to_close',
  'rpl_to_approve',
  'unit_to_release',
  'release_to_countersign',
  'exercise_to_decide',
  'exercise_to_conclude',
  'sample_overdue',
  'action_overdue',
  'plan_to_redraw',
  'staff_to_replace',
  'appeal_panel_to_appoint',
  'qualification_to_confirm',
  'competence_to_confirm',
  'visit_action_to_answer',
  'claim_to_submit',
  'ao_notification_due',
] as const;
export type QueueKindCode = (typeof QUEUE_KINDS)[number];

/** Parts of a registration that somebody holds by name. */
export const NAMED_PARTS = [
  'learnerId',
  'assessorId',
  'coAssessorId',
  'countersignerId',
  'iqaId',
  'countersigningIqaId',
] as const;
export type NamedPart = (typeof NAMED_PARTS)[number] & keyof RegistrationParties;

/** Named by a registration; somebody's although none names them for it; or a role's at the centre, where an overseer is whoever is lead IQA or centre manager. */
export type WaitingPart = NamedPart | 'owner' | 'verifier' | 'lead_iqa' | 'centre_manager' | 'overseer';

/** The parts in which work can wait for this person today: a role that was taken away takes its work along (SOD7). */
export function waitingPartsOf({ roles }: Pick<Actor, 'roles'>): WaitingPart[] {
  const parts: WaitingPart[] = [...partsOpenTo(roles)];
  if (roles.some((role) => role !== 'learner' && role !== 'eqa')) parts.push('owner');
  if (verifierStanding(roles) !== null) parts.push('verifier');
  if (roles.includes('lead_iqa')) parts.push('lead_iqa');
  if (roles.includes('centre_manager')) parts.push('centre_manager');
  if (roles.includes('lead_iqa') || roles.includes('centre_manager')) parts.push('overseer');
  return parts;
}

/** What a kind's sentence may need beside the names: codes and dates, never people's words. */
export interface WaitingDetail {
  readonly criteria?: readonly string[];
  readonly stage?: string;
  readonly severity?: string;
  readonly subject?: string | null;
  /** `assessor`, `IQA` …: the part that somebody else must take. */
  readonly part?: string;
  readonly date?: string;
}

/** Whether something that is due on a day (YYYY-MM-DD) is late today. */
export const isOverdue = (dueOn: string | null, today: string): boolean => dueOn !== null && dueOn < today;
