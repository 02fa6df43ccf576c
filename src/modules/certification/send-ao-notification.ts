import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkSending } from '../../domain/certification/ao-notification.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import type { AoNotificationRecord } from './ao-notification.record.js';
import { AoNotificationsReader } from './ao-notifications.reader.js';
import { CertificationStore } from './certification.store.js';

/** Records that the awarding organisation was told, and what. It is written once. */
@Injectable()
export class SendAoNotification {
  constructor(
    private readonly reader: AoNotificationsReader,
    private readonly registrations: RegistrationsReader,
    private readonly store: CertificationStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(
    actor: Actor,
    id: string,
    input: { sentOn: string; reference: string; summary: string },
  ): Promise<AoNotificationRecord> {
    const { registrationId } = await this.known(actor, id);
    const { learnerId } = await this.registrations.byId(registrationId);
    return this.unitOfWork.run(async () => {
      const notification = await this.known(actor, id);
      checkSending(notification, input.sentOn, this.clock.today());
      const change = {
        ...{ sentOn: input.sentOn, reference: input.reference.trim(), summary: input.summary.trim() },
        ...{ sentById: actor.userId, recordedAt: this.clock.now() },
      };
      await this.store.changeNotification(id, change);
      const { claimId } = notification;
      await this.trail.record(
        actor,
        'ao_notification.sent',
        { notificationId: id, claimId, sentOn: change.sentOn, reference: change.reference },
        { registrationId, learnerId },
      );
      return { ...notification, ...change };
    }, portfolioLock(learnerId));
  }

  private async known(actor: Actor, id: string): Promise<AoNotificationRecord> {
    const notification = await this.reader.one(actor.centreId, id);
    if (!notification) throw notFound();
    return notification;
  }
}
