import type { Role } from '../access/actor.js';
import { monthsBefore } from '../coverage/currency.js';

/** Numbers about the people who assess and verify. No source fixes them (POL), so they are data and only warn. */
export const STAFF_POLICY = {
  /** How long somebody works towards a qualification when no target is named: one centre's figure (domain.md §4.3). */
  workingTowardsMonths: 18,
  /** How far back CPD and observations of practice are looked at. */
  recentMonths: 12,
} as const;

/** Learners and external verifiers have no staff record here: the one is assessed, the other owes the centre nothing. */
export function isStaff(roles: readonly Role[]): boolean {
  return roles.some((role) => role !== 'learner' && role !== 'eqa');
}

/** Recent is what came after this day. */
export const recentSince = (today: string): string => monthsBefore(today, STAFF_POLICY.recentMonths);
