import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { digestLetter } from '../../domain/workload/digest-letter.js';
import { ENV } from '../../platform/config/config.module.js';
import type { Env } from '../../platform/config/env.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type JobPayload, JobQueue } from '../../platform/jobs/job-queue.js';
import { Mailer } from '../../platform/mail/mailer.js';
import type { DigestRecord } from './digest.record.js';
import { NotificationsReader } from './notifications.reader.js';
import { NotificationsStore } from './notifications.store.js';
import { ReceiversReader } from './receivers.reader.js';

export const SEND_DIGEST = 'workload.send-digest';

/**
 * Mails the letter of the day. It is noted as `sending` before it is handed over: if the process dies in that moment
 * nobody knows whether it went, and a letter too few is better than a letter twice.
 */
@Injectable()
export class SendDigest implements OnModuleInit {
  constructor(
    private readonly jobs: JobQueue,
    private readonly reader: NotificationsReader,
    private readonly store: NotificationsStore,
    private readonly receivers: ReceiversReader,
    private readonly mailer: Mailer,
    @Inject(ENV) private readonly env: Env,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(SEND_DIGEST, {
      run: (payload) => this.run(digestIdOf(payload)),
      giveUp: (payload) => this.giveUp(digestIdOf(payload)),
    });
  }

  async run(digestId: string): Promise<void> {
    const digest = await this.reader.digest(digestId);
    if (digest?.state !== 'queued') return;
    const receiver = await this.receivers.byId(digest.personId);
    const unread = await this.reader.unreadCounts(digest.personId);
    // Read or left in the meantime: there is nothing to say to anybody.
    if (!receiver?.isActive || Object.keys(unread).length === 0) return this.move(digest, 'queued', 'sent');
    if (!(await this.unitOfWork.run(() => this.store.moveDigest(digestId, ['queued'], 'sending')))) return;
    const { name, email } = receiver;
    const letter = digestLetter({ name, unread, link: `${this.env.publicUrl}/api/me/notifications?unread=true` });
    try {
      await this.mailer.send({
        reference: `digest-${digestId}`,
        to: { name, address: email },
        ...letter,
        writtenAt: digest.orderedAt,
      });
    } catch (error) {
      // The mailer says that it was not taken, so another try is no second letter.
      await this.move(digest, 'sending', 'queued');
      throw error;
    }
    await this.move(digest, 'sending', 'sent');
  }

  private async move({ id }: DigestRecord, from: DigestRecord['state'], to: DigestRecord['state']): Promise<void> {
    await this.unitOfWork.run(() => this.store.moveDigest(id, [from], to));
  }

  private async giveUp(digestId: string): Promise<void> {
    await this.unitOfWork.run(() => this.store.moveDigest(digestId, ['queued'], 'failed'));
  }
}

function digestIdOf({ digestId }: JobPayload): string {
  if (typeof digestId !== 'string') throw new DomainError('VALIDATION_FAILED', 'the job names no letter');
  return digestId;
}
