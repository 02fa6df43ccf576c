import { Injectable } from '@nestjs/common';
import type { NoticeFacts } from '../../domain/workload/notice-words.js';
import { TOLD_EVENTS, whoToTell } from '../../domain/workload/who-to-tell.js';
import { newId } from '../../platform/database/new-id.js';
import type { AuditEventRecord } from '../audit/audit-event.record.js';
import { EventPartiesReader } from './event-parties.reader.js';
import type { NotificationRecord } from './notification.record.js';
import { NotificationsReader } from './notifications.reader.js';
import { NotificationsStore } from './notifications.store.js';

/** What of an event's facts may be shown to whoever is told: codes, and no reasons or comments. */
const SHOWN = ['ref', 'criterion', 'outcome', 'result', 'stage', 'severity', 'decision'] as const;

/** Tells the people concerned of events of the trail, inside the transaction of whoever reads it. Told again, it adds nothing. */
@Injectable()
export class TellPeople {
  constructor(
    private readonly parties: EventPartiesReader,
    private readonly reader: NotificationsReader,
    private readonly store: NotificationsStore,
  ) {}

  async run(centreId: string, events: readonly AuditEventRecord[]): Promise<void> {
    const tellable = events.filter(({ type }) => TOLD_EVENTS.includes(type));
    if (tellable.length === 0) return;
    const parties = await this.parties.of(centreId, tellable);
    const told = await this.reader.toldOf(tellable.map(({ id }) => id));
    const rows = tellable.flatMap((event) => {
      const about = parties.get(event.id);
      if (!about) return [];
      return whoToTell(event, about)
        .filter(({ personId }) => !told.has(`${event.id} ${personId}`))
        .map(({ personId, notice }): NotificationRecord => ({
          ...{ id: newId(), centreId, personId, eventId: event.id, notice, learnerId: about.learnerId },
          ...{ registrationId: event.registrationId, evidenceId: event.evidenceId, facts: shownOf(event.facts) },
          ...{ at: event.at, readAt: null },
        }));
    });
    await this.store.add(rows);
  }
}

function shownOf(facts: AuditEventRecord['facts']): NoticeFacts {
  const shown = SHOWN.map((name) => [name, facts[name]]).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(shown) as NoticeFacts;
}
