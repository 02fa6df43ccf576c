import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { snapshotDiff } from '../../domain/sampling/snapshot-diff.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import type { IqaSampleRecord } from './iqa-sample.record.js';
import { RecordSample } from './record-sample.js';
import { SampleDesk } from './sample-desk.js';
import { SampleChangesView, SamplePage, SampleView } from './sample-view.dto.js';
import { RecordSampleBody, TakeSampleBody } from './samples.dto.js';
import { SamplesPresenter } from './samples.presenter.js';
import { isVerifier, SamplesReader } from './samples.reader.js';
import { TakeSample } from './take-sample.js';

/** Samples: frozen when they are taken, signed once, and never changed. */
@ApiTags('sampling')
@Controller('api')
export class SamplesController {
  constructor(
    private readonly takeSample: TakeSample,
    private readonly recordSample: RecordSample,
    private readonly reader: SamplesReader,
    private readonly registrations: RegistrationsReader,
    private readonly desk: SampleDesk,
    private readonly presenter: SamplesPresenter,
  ) {}

  @Post('registrations/:id/samples')
  @Operates('sample:take', 'Take a sample: freeze what there is to see of the unit')
  async take(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: TakeSampleBody): Promise<SampleView> {
    return this.show(await this.takeSample.run(actor, id, body));
  }

  @Get('registrations/:id/samples')
  @Operates('sample:read', 'The samples of a registration, oldest first; open ones for those who verify')
  async list(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<SamplePage> {
    const { relations } = await this.registrations.forOperation(actor, id, 'sample:read');
    const rows = await this.reader.ofRegistration(id, isVerifier(relations));
    return { items: await this.presenter.samples(rows), nextCursor: null };
  }

  @Get('samples/:id')
  @Operates('sample:read', 'One sample with its actions')
  async one(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<SampleView> {
    const { sample } = await this.reader.forOperation(actor, id, 'sample:read');
    return this.show(sample);
  }

  @Post('samples/:id/record')
  @HttpCode(200)
  @Operates('sample:take', 'Sign what you found: checks, a decision for each criterion, feedback, actions')
  async record(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: RecordSampleBody,
  ): Promise<SampleView> {
    const words = (text: string | null | undefined): string | null => text?.trim() || null;
    const signed = await this.recordSample.run(actor, id, {
      checks: body.checks,
      feedback: body.feedback.trim(),
      decisions: body.decisions.map(({ criterion, decision, note }) => ({ criterion, decision, note: note ?? null })),
      actions: (body.actions ?? []).map(({ subject, ownerId, ...action }) => ({
        ...action,
        subject: subject ?? null,
        ownerId: ownerId?.toLowerCase() ?? null,
      })),
      evidenceRefs: body.evidenceRefs ?? null,
      recordsSeen: body.recordsSeen ?? [],
      learnerInterview: words(body.learnerInterview),
      witnessContacted: words(body.witnessContacted),
    });
    return this.show(signed);
  }

  @Get('samples/:id/changes')
  @Operates('sample:read', 'What has changed since the sample was taken, in plain sentences')
  async changes(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<SampleChangesView> {
    const { sample, registration } = await this.reader.forOperation(actor, id, 'sample:read');
    const { snapshot } = await this.desk.open(registration);
    return { sampleId: id, since: sample.frozenAt, changes: snapshotDiff(sample.snapshot, snapshot) };
  }

  private async show(row: IqaSampleRecord): Promise<SampleView> {
    const [view] = await this.presenter.samples([row]);
    if (!view) throw new DomainError('NOT_FOUND', 'There is no such sample here, or it is not yours to see.');
    return view;
  }
}
