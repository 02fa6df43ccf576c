import { DomainError } from '../../domain/kernel/domain-error.js';
import type { InvitationState, WitnessInvitationRecord } from './witness-invitation.record.js';

/** What has become of an invitation by `now`, an ISO instant. */
export function standingOf(invitation: WitnessInvitationRecord, now: string): InvitationState | 'expired' {
  return invitation.state === 'open' && now >= invitation.expiresAt ? 'expired' : invitation.state;
}

/** The draft behind a link was given up, or the invitation was. */
export const notAskedAnyMore = (): DomainError =>
  new DomainError('STATE_CONFLICT', 'This testimony is no longer asked for.');

/** @throws DomainError STATE_CONFLICT for a link that opens nothing any more; says why and nothing of what it opened */
export function assertOpen(invitation: WitnessInvitationRecord, now: string): void {
  switch (standingOf(invitation, now)) {
    case 'open':
      return;
    case 'revoked':
      throw notAskedAnyMore();
    case 'used': {
      const received = `The testimony was received at ${invitation.usedAt ?? ''}. It cannot be given again`;
      throw new DomainError('STATE_CONFLICT', `${received}, and there is nothing more for you to do.`);
    }
    case 'expired': {
      const ended = `This link could be used until ${invitation.expiresAt}.`;
      throw new DomainError('STATE_CONFLICT', `${ended} Whoever sent it can send you a new one.`);
    }
  }
}
