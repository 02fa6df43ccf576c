import type { AllocationEvent, StaffPart } from '../../domain/registration/allocation-history.js';
import type { AuditEventRecord } from '../audit/audit-event.record.js';

/** Who held which part after a `registration.created` or `registration.changed` of the trail. */
export function toAllocationEvent({ type, at, actorId, facts }: AuditEventRecord): AllocationEvent {
  const after = (type === 'registration.created' ? facts : facts.after) as Readonly<Record<StaffPart, string | null>>;
  const { assessorId, coAssessorId, iqaId, countersignerId } = after;
  return { at, actorId, people: { assessorId, coAssessorId, iqaId, countersignerId } as AllocationEvent['people'] };
}
