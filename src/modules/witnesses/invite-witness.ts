import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { LinkSecret } from '../../platform/secrets/link-secret.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { EvidenceRecord } from '../evidence/evidence.record.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { WITNESS_LINK } from './invitation-letter.js';
import { SEND_INVITATION } from './send-invitation.job.js';
import type { WitnessInvitationRecord } from './witness-invitation.record.js';
import { type AskedPerson, WitnessPolicy } from './witness.policy.js';
import { tokenHash } from '../../platform/secrets/token-hash.js';
import { WitnessesReader } from './witnesses.reader.js';
import { WitnessesStore } from './witnesses.store.js';

/** S7: no link lives longer. */
export const MAX_DAYS = 14;
const DAY_MS = 24 * 3_600_000;

export interface NewInvitation extends AskedPerson {
  readonly jobRole: string;
  readonly organisation: string | null;
  readonly knownFor: string | null;
  readonly message: string | null;
  readonly expiresInDays: number;
}

/**
 * Asks somebody to testify on a draft, through a link that is mailed to them. Whoever was asked for the same item before
 * is asked no longer.
 */
@Injectable()
export class InviteWitness {
  constructor(
    private readonly evidence: EvidenceReader,
    private readonly policy: WitnessPolicy,
    private readonly reader: WitnessesReader,
    private readonly store: WitnessesStore,
    private readonly secret: LinkSecret,
    private readonly jobs: JobQueue,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @returns the invitation, its token, and whether the actor may see the token */
  async run(
    actor: Actor,
    evidenceId: string,
    { expiresInDays, ...asked }: NewInvitation,
  ): Promise<{ invitation: WitnessInvitationRecord; token: string; maySeeToken: boolean }> {
    const seen = await this.evidence.forOperation(actor, evidenceId, 'witness:invite');
    return this.unitOfWork.run(async () => {
      const { evidence, relations } = await this.evidence.forOperation(actor, evidenceId, 'witness:invite');
      await this.policy.checkInviter(actor, evidence);
      await this.policy.check(evidence, asked);
      await this.replaceEarlier(actor, evidence);

      const id = newId();
      const token = this.secret.tokenFor(WITNESS_LINK, id);
      const now = this.clock.nowMs();
      const invitation: WitnessInvitationRecord = {
        ...{ id, centreId: evidence.centreId, learnerId: evidence.learnerId, evidenceId },
        ...asked,
        tokenSha256: tokenHash(token),
        invitedById: actor.userId,
        invitedAt: new Date(now).toISOString(),
        expiresAt: new Date(now + expiresInDays * DAY_MS).toISOString(),
        ...{ state: 'open', usedAt: null, revokedAt: null, delivery: 'queued', revision: 1 },
      };
      await this.store.add(invitation);
      await this.jobs.enqueue(SEND_INVITATION, { invitationId: id });
      const { relationship, category, expiresAt } = invitation;
      await this.trail.record(
        actor,
        'witness.invited',
        { ref: evidence.ref, invitationId: id, relationship, category, expiresAt },
        { learnerId: evidence.learnerId, evidenceId },
      );
      // A learner with the link could write the testimony themselves ([WT-FORM]).
      return { invitation, token, maySeeToken: relations.includes('assessor') };
    }, portfolioLock(seen.evidence.learnerId));
  }

  private async replaceEarlier(actor: Actor, { id, ref, learnerId }: EvidenceRecord): Promise<void> {
    for (const earlier of await this.reader.ofEvidence([id])) {
      if (!(await this.store.end(earlier, { state: 'revoked', revokedAt: this.clock.now() }))) continue;
      await this.trail.record(
        actor,
        'witness.invitation_revoked',
        { ref, invitationId: earlier.id, cause: 'replaced' },
        { learnerId, evidenceId: id },
      );
    }
  }
}
