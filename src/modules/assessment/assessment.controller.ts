import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access/actor.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { JudgementPage, JudgementView, RecordJudgementBatchBody, RecordJudgementBody } from './assessment.dto.js';
import type { JudgementRecord } from './judgement.record.js';
import { JudgementsPresenter } from './judgements.presenter.js';
import { JudgementsReader } from './judgements.reader.js';
import { RecordJudgement } from './record-judgement.js';
import { RecordJudgementBatch } from './record-judgement-batch.js';

@ApiTags('assessment')
@Controller('api/registrations/:id')
export class AssessmentController {
  constructor(
    private readonly recordJudgement: RecordJudgement,
    private readonly recordJudgementBatch: RecordJudgementBatch,
    private readonly registrations: RegistrationsReader,
    private readonly judgements: JudgementsReader,
    private readonly presenter: JudgementsPresenter,
  ) {}

  @Post('judgements')
  @Operates('judgement:record', 'Judge a criterion')
  async record(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: RecordJudgementBody,
  ): Promise<JudgementView> {
    const [view] = await this.show([await this.recordJudgement.run(actor, id, body)]);
    if (!view) throw notFound();
    return view;
  }

  @Post('judgement-batches')
  @Operates('judgement:record', 'Judge several criteria at once, as after one observation: all of them, or none')
  async recordBatch(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: RecordJudgementBatchBody,
  ): Promise<JudgementPage> {
    return { items: await this.show(await this.recordJudgementBatch.run(actor, id, body)), nextCursor: null };
  }

  @Get('judgements')
  @Operates('judgement:read', 'Every judgement ever, oldest first')
  async list(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<JudgementPage> {
    await this.registrations.forOperation(actor, id, 'judgement:read');
    const entries = await this.judgements.ofRegistration(id);
    return { items: await this.presenter.judgements(entries), nextCursor: null };
  }

  private show(judgements: readonly JudgementRecord[]): Promise<JudgementView[]> {
    return this.presenter.judgements(judgements.map((judgement) => ({ ...judgement, countersignature: null })));
  }
}
