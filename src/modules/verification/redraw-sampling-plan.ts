import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import { restsOn, SamplingDesk } from './sampling-desk.js';
import { samplingLock } from './sampling-lock.js';
import { type DrawnPlan, SamplingReader } from './sampling.reader.js';

/** Draws a plan anew from what there is now, as its next version (§4.1). What was sampled already stays in it. */
@Injectable()
export class RedrawSamplingPlan {
  constructor(
    private readonly reader: SamplingReader,
    private readonly specifications: SpecificationReader,
    private readonly desk: SamplingDesk,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async run(actor: Actor, id: string): Promise<DrawnPlan> {
    await this.reader.planFor(actor, id);
    return this.unitOfWork.run(async () => {
      const plan = await this.reader.planFor(actor, id);
      const unit = await this.specifications.currentOf(plan.unitKey);
      if (!unit) throw notFound();
      const before = await this.reader.drawnPlan(plan);
      const basis = await this.desk.basisOf(plan, unit, before);
      if (restsOn(before, basis)) {
        throw new DomainError('STATE_CONFLICT', 'Nothing has changed since this version was drawn.');
      }
      return this.desk.draw(actor, plan, basis, before, 'asked');
    }, samplingLock(actor.centreId));
  }
}
