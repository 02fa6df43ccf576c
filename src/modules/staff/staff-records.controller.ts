import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { ConfirmCompetence } from './confirm-competence.js';
import { ConfirmQualification } from './confirm-qualification.js';
import { EndStaffRecord } from './end-staff-record.js';
import { LinkCountersigner } from './link-countersigner.js';
import { RecordCompetence } from './record-competence.js';
import { RecordQualification } from './record-qualification.js';
import {
  ConfirmQualificationBody,
  EndStaffRecordBody,
  LinkCountersignerBody,
  RecordCompetenceBody,
  RecordQualificationBody,
} from './staff.dto.js';
import { StaffRecordsPresenter } from './staff-records.presenter.js';
import { CompetenceView, CountersignerLinkView, QualificationView } from './staff-view.dto.js';

/** What is put on the record of one member of staff, vouched for and ended. */
@ApiTags('staff')
@Controller('api/staff/:userId')
export class StaffRecordsController {
  constructor(
    private readonly recordQualification: RecordQualification,
    private readonly confirmQualification: ConfirmQualification,
    private readonly recordCompetence: RecordCompetence,
    private readonly confirmCompetence: ConfirmCompetence,
    private readonly linkCountersigner: LinkCountersigner,
    private readonly endStaffRecord: EndStaffRecord,
    private readonly presenter: StaffRecordsPresenter,
  ) {}

  @Post('qualifications')
  @Operates('staff_record:add', 'Record a qualification that is held or worked towards; your own is a proposal')
  async qualification(
    @CurrentActor() actor: Actor,
    @IdParam('userId') userId: string,
    @Body() body: RecordQualificationBody,
  ): Promise<QualificationView> {
    return this.presenter.qualification(await this.recordQualification.run(actor, userId, body));
  }

  @Post('qualifications/:id/confirmation')
  @HttpCode(200)
  @Operates('staff_record:confirm', 'Confirm somebody else’s qualification: you saw the original certificate')
  async confirmed(
    @CurrentActor() actor: Actor,
    @IdParam('userId') userId: string,
    @IdParam() id: string,
    @Body() body: ConfirmQualificationBody,
  ): Promise<QualificationView> {
    const row = await this.confirmQualification.run(actor, userId, id, body.originalSeenOn ?? null);
    return this.presenter.qualification(row);
  }

  @Post('qualifications/:id/ending')
  @HttpCode(200)
  @Operates('staff_record:end', 'End a qualification, with a reason; it stays on record')
  async endQualification(
    @CurrentActor() actor: Actor,
    @IdParam('userId') userId: string,
    @IdParam() id: string,
    @Body() body: EndStaffRecordBody,
  ): Promise<QualificationView> {
    await this.endStaffRecord.run(actor, 'qualification', userId, id, body.reason);
    return this.presenter.qualificationOf(userId, id);
  }

  @Post('competences')
  @Operates('staff_record:add', 'Record occupational competence for a unit; your own waits to be confirmed')
  async competence(
    @CurrentActor() actor: Actor,
    @IdParam('userId') userId: string,
    @Body() body: RecordCompetenceBody,
  ): Promise<CompetenceView> {
    return this.presenter.competence(await this.recordCompetence.run(actor, userId, body));
  }

  @Post('competences/:id/confirmation')
  @HttpCode(200)
  @Operates('staff_record:confirm', 'Confirm somebody else’s occupational competence')
  async confirmedCompetence(
    @CurrentActor() actor: Actor,
    @IdParam('userId') userId: string,
    @IdParam() id: string,
  ): Promise<CompetenceView> {
    return this.presenter.competence(await this.confirmCompetence.run(actor, userId, id));
  }

  @Post('competences/:id/ending')
  @HttpCode(200)
  @Operates('staff_record:end', 'End a statement of competence, with a reason; it stays on record')
  async endCompetence(
    @CurrentActor() actor: Actor,
    @IdParam('userId') userId: string,
    @IdParam() id: string,
    @Body() body: EndStaffRecordBody,
  ): Promise<CompetenceView> {
    await this.endStaffRecord.run(actor, 'competence', userId, id, body.reason);
    return this.presenter.competenceOf(userId, id);
  }

  @Post('countersigner-links')
  @Operates('countersigner:link', 'Name who countersigns and mentors a trainee')
  async link(
    @CurrentActor() actor: Actor,
    @IdParam('userId') userId: string,
    @Body() body: LinkCountersignerBody,
  ): Promise<CountersignerLinkView> {
    return this.presenter.link(await this.linkCountersigner.run(actor, userId, body));
  }

  @Post('countersigner-links/:id/ending')
  @HttpCode(200)
  @Operates('staff_record:end', 'End a countersigner link, with a reason; it stays on record')
  async endLink(
    @CurrentActor() actor: Actor,
    @IdParam('userId') userId: string,
    @IdParam() id: string,
    @Body() body: EndStaffRecordBody,
  ): Promise<CountersignerLinkView> {
    await this.endStaffRecord.run(actor, 'countersigner_link', userId, id, body.reason);
    return this.presenter.linkOf(userId, id);
  }
}
