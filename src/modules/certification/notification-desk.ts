import { Injectable } from '@nestjs/common';
import { type NotificationCause, notificationStatus } from '../../domain/certification/ao-notification.js';
import { newId } from '../../platform/database/new-id.js';
import { Clock } from '../../platform/time/clock.js';
import { type AuditAuthor, AuditTrail } from '../audit/audit-trail.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { AoNotificationsReader } from './ao-notifications.reader.js';
import { CertificationStore } from './certification.store.js';

/** Opens what the awarding organisation must be told of, inside the transaction of what happened. */
@Injectable()
export class NotificationDesk {
  constructor(
    private readonly reader: AoNotificationsReader,
    private readonly store: CertificationStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Opens it unless something about the same unit of the same claim is due already: one message can tell both. */
  async open(
    author: AuditAuthor,
    claimId: string,
    registration: Pick<RegistrationRecord, 'id' | 'centreId' | 'learnerId'>,
    cause: NotificationCause,
    reason: string,
  ): Promise<void> {
    const known = await this.reader.about(claimId, registration.id);
    if (known.some((one) => one.cause === cause || notificationStatus(one) === 'due')) return;
    const notificationId = newId();
    await this.store.addNotification({
      id: notificationId,
      centreId: registration.centreId,
      registrationId: registration.id,
      ...{ claimId, cause, reason },
      openedAt: this.clock.now(),
      ...{ sentOn: null, reference: null, summary: null, sentById: null, recordedAt: null },
    });
    await this.trail.record(
      author,
      'ao_notification.opened',
      { notificationId, claimId, cause, reason },
      { registrationId: registration.id, learnerId: registration.learnerId },
    );
  }
}
