import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import { SamplingDesk } from './sampling-desk.js';
import { samplingLock } from './sampling-lock.js';
import type { SamplingPlanRecord } from './sampling-plan.record.js';
import type { DrawnPlan } from './sampling.reader.js';
import { VerificationStore } from './verification.store.js';

export interface NewSamplingPlan {
  readonly unit: string;
  /** First and last day (YYYY-MM-DD). */
  readonly from: string;
  readonly to: string;
  readonly seed?: string | null;
}

/** Proposes what to sample of one unit in a period. A lead IQA plans for the centre, an IQA for their own registrations. */
@Injectable()
export class DrawSamplingPlan {
  constructor(
    private readonly specifications: SpecificationReader,
    private readonly desk: SamplingDesk,
    private readonly store: VerificationStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, input: NewSamplingPlan): Promise<DrawnPlan> {
    const unit = await this.specifications.currentOf(input.unit);
    if (!unit) {
      const message = 'is not a unit of this installation';
      throw new DomainError('UNIT_UNKNOWN', 'There is no such unit here.', [{ path: 'unit', message }]);
    }
    if (input.to < input.from) {
      const message = 'is before the first day';
      throw new DomainError('VALIDATION_FAILED', 'A period ends after it begins.', [{ path: 'to', message }]);
    }
    return this.unitOfWork.run(async () => {
      const id = newId();
      const plan: SamplingPlanRecord = {
        id,
        centreId: actor.centreId,
        unitKey: unit.key,
        periodFrom: input.from,
        periodTo: input.to,
        iqaId: actor.roles.includes('lead_iqa') ? null : actor.userId,
        seed: input.seed?.trim() || id,
        version: 0,
        createdById: actor.userId,
        createdAt: this.clock.now(),
      };
      await this.store.addPlan(plan);
      return this.desk.draw(actor, plan, await this.desk.basisOf(plan, unit, null), null, 'first');
    }, samplingLock(actor.centreId));
  }
}
