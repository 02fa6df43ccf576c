import { Global, Module } from '@nestjs/common';
import { AssessmentModule } from '../assessment/assessment.module.js';
import { OpenActions } from '../assessment/open-actions.js';
import { PastSamples } from '../assessment/past-samples.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { SignOffModule } from '../sign-off/sign-off.module.js';
import { SpecificationsModule } from '../specifications/specifications.module.js';
import { UnitVerifiers } from '../appeals/unit-verifiers.js';
import { ActionsPolicy } from './actions.policy.js';
import { ObservationsAsked } from '../staff/observations-asked.js';
import { StaffModule } from '../staff/staff.module.js';
import { AnswerAction } from './answer-action.js';
import { AnswerObservationsAsked } from './answer-observations-asked.js';
import { AssessorRiskReader } from './assessor-risk.reader.js';
import { ChangeSamplingPolicy } from './change-sampling-policy.js';
import { CloseAction } from './close-action.js';
import { CountOpenActions } from './count-open-actions.js';
import { DrawSamplingPlan } from './draw-sampling-plan.js';
import { FindPastSamples } from './find-past-samples.js';
import { IqaActionsController } from './iqa-actions.controller.js';
import { NameUnitVerifiers } from './name-unit-verifiers.js';
import { PopulationReader } from './population.reader.js';
import { RecordSample } from './record-sample.js';
import { RedrawSamplingPlan } from './redraw-sampling-plan.js';
import { SampleDesk } from './sample-desk.js';
import { SamplesController } from './samples.controller.js';
import { SamplesPresenter } from './samples.presenter.js';
import { SamplesReader } from './samples.reader.js';
import { SamplingController } from './sampling.controller.js';
import { SamplingDesk } from './sampling-desk.js';
import { SamplingPresenter } from './sampling.presenter.js';
import { SamplingReader } from './sampling.reader.js';
import { TakeSample } from './take-sample.js';
import { VerificationStore } from './verification.store.js';
import { VerifierPolicy } from './verifier.policy.js';

/**
 * Global because earlier rooms ask it: assessment, through `OpenActions`, what keeps a unit from being ready and, through
 * `PastSamples`, who sampled it; appeals, through `UnitVerifiers`, who verified it; staff, how often to observe assessors.
 */
@Global()
@Module({
  imports: [SpecificationsModule, RegistrationsModule, StaffModule, EvidenceModule, AssessmentModule, SignOffModule],
  controllers: [SamplingController, SamplesController, IqaActionsController],
  providers: [
    { provide: OpenActions, useClass: CountOpenActions },
    { provide: PastSamples, useClass: FindPastSamples },
    { provide: UnitVerifiers, useClass: NameUnitVerifiers },
    { provide: ObservationsAsked, useClass: AnswerObservationsAsked },
    SamplingReader,
    SamplesReader,
    PopulationReader,
    AssessorRiskReader,
    VerificationStore,
    VerifierPolicy,
    ActionsPolicy,
    SamplingDesk,
    SampleDesk,
    SamplingPresenter,
    SamplesPresenter,
    ChangeSamplingPolicy,
    DrawSamplingPlan,
    RedrawSamplingPlan,
    TakeSample,
    RecordSample,
    AnswerAction,
    CloseAction,
  ],
  exports: [OpenActions, ObservationsAsked, PastSamples, UnitVerifiers, SamplesReader, SamplingReader],
})
export class VerificationModule {}
