import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import {
  CountersignBody,
  JudgementPage,
  JudgementView,
  RecordJudgementBody,
  toJudgementView,
} from './assessment.dto.js';
import { CountersignJudgement } from './countersign-judgement.js';
import { type JudgementEntry, JudgementsReader } from './judgements.reader.js';
import { RecordJudgement } from './record-judgement.js';

@ApiTags('assessment')
@Controller('api/registrations/:id/judgements')
export class AssessmentController {
  constructor(
    private readonly recordJudgement: RecordJudgement,
    private readonly countersignJudgement: CountersignJudgement,
    private readonly registrations: RegistrationsReader,
    private readonly judgements: JudgementsReader,
    private readonly identity: IdentityReader,
  ) {}

  @Post()
  @Operates('judgement:record', 'Judge a criterion')
  async record(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: RecordJudgementBody,
  ): Promise<JudgementView> {
    const judgement = await this.recordJudgement.run(actor, id, body);
    return this.show({ ...judgement, countersignature: null });
  }

  @Get()
  @Operates('judgement:read', 'Every judgement ever, oldest first')
  async list(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<JudgementPage> {
    await this.registrations.forOperation(actor, id, 'judgement:read');
    const entries = await this.judgements.ofRegistration(id);
    const names = await this.names(entries);
    return { items: entries.map((entry) => toJudgementView(entry, names)), nextCursor: null };
  }

  @Post(':judgementId/countersignature')
  @HttpCode(200)
  @Operates('judgement:countersign', 'Agree with or refuse a trainee’s judgement')
  async countersign(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IdParam('judgementId') judgementId: string,
    @Body() body: CountersignBody,
  ): Promise<JudgementView> {
    return this.show(await this.countersignJudgement.run(actor, id, judgementId, body));
  }

  private async show(entry: JudgementEntry): Promise<JudgementView> {
    return toJudgementView(entry, await this.names([entry]));
  }

  private names(entries: readonly JudgementEntry[]): Promise<Map<string, string>> {
    return this.identity.names(
      entries.flatMap(({ assessorId, countersignature }) => [assessorId, countersignature?.countersignerId ?? null]),
    );
  }
}
