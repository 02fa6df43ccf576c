import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { isAgreed, PLAN_AGREEMENT } from '../../domain/planning/learner-remark.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { PlanningDesk } from './planning-desk.js';
import { PlanningReader } from './planning.reader.js';
import { RemarkDesk, type SaidByLearner } from './remark-desk.js';

/** The learner agrees with the plan in force, or says what they think of it. */
@Injectable()
export class AgreePlan {
  constructor(
    private readonly desk: PlanningDesk,
    private readonly reader: PlanningReader,
    private readonly remarks: RemarkDesk,
    private readonly trail: AuditTrail,
  ) {}

  run(actor: Actor, registrationId: string, planId: string, said: SaidByLearner): Promise<void> {
    return this.desk.change(actor, registrationId, 'assessment_plan:agree', async ({ registration }) => {
      const plans = await this.reader.plans(registrationId);
      const plan = plans.find(({ id }) => id === planId);
      if (!plan) throw notFound();
      if (plan !== plans.at(-1)) throw new DomainError('STATE_CONFLICT', 'A newer plan has superseded this one.');
      const subject = { registrationId, planId, reviewId: null };
      const remark = await this.remarks.add(actor, subject, said, PLAN_AGREEMENT);
      await this.trail.record(
        actor,
        'assessment_plan.answered',
        { planId, version: plan.version, isAgreed: isAgreed([remark]) },
        { registrationId, learnerId: registration.learnerId },
      );
    });
  }
}
