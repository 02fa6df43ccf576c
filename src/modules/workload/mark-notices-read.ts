import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { NotificationsReader } from './notifications.reader.js';
import { NotificationsStore } from './notifications.store.js';

/** Somebody has read one of their notices, or everything up to it. No event: it changes nothing but what they are shown. */
@Injectable()
export class MarkNoticesRead {
  constructor(
    private readonly reader: NotificationsReader,
    private readonly store: NotificationsStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND when the notice is not theirs */
  run(actor: Actor, id: string, scope: 'one' | 'up_to'): Promise<number> {
    return this.unitOfWork.run(async () => {
      if (!(await this.reader.byId(actor.userId, id))) throw notFound();
      const now = this.clock.now();
      if (scope === 'one') await this.store.markRead(actor.userId, id, now);
      else await this.store.markReadUpTo(actor.userId, id, now);
      return this.reader.countUnread(actor.userId);
    });
  }
}
