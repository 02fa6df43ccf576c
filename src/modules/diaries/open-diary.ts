import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { LinkSecret } from '../../platform/secrets/link-secret.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { DiaryFeedRecord } from './diary-feed.record.js';
import { tokenHash } from '../../platform/secrets/token-hash.js';
import { DiariesStore } from './diaries.store.js';

/** So that no other link opens a diary. */
export const DIARY_LINK = 'diary';

/** Gives a person an address for their calendar program. An address they had before opens nothing any more. */
@Injectable()
export class OpenDiary {
  constructor(
    private readonly store: DiariesStore,
    private readonly secret: LinkSecret,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor): Promise<{ feed: DiaryFeedRecord; token: string }> {
    const id = newId();
    const token = this.secret.tokenFor(DIARY_LINK, id);
    const feed = { id, userId: actor.userId, tokenSha256: tokenHash(token), createdAt: this.clock.now() };
    await this.unitOfWork.run(async () => {
      await this.store.remove(actor.userId);
      await this.store.add(feed);
      await this.trail.record(actor, 'diary.opened', { personId: actor.userId });
    }, [`diary:${actor.userId}`]);
    return { feed, token };
  }
}
