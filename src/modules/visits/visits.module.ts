import { Global, Module } from '@nestjs/common';
import { AccessLog } from '../../platform/http/access-log.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { VisitScope } from '../registrations/visit-scope.js';
import { SignOffModule } from '../sign-off/sign-off.module.js';
import { SpecificationsModule } from '../specifications/specifications.module.js';
import { VerificationModule } from '../verification/verification.module.js';
import { AnswerVisitAction } from './answer-visit-action.js';
import { ChangeVisit } from './change-visit.js';
import { CloseVisitAction } from './close-visit-action.js';
import { IssueOutcome } from './issue-outcome.js';
import { LogViews } from './log-views.js';
import { OpenRegistrations } from './open-registrations.js';
import { PlanVisit } from './plan-visit.js';
import { SelectRegistrations } from './select-registrations.js';
import { SuspendVisit } from './suspend-visit.js';
import { VisitChecklistReader } from './visit-checklist.reader.js';
import { VisitDesk } from './visit-desk.js';
import { VisitFindingsController } from './visit-findings.controller.js';
import { VisitorPolicy } from './visitor.policy.js';
import { VisitRegisterReader } from './visit-register.reader.js';
import { VisitSelectionReader } from './visit-selection.reader.js';
import { VisitsController } from './visits.controller.js';
import { VisitsPresenter } from './visits.presenter.js';
import { VisitsReader } from './visits.reader.js';
import { VisitsStore } from './visits.store.js';
import { WriteNote } from './write-note.js';

/** Global because the HTTP floor and the earlier rooms ask it about external verifiers: what is open, what is logged. */
@Global()
@Module({
  imports: [SpecificationsModule, RegistrationsModule, EvidenceModule, SignOffModule, VerificationModule],
  controllers: [VisitsController, VisitFindingsController],
  providers: [
    { provide: VisitScope, useClass: OpenRegistrations },
    { provide: AccessLog, useClass: LogViews },
    VisitsReader,
    VisitRegisterReader,
    VisitChecklistReader,
    VisitSelectionReader,
    VisitsStore,
    VisitDesk,
    VisitorPolicy,
    VisitsPresenter,
    PlanVisit,
    ChangeVisit,
    SuspendVisit,
    SelectRegistrations,
    WriteNote,
    IssueOutcome,
    AnswerVisitAction,
    CloseVisitAction,
  ],
  exports: [VisitScope, AccessLog, VisitsReader],
})
export class VisitsModule {}
