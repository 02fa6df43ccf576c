import type { RegistrationParties } from '../access/relations.js';

/** The parts of a registration that staff take. */
export const STAFF_PARTS = ['assessorId', 'coAssessorId', 'iqaId', 'countersignerId', 'countersigningIqaId'] as const;
export type StaffPart = (typeof STAFF_PARTS)[number];

/** Who held which part once something had happened to the registration. */
export interface AllocationEvent {
  /** ISO 8601 UTC. */
  readonly at: string;
  /** Who allocated; `null` for the system. */
  readonly actorId: string | null;
  readonly people: Pick<RegistrationParties, StaffPart>;
}

export interface Allocation {
  readonly part: StaffPart;
  readonly personId: string;
  readonly from: string;
  /** `null` = still. */
  readonly until: string | null;
  readonly allocatedById: string | null;
}

/**
 * Who was assessor, second assessor, IQA, countersigner and countersigning IQA from when to when, in the order in which they began.
 * @param events in the order in which they happened
 */
export function allocationHistory(events: readonly AllocationEvent[]): Allocation[] {
  const ended: Allocation[] = [];
  const current = new Map<StaffPart, Allocation>();
  for (const { at, actorId, people } of events) {
    for (const part of STAFF_PARTS) {
      const [held, personId] = [current.get(part), people[part]];
      if ((held?.personId ?? null) === personId) continue;
      if (held) ended.push({ ...held, until: at });
      current.delete(part);
      if (personId !== null) current.set(part, { part, personId, from: at, until: null, allocatedById: actorId });
    }
  }
  const order = ({ from, part }: Allocation): string => `${from} ${STAFF_PARTS.indexOf(part)}`;
  return [...ended, ...current.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}
