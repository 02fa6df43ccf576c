import type { AuditEventType } from '../audit/audit-event.js';

/** The job that brings a centre's derived rows up to its trail. */
export const FOLLOW_TRAIL = 'workload.follow';

/** Events that change nobody's work. */
export const UNFOLLOWED: readonly AuditEventType[] = ['session.started', 'session.ended', 'user.password_changed'];

/** Whoever derives rows of a centre takes turns: its counts are kept by difference. */
export const followingLock = (centreId: string): string[] => [`workload:${centreId}`];
