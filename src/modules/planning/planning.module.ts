import { Global, Module } from '@nestjs/common';
import { AssessmentModule } from '../assessment/assessment.module.js';
import { JudgementFollowUp } from '../assessment/judgement-follow-up.js';
import { DecisionFollowUp } from '../evidence/decision-follow-up.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { SpecificationsModule } from '../specifications/specifications.module.js';
import { AgreePlan } from './agree-plan.js';
import { AnswerLearnerAction } from './answer-learner-action.js';
import { CloseLearnerAction } from './close-learner-action.js';
import { CommentReview } from './comment-review.js';
import { FeedbackController } from './feedback.controller.js';
import { FeedbackReader } from './feedback.reader.js';
import { FollowDecisions } from './follow-decisions.js';
import { FollowJudgements } from './follow-judgements.js';
import { LearnerActionsController } from './learner-actions.controller.js';
import { LearnerActionsDesk } from './learner-actions-desk.js';
import { LearnerActionsReader } from './learner-actions.reader.js';
import { PlanningDesk } from './planning-desk.js';
import { PlanningPresenter } from './planning.presenter.js';
import { PlanningReader } from './planning.reader.js';
import { PlanningStore } from './planning.store.js';
import { PlansController } from './plans.controller.js';
import { RecordPlan } from './record-plan.js';
import { RecordReview } from './record-review.js';
import { RemarkDesk } from './remark-desk.js';
import { ReviewsController } from './reviews.controller.js';
import { WriteFeedback } from './write-feedback.js';

/** Global because evidence and assessment tell it what they decide, through `DecisionFollowUp` and `JudgementFollowUp`. */
@Global()
@Module({
  imports: [SpecificationsModule, RegistrationsModule, EvidenceModule, AssessmentModule],
  controllers: [PlansController, ReviewsController, FeedbackController, LearnerActionsController],
  providers: [
    { provide: DecisionFollowUp, useClass: FollowDecisions },
    { provide: JudgementFollowUp, useClass: FollowJudgements },
    PlanningReader,
    LearnerActionsReader,
    FeedbackReader,
    PlanningStore,
    PlanningPresenter,
    PlanningDesk,
    RemarkDesk,
    LearnerActionsDesk,
    RecordPlan,
    AgreePlan,
    RecordReview,
    CommentReview,
    WriteFeedback,
    AnswerLearnerAction,
    CloseLearnerAction,
  ],
  exports: [DecisionFollowUp, JudgementFollowUp, PlanningReader],
})
export class PlanningModule {}
