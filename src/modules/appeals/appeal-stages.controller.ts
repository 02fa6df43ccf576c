import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { AcknowledgeAppeal } from './acknowledge-appeal.js';
import { AppealView } from './appeal-view.dto.js';
import {
  AcknowledgeAppealBody,
  AppointPanelBody,
  CloseLapsedAppealBody,
  DecideAppealBody,
  ReportAoOutcomeBody,
  VoteOnAppealBody,
} from './appeals.dto.js';
import { AppealsPresenter } from './appeals.presenter.js';
import { AppointPanel } from './appoint-panel.js';
import { CloseLapsedAppeal } from './close-lapsed-appeal.js';
import { DecideAppeal } from './decide-appeal.js';
import { orNull } from './or-null.js';
import { ReportAoOutcome } from './report-ao-outcome.js';
import { VoteOnAppeal } from './vote-on-appeal.js';

/** What the centre does about an appeal, stage by stage. */
@ApiTags('appeals')
@Controller('api/appeals/:id')
export class AppealStagesController {
  constructor(
    private readonly acknowledgeAppeal: AcknowledgeAppeal,
    private readonly decideAppeal: DecideAppeal,
    private readonly appointPanel: AppointPanel,
    private readonly voteOnAppeal: VoteOnAppeal,
    private readonly reportAoOutcome: ReportAoOutcome,
    private readonly closeLapsedAppeal: CloseLapsedAppeal,
    private readonly presenter: AppealsPresenter,
  ) {}

  @Post('acknowledgement')
  @HttpCode(200)
  @Operates('appeal:acknowledge', 'Say that you have the appeal; with that you reconsider your decision')
  async acknowledge(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { note }: AcknowledgeAppealBody,
  ): Promise<AppealView> {
    await this.acknowledgeAppeal.run(actor, id, orNull(note));
    return this.presenter.show(actor, id);
  }

  @Post('decision')
  @HttpCode(200)
  @Operates('appeal:decide', 'Decide the stage that the appeal is at, with reasons')
  async decide(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: DecideAppealBody,
  ): Promise<AppealView> {
    const { outcome, reasons, byAnotherAssessor } = body;
    await this.decideAppeal.run(actor, id, {
      outcome,
      reasons: reasons.trim(),
      byAnotherAssessor: byAnotherAssessor ?? false,
    });
    return this.presenter.show(actor, id);
  }

  @Post('panel')
  @HttpCode(200)
  @Operates('appeal:administer', 'Appoint the panel of stage 3, or put somebody in another’s place')
  async panel(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: AppointPanelBody,
  ): Promise<AppealView> {
    await this.appointPanel.run(
      actor,
      id,
      body.memberIds.map((memberId) => memberId.toLowerCase()),
    );
    return this.presenter.show(actor, id);
  }

  @Post('votes')
  @Operates('appeal:vote', 'Vote as a member of the panel; your last vote counts')
  async vote(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { outcome, note }: VoteOnAppealBody,
  ): Promise<AppealView> {
    await this.voteOnAppeal.run(actor, id, { outcome, note: note.trim() });
    return this.presenter.show(actor, id);
  }

  @Post('ao-outcome')
  @HttpCode(200)
  @Operates('appeal:administer', 'Enter what the awarding organisation decided')
  async report(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: ReportAoOutcomeBody,
  ): Promise<AppealView> {
    const { outcome, reference, decidedOn, reasons, byAnotherAssessor } = body;
    await this.reportAoOutcome.run(actor, id, {
      ...{ outcome, reference: reference.trim(), decidedOn, reasons: orNull(reasons) },
      byAnotherAssessor: byAnotherAssessor ?? false,
    });
    return this.presenter.show(actor, id);
  }

  @Post('closure')
  @HttpCode(200)
  @Operates('appeal:administer', 'Close an appeal as it was decided, once the learner’s time to answer has passed')
  async close(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: CloseLapsedAppealBody,
  ): Promise<AppealView> {
    await this.closeLapsedAppeal.run(actor, id, reason.trim());
    return this.presenter.show(actor, id);
  }
}
