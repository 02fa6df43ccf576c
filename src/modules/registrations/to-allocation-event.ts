import { type AllocationEvent, STAFF_PARTS } from '../../domain/registration/allocation-history.js';
import type { AuditEventRecord } from '../audit/audit-event.record.js';

/** Who held which part after a `registration.created` or `registration.changed` of the trail. */
export function toAllocationEvent({ type, at, actorId, facts }: AuditEventRecord): AllocationEvent {
  const after = (type === 'registration.created' ? facts : facts.after) as Readonly<Record<string, string | null>>;
  // Events from before a part was known do not name it: nobody held it.
  const people = Object.fromEntries(STAFF_PARTS.map((part) => [part, after[part] ?? null]));
  return { at, actorId, people: people as AllocationEvent['people'] };
}
