import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { assertRevision, type IfMatch } from '../../platform/http/etag.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { WitnessesReader } from './witnesses.reader.js';
import { WitnessesStore } from './witnesses.store.js';

/** Closes a link before it is used; its draft is then its author's again. */
@Injectable()
export class RevokeInvitation {
  constructor(
    private readonly evidence: EvidenceReader,
    private readonly reader: WitnessesReader,
    private readonly store: WitnessesStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, evidenceId: string, invitationId: string, expected: IfMatch): Promise<void> {
    const seen = await this.evidence.forOperation(actor, evidenceId, 'witness:invite');
    await this.unitOfWork.run(async () => {
      const { evidence } = await this.evidence.forOperation(actor, evidenceId, 'witness:invite');
      const invitation = await this.reader.byId(invitationId);
      if (invitation?.evidenceId !== evidenceId) throw notFound();
      assertRevision(invitation.revision, expected);
      if (!(await this.store.end(invitation, { state: 'revoked', revokedAt: this.clock.now() }))) {
        throw new DomainError('STATE_CONFLICT', `This invitation is ${invitation.state} already.`);
      }
      await this.trail.record(
        actor,
        'witness.invitation_revoked',
        { ref: evidence.ref, invitationId, cause: 'revoked' },
        { learnerId: evidence.learnerId, evidenceId },
      );
    }, portfolioLock(seen.evidence.learnerId));
  }
}
