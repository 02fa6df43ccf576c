import { Injectable } from '@nestjs/common';
import { In, MoreThanOrEqual, type SelectQueryBuilder } from 'typeorm';
import { type Actor, isVisitor } from '../../domain/access/actor.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { DEFAULT_SAMPLING_POLICY, type SamplingPolicy } from '../../domain/sampling/sampling-policy.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { VisitScope } from '../registrations/visit-scope.js';
import { PlannedSampleRecord } from './planned-sample.record.js';
import { SamplingPlanRecord } from './sampling-plan.record.js';
import { SamplingPlanVersionRecord } from './sampling-plan-version.record.js';
import { SamplingPolicyRecord } from './sampling-policy.record.js';

/** The strategy in force. Version 0 is the default of the product, which nobody has changed yet. */
export interface CurrentPolicy {
  readonly version: number;
  readonly policy: SamplingPolicy;
  readonly createdById: string | null;
  readonly createdAt: string | null;
}

/** One version of a plan, with what it chose, in the order of the planned days. */
export interface DrawnPlan {
  readonly plan: SamplingPlanRecord;
  readonly drawn: SamplingPlanVersionRecord;
  readonly planned: readonly PlannedSampleRecord[];
}

/** A centre's strategy and its plans. */
@Injectable()
export class SamplingReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly visits: VisitScope,
  ) {}

  async policy(centreId: string): Promise<CurrentPolicy> {
    const [last] = await this.policies(centreId, 1);
    return last ?? { version: 0, policy: DEFAULT_SAMPLING_POLICY, createdById: null, createdAt: null };
  }

  /** Every version that was ever in force, newest first. */
  policies(centreId: string, limit: number): Promise<SamplingPolicyRecord[]> {
    return this.unitOfWork.reader.find(SamplingPolicyRecord, {
      where: { centreId },
      order: { version: 'DESC' },
      take: limit,
    });
  }

  /**
   * A plan that `actor` may see: a lead IQA all of the centre, an IQA those they made, an EQA those of the units they
   * visit.
   * @throws DomainError NOT_FOUND
   */
  async planFor(actor: Actor, id: string): Promise<SamplingPlanRecord> {
    const plan = await this.seenBy(actor).andWhere('plan.id = :id', { id }).getOne();
    if (!plan) throw notFound();
    return plan;
  }

  plans(actor: Actor, limit: number, after: string | null): Promise<SamplingPlanRecord[]> {
    const query = this.seenBy(actor).orderBy('plan.id').take(limit);
    if (after !== null) query.andWhere('plan.id > :after', { after });
    return query.getMany();
  }

  private seenBy(actor: Actor): SelectQueryBuilder<SamplingPlanRecord> {
    const query = this.unitOfWork.reader
      .createQueryBuilder(SamplingPlanRecord, 'plan')
      .where('plan.centreId = :centreId', { centreId: actor.centreId });
    if (isVisitor(actor)) {
      const opened = this.visits.opensUnit(actor, 'plan.unitKey');
      return query.andWhere(opened.sql, opened.parameters);
    }
    return actor.roles.includes('lead_iqa') ? query : query.andWhere('plan.iqaId = :me', { me: actor.userId });
  }

  /** Plans of a unit whose period is not over. */
  runningPlans(centreId: string, unitKey: string, today: string): Promise<SamplingPlanRecord[]> {
    return this.unitOfWork.reader
      .createQueryBuilder(SamplingPlanRecord, 'plan')
      .where('plan.centreId = :centreId', { centreId })
      .andWhere('plan.unitKey = :unitKey', { unitKey })
      .andWhere('plan.periodTo >= :today', { today })
      .orderBy('plan.id')
      .getMany();
  }

  /** Plans of these units whose period had not ended on the day `since`, oldest first, for whoever verifies from outside. */
  plansOfUnits(centreId: string, unitKeys: readonly string[], since: string): Promise<SamplingPlanRecord[]> {
    return this.unitOfWork.reader.find(SamplingPlanRecord, {
      where: { centreId, unitKey: In([...unitKeys]), periodTo: MoreThanOrEqual(since) },
      order: { id: 'ASC' },
    });
  }

  /** @throws DomainError NOT_FOUND when the plan has no such version */
  async drawnPlan(plan: SamplingPlanRecord, version = plan.version): Promise<DrawnPlan> {
    const drawn = await this.unitOfWork.reader.findOneBy(SamplingPlanVersionRecord, { planId: plan.id, version });
    if (!drawn) throw notFound();
    const planned = await this.unitOfWork.reader.find(PlannedSampleRecord, {
      where: { planId: plan.id, version },
      order: { plannedOn: 'ASC', registrationId: 'ASC' },
    });
    return { plan, drawn, planned };
  }

  /** When and why each version was drawn, oldest first, without the facts. */
  versions(planId: string): Promise<SamplingPlanVersionRecord[]> {
    return this.unitOfWork.reader.find(SamplingPlanVersionRecord, {
      select: { id: true, version: true, cause: true, policyVersion: true, drawnAt: true },
      where: { planId },
      order: { version: 'ASC' },
    });
  }

  /** A planned sample with its plan, or `null`. */
  async planned(
    centreId: string,
    id: string,
  ): Promise<{ planned: PlannedSampleRecord; plan: SamplingPlanRecord } | null> {
    const planned = await this.unitOfWork.reader.findOneBy(PlannedSampleRecord, { id });
    if (!planned) return null;
    const plan = await this.unitOfWork.reader.findOneBy(SamplingPlanRecord, { id: planned.planId, centreId });
    return plan && { planned, plan };
  }

  /** What an IQA is to sample by the versions in force, earliest first. */
  allocatedTo(actor: Actor): Promise<PlannedSampleRecord[]> {
    return this.unitOfWork.reader
      .createQueryBuilder(PlannedSampleRecord, 'planned')
      .innerJoin(SamplingPlanRecord, 'plan', 'plan.id = planned.planId AND plan.version = planned.version')
      .where('plan.centreId = :centreId', { centreId: actor.centreId })
      .andWhere('planned.iqaId = :me', { me: actor.userId })
      .orderBy('planned.plannedOn')
      .addOrderBy('planned.id')
      .getMany();
  }
}
