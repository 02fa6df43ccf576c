import { DomainError } from '../kernel/domain-error.js';

/** After a claim nothing is put right silently (domain.md §3.7): of these the awarding organisation must be told. */
export const NOTIFICATION_CAUSES = ['release_voided', 'revoked'] as const;
export type NotificationCause = (typeof NOTIFICATION_CAUSES)[number];

export const NOTIFICATION_STATUSES = ['due', 'sent'] as const;
export type NotificationStatus = (typeof NOTIFICATION_STATUSES)[number];

export function notificationStatus({ sentOn }: { readonly sentOn: string | null }): NotificationStatus {
  return sentOn === null ? 'due' : 'sent';
}

/**
 * Before it is recorded that the awarding organisation was told.
 * @param today YYYY-MM-DD
 * @throws DomainError STATE_CONFLICT, VALIDATION_FAILED
 */
export function checkSending(
  notification: { readonly openedAt: string; readonly sentOn: string | null },
  sentOn: string,
  today: string,
): void {
  if (notificationStatus(notification) === 'sent') {
    throw new DomainError('STATE_CONFLICT', `The awarding organisation was told on ${notification.sentOn ?? ''}.`);
  }
  const openedOn = notification.openedAt.slice(0, 'YYYY-MM-DD'.length);
  if (sentOn >= openedOn && sentOn <= today) return;
  const message = sentOn > today ? 'is in the future' : `is before ${openedOn}, when there was nothing to tell`;
  throw new DomainError('VALIDATION_FAILED', 'The day does not fit.', [{ path: 'sentOn', message }]);
}
