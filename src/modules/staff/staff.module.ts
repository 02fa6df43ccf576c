import { Global, Module } from '@nestjs/common';
import { LinkedCountersigners } from '../registrations/linked-countersigners.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { SpecificationsModule } from '../specifications/specifications.module.js';
import { ConfirmCompetence } from './confirm-competence.js';
import { ConfirmQualification } from './confirm-qualification.js';
import { EndStaffRecord } from './end-staff-record.js';
import { LinkCountersigner } from './link-countersigner.js';
import { LogCpd } from './log-cpd.js';
import { NameLinkedCountersigners } from './name-linked-countersigners.js';
import { ObserveAssessor } from './observe-assessor.js';
import { PracticeController } from './practice.controller.js';
import { PracticeReader } from './practice.reader.js';
import { QualificationDesk } from './qualification-desk.js';
import { RecordCompetence } from './record-competence.js';
import { RecordQualification } from './record-qualification.js';
import { StaffController } from './staff.controller.js';
import { StaffPolicy } from './staff.policy.js';
import { StaffReader } from './staff.reader.js';
import { StaffRecordsController } from './staff-records.controller.js';
import { StaffRecordsPresenter } from './staff-records.presenter.js';
import { StaffRecordsReader } from './staff-records.reader.js';
import { StaffStore } from './staff.store.js';
import { WithdrawCpd } from './withdraw-cpd.js';

/** Global because the registrations room asks it, through `LinkedCountersigners`, whom a manager could name. */
@Global()
@Module({
  imports: [SpecificationsModule, RegistrationsModule],
  controllers: [StaffController, StaffRecordsController, PracticeController],
  providers: [
    { provide: LinkedCountersigners, useClass: NameLinkedCountersigners },
    StaffReader,
    StaffRecordsReader,
    PracticeReader,
    StaffStore,
    StaffPolicy,
    QualificationDesk,
    StaffRecordsPresenter,
    RecordQualification,
    ConfirmQualification,
    RecordCompetence,
    ConfirmCompetence,
    LinkCountersigner,
    EndStaffRecord,
    LogCpd,
    WithdrawCpd,
    ObserveAssessor,
  ],
  exports: [LinkedCountersigners, StaffReader, StaffRecordsReader, PracticeReader],
})
export class StaffModule {}
