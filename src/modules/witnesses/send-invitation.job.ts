import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { ENV } from '../../platform/config/config.module.js';
import type { Env } from '../../platform/config/env.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type JobPayload, JobQueue } from '../../platform/jobs/job-queue.js';
import { Mailer } from '../../platform/mail/mailer.js';
import { LinkSecret } from '../../platform/secrets/link-secret.js';
import { Clock } from '../../platform/time/clock.js';
import { invitationLetter, WITNESS_LINK, witnessLink } from './invitation-letter.js';
import { standingOf } from './invitation-standing.js';
import { RequestedTestimonyReader } from './requested-testimony.reader.js';
import type { WitnessInvitationRecord } from './witness-invitation.record.js';
import { tokenHash } from '../../platform/secrets/token-hash.js';
import { WitnessesStore } from './witnesses.store.js';

export const SEND_INVITATION = 'witness.send-invitation';

/** Mails a witness their link once the invitation is durable. The token is made again here, because it lies nowhere. */
@Injectable()
export class SendInvitation implements OnModuleInit {
  constructor(
    private readonly jobs: JobQueue,
    private readonly requested: RequestedTestimonyReader,
    private readonly secret: LinkSecret,
    private readonly mailer: Mailer,
    @Inject(ENV) private readonly env: Env,
    private readonly store: WitnessesStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(SEND_INVITATION, {
      run: (payload) => this.run(invitationIdOf(payload)),
      giveUp: (payload) => this.giveUp(invitationIdOf(payload)),
    });
  }

  async run(invitationId: string): Promise<void> {
    const requested = await this.requested.ofId(invitationId);
    if (!requested || !this.isWaiting(requested.invitation)) return;
    const { invitation, evidence, learnerName, inviterName, centreName } = requested;
    const token = this.secret.tokenFor(WITNESS_LINK, invitationId);
    // The key was lost or another machine has its own: the link would open nothing.
    if (tokenHash(token) !== invitation.tokenSha256) throw new Error('the link cannot be made again with this key');
    const link = witnessLink(this.env.publicUrl, token);
    const people = { learnerName, inviterName, centreName };
    await this.mailer.send(invitationLetter({ invitation, ...people, title: evidence.title, link }));
    await this.unitOfWork.run(() => this.store.noteDelivery(invitationId, 'sent'));
  }

  private async giveUp(invitationId: string): Promise<void> {
    const requested = await this.requested.ofId(invitationId);
    if (!requested || !this.isWaiting(requested.invitation)) return;
    await this.unitOfWork.run(() => this.store.noteDelivery(invitationId, 'failed'));
  }

  /** Delivered at least once, and maybe late: the letter may have gone, or nobody may be waiting for an answer any more. */
  private isWaiting(invitation: WitnessInvitationRecord): boolean {
    return invitation.delivery === 'queued' && standingOf(invitation, this.clock.now()) === 'open';
  }
}

function invitationIdOf({ invitationId }: JobPayload): string {
  if (typeof invitationId !== 'string') throw new DomainError('VALIDATION_FAILED', 'the job names no invitation');
  return invitationId;
}
