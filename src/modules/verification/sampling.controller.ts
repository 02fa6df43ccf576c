import { Body, Controller, Get, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { recentSince } from '../../domain/staff/staff-policy.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { etagOf, type IfMatch, IfMatchHeader } from '../../platform/http/etag.js';
import { IdParam } from '../../platform/http/id-param.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, PageQuery, toPage } from '../../platform/http/paging.js';
import { Clock } from '../../platform/time/clock.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import { PracticeReader } from '../staff/practice.reader.js';
import { ChangeSamplingPolicy } from './change-sampling-policy.js';
import { DrawSamplingPlan } from './draw-sampling-plan.js';
import { PopulationReader } from './population.reader.js';
import { RedrawSamplingPlan } from './redraw-sampling-plan.js';
import { SamplingPolicyBody, SamplingPolicyPage, SamplingPolicyView, toPolicyView } from './sampling-policy.dto.js';
import {
  AssessorRiskPage,
  AssessorRisksQuery,
  DrawSamplingPlanBody,
  DrawView,
  PlannedSamplePage,
  PlanVersionQuery,
  SamplingPlanPage,
  SamplingPlanView,
} from './sampling.dto.js';
import { SamplingPresenter, toSummaryView } from './sampling.presenter.js';
import { SamplingReader } from './sampling.reader.js';

/** Most versions of the strategy that are shown at once. */
const MOST_POLICIES = 200;

/** The sampling strategy of a centre, the risks of its assessors, and the plans drawn from both. */
@ApiTags('sampling')
@Controller('api')
export class SamplingController {
  constructor(
    private readonly changePolicy: ChangeSamplingPolicy,
    private readonly drawPlan: DrawSamplingPlan,
    private readonly redrawPlan: RedrawSamplingPlan,
    private readonly reader: SamplingReader,
    private readonly population: PopulationReader,
    private readonly presenter: SamplingPresenter,
    private readonly practice: PracticeReader,
    private readonly specifications: SpecificationReader,
    private readonly identity: IdentityReader,
    private readonly clock: Clock,
  ) {}

  @Get('sampling-policy')
  @Operates('sampling_policy:read', 'The sampling strategy in force')
  async policy(
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SamplingPolicyView> {
    const current = await this.reader.policy(actor.centreId);
    void reply.header('etag', etagOf(current.version));
    return toPolicyView(current);
  }

  @Put('sampling-policy')
  @Operates('sampling_policy:change', 'Put another sampling strategy in force; earlier versions are kept')
  async change(
    @CurrentActor() actor: Actor,
    @IfMatchHeader() expected: IfMatch,
    @Body() body: SamplingPolicyBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SamplingPolicyView> {
    const row = await this.changePolicy.run(actor, expected, body);
    void reply.header('etag', etagOf(row.version));
    return toPolicyView(row);
  }

  @Get('sampling-policy/versions')
  @Operates('sampling_policy:read', 'Every strategy that was ever put in force, newest first')
  async policies(@CurrentActor() actor: Actor): Promise<SamplingPolicyPage> {
    const rows = await this.reader.policies(actor.centreId, MOST_POLICIES);
    return { items: rows.map(toPolicyView), nextCursor: null };
  }

  @Get('assessor-risks')
  @Operates('sampling:plan', 'How closely the assessors of a unit are to be sampled, and why')
  async risks(@CurrentActor() actor: Actor, @Query() query: AssessorRisksQuery): Promise<AssessorRiskPage> {
    const unit = await this.specifications.currentOf(query.unit);
    if (!unit) {
      const message = 'is not a unit of this installation';
      throw new DomainError('UNIT_UNKNOWN', 'There is no such unit here.', [{ path: 'unit', message }]);
    }
    const { policy } = await this.reader.policy(actor.centreId);
    const today = this.clock.today();
    const { risks } = await this.population.of(actor.centreId, unit, null, policy, today);
    const assessorIds = risks.map(({ assessorId }) => assessorId);
    const names = await this.identity.names(assessorIds);
    const observed = await this.practice.observed(assessorIds, recentSince(today), unit.key);
    return {
      items: risks.map(({ assessorId, unitKey, level, reasons, learnersPercent, acceptsInARow, disputedCriteria }) => ({
        ...{ assessorId, unit: unitKey, level, learnersPercent, acceptsInARow },
        assessorName: names.get(assessorId) ?? '',
        reasons: [...reasons],
        observationsPerYear: policy[level].observationsPerYear,
        observationsInYear: observed.get(assessorId)?.times ?? 0,
        disputedCriteria: [...disputedCriteria],
      })),
      nextCursor: null,
    };
  }

  @Post('sampling-plans')
  @Operates('sampling:plan', 'Propose what to sample of a unit in a period, with reasons and CAMERA cover')
  async draw(@CurrentActor() actor: Actor, @Body() body: DrawSamplingPlanBody): Promise<SamplingPlanView> {
    return this.presenter.plan(await this.drawPlan.run(actor, body));
  }

  @Get('sampling-plans')
  @Operates('sampling_plan:read', 'Plans you may see')
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SamplingPlanPage> {
    const { limit = DEFAULT_PAGE, cursor } = query;
    const page = toPage(await this.reader.plans(actor, limit + 1, decodeCursor(cursor)), limit, toSummaryView);
    linkNext(request, reply, page);
    return { items: [...page.items], nextCursor: page.nextCursor };
  }

  @Get('sampling-plans/:id')
  @Operates('sampling_plan:read', 'One plan, in force or as it was drawn before')
  async one(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() query: PlanVersionQuery,
  ): Promise<SamplingPlanView> {
    const plan = await this.reader.planFor(actor, id);
    return this.presenter.plan(await this.reader.drawnPlan(plan, query.version));
  }

  @Get('sampling-plans/:id/draw')
  @Operates('sampling_plan:read', 'The facts a plan was drawn from, and the draw made again')
  async facts(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() query: PlanVersionQuery,
  ): Promise<DrawView> {
    const plan = await this.reader.planFor(actor, id);
    return this.presenter.draw(await this.reader.drawnPlan(plan, query.version));
  }

  @Post('sampling-plans/:id/versions')
  @Operates('sampling:plan', 'Draw a plan anew from what there is now')
  async redraw(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<SamplingPlanView> {
    return this.presenter.plan(await this.redrawPlan.run(actor, id));
  }

  @Get('planned-samples')
  @Operates('sampling:plan', 'What you are to sample by the plans in force')
  async allocated(@CurrentActor() actor: Actor): Promise<PlannedSamplePage> {
    const rows = await this.reader.allocatedTo(actor);
    return { items: await this.presenter.planned(rows), nextCursor: null };
  }
}
