import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkSecondPerson } from '../../domain/access/separation-of-duties.js';
import { proposedRevocation } from '../../domain/certification/certificate-claim.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import type { WholeClaim } from './certification.reader.js';
import { ClaimDesk } from './claim-desk.js';
import { NotificationDesk } from './notification-desk.js';

export interface RevocationDecision {
  readonly outcome: 'confirmed' | 'refused';
  readonly note?: string | null;
}

/** The second person confirms that certificates are revoked, of which the awarding organisation is told, or refuses. */
@Injectable()
export class DecideRevocation {
  constructor(
    private readonly desk: ClaimDesk,
    private readonly notifications: NotificationDesk,
  ) {}

  run(actor: Actor, id: string, { outcome, note }: RevocationDecision): Promise<WholeClaim> {
    const step = outcome === 'confirmed' ? 'revoked' : 'revocation_refused';
    return this.desk.change(actor, id, step, async ({ claim, steps, registrations }) => {
      const proposal = proposedRevocation(steps);
      if (proposal) checkSecondPerson({ actorId: actor.userId, proposerId: proposal.byId });
      const words = note?.trim() || null;
      if (outcome === 'refused' && words === null) {
        throw new DomainError('REASON_REQUIRED', 'Say why the certificates stand.', [
          { path: 'note', message: 'must say why' },
        ]);
      }
      if (outcome === 'confirmed') {
        const reason = `the certificate was revoked: ${proposal?.reason ?? ''}`;
        for (const registration of registrations) {
          await this.notifications.open(actor, claim.id, registration, 'revoked', reason);
        }
      }
      return { reason: words };
    });
  }
}
