import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkSamplingPolicy, type SamplingPolicy } from '../../domain/sampling/sampling-policy.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { assertRevision, type IfMatch } from '../../platform/http/etag.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { samplingLock } from './sampling-lock.js';
import type { SamplingPolicyRecord } from './sampling-policy.record.js';
import { SamplingReader } from './sampling.reader.js';
import { VerificationStore } from './verification.store.js';

/** Puts another version of the centre's sampling strategy in force. Plans keep the version they were drawn under. */
@Injectable()
export class ChangeSamplingPolicy {
  constructor(
    private readonly reader: SamplingReader,
    private readonly store: VerificationStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, expected: IfMatch, policy: SamplingPolicy): Promise<SamplingPolicyRecord> {
    checkSamplingPolicy(policy);
    return this.unitOfWork.run(async () => {
      const current = await this.reader.policy(actor.centreId);
      assertRevision(current.version, expected);
      const row: SamplingPolicyRecord = {
        id: newId(),
        centreId: actor.centreId,
        version: current.version + 1,
        policy,
        createdById: actor.userId,
        createdAt: this.clock.now(),
      };
      await this.store.addPolicy(row);
      await this.trail.record(actor, 'sampling_policy.changed', { version: row.version });
      return row;
    }, samplingLock(actor.centreId));
  }
}
