import { Global, Module } from '@nestjs/common';
import { AssessmentModule } from '../assessment/assessment.module.js';
import { OpenAppeals } from '../assessment/open-appeals.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { Redecisions } from '../registrations/redecisions.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { SpecificationsModule } from '../specifications/specifications.module.js';
import { AcceptAppealDecision } from './accept-appeal-decision.js';
import { AcknowledgeAppeal } from './acknowledge-appeal.js';
import { AppealCaseController } from './appeal-case.controller.js';
import { AppealCaseReader } from './appeal-case.reader.js';
import { AppealDesk } from './appeal-desk.js';
import { AppealPartsReader } from './appeal-parts.reader.js';
import { AppealPoliciesReader } from './appeal-policies.reader.js';
import { AppealPolicyController } from './appeal-policy.controller.js';
import { AppealStagesController } from './appeal-stages.controller.js';
import { AppealTargetPolicy } from './appeal-target.policy.js';
import { AppealsController } from './appeals.controller.js';
import { AppealsPresenter } from './appeals.presenter.js';
import { AppealsReader } from './appeals.reader.js';
import { AppealsStore } from './appeals.store.js';
import { AppointPanel } from './appoint-panel.js';
import { ChangeAppealPolicy } from './change-appeal-policy.js';
import { CloseLapsedAppeal } from './close-lapsed-appeal.js';
import { CloseTracing } from './close-tracing.js';
import { ConcludeAppeal } from './conclude-appeal.js';
import { CountOpenAppeals } from './count-open-appeals.js';
import { DecideAppeal } from './decide-appeal.js';
import { EscalateAppeal } from './escalate-appeal.js';
import { LikeDecisionsReader } from './like-decisions.reader.js';
import { LodgeAppeal } from './lodge-appeal.js';
import { OpenAppealFile } from './open-appeal-file.js';
import { ReportAoOutcome } from './report-ao-outcome.js';
import { SettleAppeals } from './settle-appeals.js';
import { StagePolicy } from './stage.policy.js';
import { VoteOnAppeal } from './vote-on-appeal.js';
import { WithdrawAppeal } from './withdraw-appeal.js';

/**
 * Global because earlier rooms ask it what keeps a unit from being signed, through `OpenAppeals`, and tell it what has been
 * decided, through `Redecisions`.
 */
@Global()
@Module({
  imports: [SpecificationsModule, RegistrationsModule, EvidenceModule, AssessmentModule],
  controllers: [AppealsController, AppealStagesController, AppealCaseController, AppealPolicyController],
  providers: [
    { provide: OpenAppeals, useClass: CountOpenAppeals },
    { provide: Redecisions, useClass: SettleAppeals },
    AppealsReader,
    AppealPoliciesReader,
    AppealPartsReader,
    AppealCaseReader,
    LikeDecisionsReader,
    AppealsStore,
    AppealDesk,
    AppealTargetPolicy,
    StagePolicy,
    AppealsPresenter,
    ConcludeAppeal,
    LodgeAppeal,
    AcknowledgeAppeal,
    DecideAppeal,
    EscalateAppeal,
    AcceptAppealDecision,
    WithdrawAppeal,
    CloseLapsedAppeal,
    AppointPanel,
    VoteOnAppeal,
    ReportAoOutcome,
    CloseTracing,
    OpenAppealFile,
    ChangeAppealPolicy,
  ],
  exports: [OpenAppeals, Redecisions, AppealsReader],
})
export class AppealsModule {}
