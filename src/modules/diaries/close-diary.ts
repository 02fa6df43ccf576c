import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { DiariesStore } from './diaries.store.js';

/** Closes the address of a person's diary, where they have one; from then on it opens nothing. */
@Injectable()
export class CloseDiary {
  constructor(
    private readonly store: DiariesStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
  ) {}

  async run(actor: Actor): Promise<void> {
    await this.unitOfWork.run(async () => {
      if (!(await this.store.remove(actor.userId))) return;
      await this.trail.record(actor, 'diary.closed', { personId: actor.userId });
    }, [`diary:${actor.userId}`]);
  }
}
