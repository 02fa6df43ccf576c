import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { type AppealPolicy, checkAppealPolicy } from '../../domain/appeal/appeal-policy.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { assertRevision, type IfMatch } from '../../platform/http/etag.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { AppealPoliciesReader } from './appeal-policies.reader.js';
import type { AppealPolicyRecord } from './appeal-policy.record.js';
import { AppealsStore } from './appeals.store.js';

/** Puts another version of the centre's appeals procedure in force. Due dates that are set stay as they are. */
@Injectable()
export class ChangeAppealPolicy {
  constructor(
    private readonly reader: AppealPoliciesReader,
    private readonly store: AppealsStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, expected: IfMatch, policy: AppealPolicy): Promise<AppealPolicyRecord> {
    checkAppealPolicy(policy);
    return this.unitOfWork.run(async () => {
      const current = await this.reader.current(actor.centreId);
      assertRevision(current.version, expected);
      const row: AppealPolicyRecord = {
        id: newId(),
        centreId: actor.centreId,
        version: current.version + 1,
        policy,
        createdById: actor.userId,
        createdAt: this.clock.now(),
      };
      await this.store.addPolicy(row);
      await this.trail.record(actor, 'appeal_policy.changed', { version: row.version });
      return row;
    }, [`appeal_policy:${actor.centreId}`]);
  }
}
