import { Injectable } from '@nestjs/common';
import { NOTICE_WORDING } from '../../domain/workload/notice-words.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import type { NotificationRecord } from './notification.record.js';
import type { NotificationView } from './notifications.dto.js';

/** Words for notices: names are gathered once for a page. */
@Injectable()
export class NotificationsPresenter {
  constructor(
    private readonly identity: IdentityReader,
    private readonly registrations: RegistrationsReader,
  ) {}

  async views(personId: string, rows: readonly NotificationRecord[]): Promise<NotificationView[]> {
    const names = await this.identity.names(rows.map(({ learnerId }) => learnerId));
    const registrations = await this.registrations.byIds(rows.flatMap(({ registrationId }) => registrationId ?? []));
    const units = new Map(registrations.map(({ id, unitKey }) => [id, unitKey]));
    return rows.map(({ id, notice, facts, learnerId, registrationId, evidenceId, at, readAt }) => {
      const words = {
        ...{ facts, registrationId, evidenceId },
        learner: learnerId === null || learnerId === personId ? null : (names.get(learnerId) ?? null),
        unit: units.get(registrationId ?? '') ?? null,
      };
      const { text, href } = NOTICE_WORDING[notice];
      return { id, notice, text: text(words), at, readAt, registrationId, evidenceId, href: href(words) };
    });
  }
}
