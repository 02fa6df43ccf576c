import { Module } from '@nestjs/common';
import { AssessmentModule } from '../assessment/assessment.module.js';
import { ContentsModule } from '../contents/contents.module.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { SpecificationsModule } from '../specifications/specifications.module.js';
import { AddDissent } from './add-dissent.js';
import { AnswerStandardisationAction } from './answer-standardisation-action.js';
import { ArrangeStandardisation } from './arrange-standardisation.js';
import { ChangeStandardisation } from './change-standardisation.js';
import { CloseStandardisationAction } from './close-standardisation-action.js';
import { ConcludeStandardisation } from './conclude-standardisation.js';
import { DecideBlind } from './decide-blind.js';
import { ExerciseDesk } from './exercise-desk.js';
import { KnownNamesReader } from './known-names.reader.js';
import { OpenSharedFile } from './open-shared-file.js';
import { OpenStandardisation } from './open-standardisation.js';
import { OriginalDecidersReader } from './original-deciders.reader.js';
import { ParticipantsPolicy } from './participants.policy.js';
import { ReadSharedEvidence } from './read-shared-evidence.js';
import { ReadSharedText } from './read-shared-text.js';
import { RevealDecisions } from './reveal-decisions.js';
import { SharedEvidenceController } from './shared-evidence.controller.js';
import { SharedEvidenceDesk } from './shared-evidence-desk.js';
import { SharingDesk } from './sharing-desk.js';
import { StandardisationController } from './standardisation.controller.js';
import { StandardisationCoverReader } from './standardisation-cover.reader.js';
import { StandardisationEventsController } from './standardisation-events.controller.js';
import { StandardisationPresenter } from './standardisation.presenter.js';
import { StandardisationReader } from './standardisation.reader.js';
import { StandardisationStore } from './standardisation.store.js';

@Module({
  imports: [SpecificationsModule, RegistrationsModule, ContentsModule, EvidenceModule, AssessmentModule],
  controllers: [StandardisationEventsController, SharedEvidenceController, StandardisationController],
  providers: [
    StandardisationReader,
    StandardisationCoverReader,
    KnownNamesReader,
    OriginalDecidersReader,
    StandardisationStore,
    ParticipantsPolicy,
    SharingDesk,
    SharedEvidenceDesk,
    ExerciseDesk,
    StandardisationPresenter,
    ArrangeStandardisation,
    ChangeStandardisation,
    OpenStandardisation,
    ReadSharedEvidence,
    ReadSharedText,
    OpenSharedFile,
    DecideBlind,
    RevealDecisions,
    ConcludeStandardisation,
    AddDissent,
    AnswerStandardisationAction,
    CloseStandardisationAction,
  ],
  exports: [StandardisationReader, StandardisationCoverReader],
})
export class StandardisationModule {}
