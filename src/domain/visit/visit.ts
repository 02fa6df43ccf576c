import { DomainError, type FieldError } from '../kernel/domain-error.js';

/** How an external verifier looks at a centre's work. */
export const VISIT_KINDS = ['remote', 'on_site'] as const;
export type VisitKind = (typeof VISIT_KINDS)[number];

/** `closed`: its time is over, or its outcome is issued; `suspended`: the centre ended it before that. */
export const VISIT_STATES = ['planned', 'open', 'closed', 'suspended'] as const;
export type VisitState = (typeof VISIT_STATES)[number];

/** Policy (POL): a pass for longer than this is no longer a visit. It blocks, because it limits access and not assessment. */
export const LONGEST_VISIT_DAYS = 92;

/** Policy (POL): as many registrations as one person can look at. */
export const MOST_SELECTED = 500;

const DAY_MS = 86_400_000;

/** The times between which somebody from outside is let in: ISO instants, the first included and the last not. */
export interface VisitWindow {
  readonly opensAt: string;
  readonly closesAt: string;
}

/** What decides where a visit stands. */
export interface VisitTimes extends VisitWindow {
  readonly suspendedAt: string | null;
  /** When the outcome was issued. */
  readonly concludedAt: string | null;
}

export function visitState({ opensAt, closesAt, suspendedAt, concludedAt }: VisitTimes, now: string): VisitState {
  if (suspendedAt !== null) return 'suspended';
  if (concludedAt !== null || now >= closesAt) return 'closed';
  return now < opensAt ? 'planned' : 'open';
}

/**
 * A visit that should have opened already opens now: nothing is shown before somebody has said that it may be.
 * @throws DomainError VALIDATION_FAILED with `closesAt` when it ends before it begins, is over already, or is too long
 */
export function visitWindow({ opensAt, closesAt }: VisitWindow, now: string): VisitWindow {
  const opens = opensAt < now ? now : opensAt;
  if (closesAt <= opens) throw wrongEnd('must be after the visit opens, and in the future');
  if (Date.parse(closesAt) - Date.parse(opens) > LONGEST_VISIT_DAYS * DAY_MS) {
    throw wrongEnd(`must be at most ${LONGEST_VISIT_DAYS} days after the visit opens`);
  }
  return { opensAt: opens, closesAt };
}

function wrongEnd(message: string): DomainError {
  return new DomainError('VALIDATION_FAILED', 'A visit has a beginning and an end.', [{ path: 'closesAt', message }]);
}

/** Whether two windows share an instant. */
export function overlap(one: VisitWindow, other: VisitWindow): boolean {
  return one.opensAt < other.closesAt && other.opensAt < one.closesAt;
}

/** A registration that somebody wants opened for a visit. */
export interface Selectable {
  readonly id: string;
  readonly centreId: string;
  readonly unitKey: string;
  readonly learnerId: string;
}

/**
 * Before registrations are opened for a visit. What is not on the register of the visit and what does not exist get one
 * answer.
 * @throws DomainError VALIDATION_FAILED for what is not on the register or beyond the limit, SEGREGATION_OF_DUTIES
 * (SOD6) where the verifier has a declared interest in the learner
 */
export function checkSelection(facts: {
  readonly wantedIds: readonly string[];
  /** Those of them that exist. */
  readonly found: readonly Selectable[];
  /** What is selected already. */
  readonly selectedIds: readonly string[];
  readonly visit: { readonly centreId: string; readonly units: readonly string[] };
  /** Learners in whom the verifier has a declared interest. */
  readonly interestLearnerIds: readonly string[];
}): void {
  const { wantedIds, found, selectedIds, visit, interestLearnerIds } = facts;
  const byId = new Map(found.map((registration) => [registration.id, registration]));
  const strangers: FieldError[] = [];
  const barred: FieldError[] = [];
  for (const [index, id] of wantedIds.entries()) {
    const path = `registrationIds[${index}]`;
    const registration = byId.get(id);
    if (registration?.centreId !== visit.centreId || !visit.units.includes(registration.unitKey)) {
      strangers.push({ path, message: 'is not on the register of this visit' });
    } else if (interestLearnerIds.includes(registration.learnerId)) {
      barred.push({ path, message: 'is of a learner in whom the verifier has declared an interest' });
    }
  }
  if (strangers.length > 0) {
    throw new DomainError('VALIDATION_FAILED', 'Choose from the register of the visit.', strangers);
  }
  if (barred.length > 0) {
    throw new DomainError('SEGREGATION_OF_DUTIES', 'SOD6: a declared interest bars from verifying a learner.', barred);
  }
  if (new Set([...selectedIds, ...wantedIds]).size > MOST_SELECTED) {
    const message = `would make more than ${MOST_SELECTED}`;
    throw new DomainError('VALIDATION_FAILED', 'That is more than one visit can look at.', [
      { path: 'registrationIds', message },
    ]);
  }
}
