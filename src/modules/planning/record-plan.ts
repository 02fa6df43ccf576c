import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkPlan, type PlanTarget } from '../../domain/planning/assessment-plan.js';
import { compareCriterionCodes } from '../../domain/specification/criterion-code.js';
import { newId } from '../../platform/database/new-id.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { AssessmentPlanRecord } from './assessment-plan.record.js';
import { PlanningDesk } from './planning-desk.js';
import { PlanningReader } from './planning.reader.js';
import { PlanningStore } from './planning.store.js';

export interface NewPlan {
  readonly targets: readonly PlanTarget[];
  readonly note: string | null;
  /** YYYY-MM-DD. */
  readonly nextReviewOn: string;
}

/** An assessor plans how and until when criteria are to be shown. A new plan supersedes the one before; none is edited. */
@Injectable()
export class RecordPlan {
  constructor(
    private readonly desk: PlanningDesk,
    private readonly reader: PlanningReader,
    private readonly store: PlanningStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, registrationId: string, input: NewPlan): Promise<AssessmentPlanRecord> {
    return this.desk.change(actor, registrationId, 'assessment_plan:record', async (opened) => {
      const { registration, unit } = opened;
      await this.desk.assertNoInterest(actor, opened);
      checkPlan(input, unit, this.clock.today());
      const before = await this.reader.plans(registrationId);
      const plan: AssessmentPlanRecord = {
        id: newId(),
        registrationId,
        version: (before.at(-1)?.version ?? 0) + 1,
        targets: input.targets.map((target) => ({
          ...target,
          criteria: [...target.criteria].sort(compareCriterionCodes),
          activity: target.activity.trim(),
        })),
        note: input.note,
        nextReviewOn: input.nextReviewOn,
        specificationVersion: unit.version,
        createdById: actor.userId,
        createdAt: this.clock.now(),
      };
      await this.store.addPlan(plan);
      const { id: planId, version, nextReviewOn } = plan;
      const criteria = [...new Set(plan.targets.flatMap((target) => target.criteria))].sort(compareCriterionCodes);
      await this.trail.record(
        actor,
        'assessment_plan.recorded',
        { planId, version, criteria, nextReviewOn },
        { registrationId, learnerId: registration.learnerId },
      );
      return plan;
    });
  }
}
