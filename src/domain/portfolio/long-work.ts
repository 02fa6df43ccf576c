import type { Actor } from '../access/actor.js';
import { DomainError } from '../kernel/domain-error.js';

/** Making a portfolio or a package takes a processor core for a while, so nobody has more of them made at once. */
const UNFINISHED_ALLOWED = 2;

const DAY_MS = 24 * 60 * 60 * 1000;

/** A draft says what stood on one day; whoever still wants it has saved it, and it can be ordered anew (POL). */
export const DRAFT_KEPT_MS = 30 * DAY_MS;

/** A package is as large as its portfolio and can be ordered anew (POL). */
export const PACKAGE_KEPT_MS = 7 * DAY_MS;

/** Two orders of one person at the same moment must not both find that there is room for one. */
export const orderingLock = (userId: string): string => `orders:${userId}`;

/**
 * @param unfinished how many drafts and packages of this person are being made; a release orders its own, which count for nobody
 * @throws DomainError EXPORT_LIMIT_REACHED
 */
export function refuseThird(unfinished: number): void {
  if (unfinished < UNFINISHED_ALLOWED) return;
  const message = 'Two of your exports and packages are still being made. Please wait for one of them or cancel one.';
  throw new DomainError('EXPORT_LIMIT_REACHED', message);
}

/** Whether an order still waits or is at work; every other status is an end. */
export const isUnfinished = (status: string): boolean => status === 'queued' || status === 'running';

export interface CancellableOrder {
  readonly requestedById: string;
  readonly status: string;
}

/**
 * Whoever ordered it may call it off, and whoever runs the centre, whose processor it is.
 * @param actor somebody who may have what was ordered, and so of its centre
 * @throws DomainError NOT_ALLOWED; STATE_CONFLICT when there is nothing left to call off
 */
export function refuseCancelling(order: CancellableOrder, actor: Actor): void {
  if (order.requestedById !== actor.userId && !actor.roles.includes('centre_manager')) {
    throw new DomainError('NOT_ALLOWED', 'Only whoever ordered this, or a centre manager, may cancel it.');
  }
  if (!isUnfinished(order.status)) {
    const message = `This is ${order.status} already; only what is still being made can be cancelled.`;
    throw new DomainError('STATE_CONFLICT', message);
  }
}
