import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access/actor.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { AgreePlan } from './agree-plan.js';
import { AssessmentPlanPage, AssessmentPlanView } from './planning-view.dto.js';
import { LearnerRemarkBody, RecordPlanBody } from './planning.dto.js';
import { PlanningPresenter } from './planning.presenter.js';
import { RecordPlan } from './record-plan.js';

/** Assessment plans: versions, of which the newest is in force. */
@ApiTags('planning')
@Controller('api/registrations/:id/assessment-plans')
export class PlansController {
  constructor(
    private readonly recordPlan: RecordPlan,
    private readonly agreePlan: AgreePlan,
    private readonly registrations: RegistrationsReader,
    private readonly presenter: PlanningPresenter,
  ) {}

  @Post()
  @Operates('assessment_plan:record', 'Plan how and until when criteria are to be shown; supersedes the plan before')
  async record(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: RecordPlanBody,
  ): Promise<AssessmentPlanView> {
    const plan = await this.recordPlan.run(actor, id, {
      targets: body.targets.map(({ location, ...target }) => ({ ...target, location: location?.trim() || null })),
      note: body.note?.trim() || null,
      nextReviewOn: body.nextReviewOn,
    });
    return this.show(actor, id, plan.id);
  }

  @Get()
  @Operates('assessment_plan:read', 'Every version of the assessment plan, oldest first, with computed progress')
  async list(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<AssessmentPlanPage> {
    const { registration } = await this.registrations.forOperation(actor, id, 'assessment_plan:read');
    return this.presenter.plans(registration);
  }

  @Post(':planId/agreement')
  @HttpCode(200)
  @Operates('assessment_plan:agree', 'Agree with the plan in force, or comment on it')
  async agree(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IdParam('planId') planId: string,
    @Body() body: LearnerRemarkBody,
  ): Promise<AssessmentPlanView> {
    await this.agreePlan.run(actor, id, planId, body);
    return this.show(actor, id, planId);
  }

  private async show(actor: Actor, id: string, planId: string): Promise<AssessmentPlanView> {
    const { items } = await this.list(actor, id);
    const plan = items.find((view) => view.id === planId);
    if (!plan) throw notFound();
    return plan;
  }
}
