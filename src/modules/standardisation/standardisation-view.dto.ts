import { ApiProperty } from '@nestjs/swagger';
import { ACTION_STATUSES, type ActionStatus } from '../../domain/sampling/sample-decision.js';
import {
  EXERCISE_OUTCOMES,
  EXERCISE_STATES,
  type ExerciseOutcome,
  type ExerciseState,
} from '../../domain/standardisation/exercise.js';
import { REVEAL_CAUSES, type RevealCause } from './standardisation-event.record.js';

export class ExercisePersonView {
  personId: string;
  name: string;
  /** Whether a decision of theirs is asked for; otherwise they arrange or facilitate. */
  decides: boolean;
  /** All that anybody learns of others before the reveal. */
  hasDecided: boolean;
  /** The decisions were revealed without theirs. */
  isAbsent: boolean;
  /** Numbers of the evidence that they had decided or judged on for its learner; before the reveal only for the facilitator and the lead IQA. */
  @ApiProperty({ type: [Number], nullable: true })
  decidedOriginally: number[] | null;
  /** `null` until concluded. */
  attended: boolean | null;
}

export class SharedEvidenceSummaryView {
  number: number;
  shareRedactedFiles: boolean;
  /** Of what participants see; `null` until it is opened. */
  sheetSha256: string | null;
  /** Which evidence it is, for whoever arranged the exercise and the lead IQA; `null` for everybody else. */
  evidenceId: string | null;
  contentSha256: string | null;
}

export class BlindAnswerView {
  criterion: string;
  /** Number of the piece of evidence. */
  evidence: number;
  @ApiProperty({ enum: EXERCISE_OUTCOMES })
  outcome: ExerciseOutcome;
  rationale: string | null;
  gapNoted: string | null;
}

export class BlindDecisionView {
  personId: string;
  name: string;
  decidedAt: string;
  answers: BlindAnswerView[];
}

export class AgreementView {
  raters: number;
  /** Criteria × pieces of evidence compared. */
  subjects: number;
  /** Share of agreeing pairs, 0 to 1; `null` with fewer than two raters. */
  raw: number | null;
  /** What of it chance does not explain: 1 perfect, 0 as by chance. `null` where it is undefined. */
  kappa: number | null;
  /** Cohen's for two raters, Fleiss' for more. */
  @ApiProperty({ enum: ['cohen', 'fleiss'], nullable: true })
  statistic: 'cohen' | 'fleiss' | null;
  /** Why a number is `null`, in plain English. */
  undefinedBecause: string | null;
}

export class CriterionAgreementView extends AgreementView {
  criterion: string;
}

export class ExerciseAgreementView {
  overall: AgreementView;
  criteria: CriterionAgreementView[];
}

export class AgreedAnswerView {
  criterion: string;
  evidence: number;
  @ApiProperty({ enum: EXERCISE_OUTCOMES })
  outcome: ExerciseOutcome;
  reasoning: string | null;
}

export class ConclusionView {
  agreed: AgreedAnswerView[];
  minutes: string;
  heldOn: string;
  /** Of evidence, decisions and conclusion: what the signature binds. */
  contentSha256: string;
  signedById: string;
  signedByName: string;
  signedAt: string;
}

export class DissentView {
  personId: string;
  name: string;
  criterion: string | null;
  evidence: number | null;
  note: string;
  addedAt: string;
}

export class ExerciseActionView {
  id: string;
  eventId: string;
  text: string;
  ownerId: string;
  ownerName: string;
  dueOn: string;
  @ApiProperty({ enum: ACTION_STATUSES })
  status: ActionStatus;
  raisedById: string;
  raisedByName: string;
  raisedAt: string;
  response: string | null;
  respondedAt: string | null;
  closedById: string | null;
  closedByName: string | null;
  closureNote: string | null;
  closedAt: string | null;
}

export class ExerciseSummaryView {
  id: string;
  title: string;
  unit: string;
  criteria: string[];
  heldOn: string;
  dueBy: string;
  @ApiProperty({ enum: EXERCISE_STATES })
  state: ExerciseState;
  facilitatorId: string;
  facilitatorName: string;
  pieces: number;
  participants: number;
  decided: number;
  /** Whether it waits for your decision. */
  awaitsYou: boolean;
}

export class ExercisePage {
  items: ExerciseSummaryView[];
  nextCursor: string | null;
}

export class ExerciseView {
  id: string;
  title: string;
  unit: string;
  specificationVersion: string;
  criteria: string[];
  heldOn: string;
  dueBy: string;
  @ApiProperty({ enum: EXERCISE_STATES })
  state: ExerciseState;
  createdById: string;
  createdByName: string;
  createdAt: string;
  facilitatorId: string;
  facilitatorName: string;
  /** When the facilitator confirmed that what is shared names nobody; a person's word, not the system's. */
  openedAt: string | null;
  revealedAt: string | null;
  @ApiProperty({ enum: REVEAL_CAUSES, nullable: true })
  revealCause: RevealCause | null;
  revealReason: string | null;
  concludedAt: string | null;
  /** What is masked besides known names; `null` for everybody but the facilitator, whoever arranged it and the lead IQA. */
  @ApiProperty({ type: [String], nullable: true })
  alsoMask: string[] | null;
  @ApiProperty({ type: [String], nullable: true })
  ordinaryWords: string[] | null;
  people: ExercisePersonView[];
  evidence: SharedEvidenceSummaryView[];
  /** Before the reveal your own, if you have decided; afterwards everybody's. */
  decisions: BlindDecisionView[];
  /** `null` before the reveal. */
  @ApiProperty({ type: ExerciseAgreementView, nullable: true })
  agreement: ExerciseAgreementView | null;
  @ApiProperty({ type: ConclusionView, nullable: true })
  conclusion: ConclusionView | null;
  dissents: DissentView[];
  actions: ExerciseActionView[];
}

export class AgreementOverTimeView {
  eventId: string;
  title: string;
  heldOn: string;
  /** Questions the person decided on, and on how many of them as was agreed in the end. */
  decided: number;
  asAgreed: number;
  /** 0 to 1. */
  share: number;
}

export class LastExerciseView {
  eventId: string;
  title: string;
  heldOn: string;
}

export class PersonCoverView {
  personId: string;
  name: string;
  @ApiProperty({ type: LastExerciseView, nullable: true })
  last: LastExerciseView | null;
  /** Twelve months after the last one (POL). */
  dueBy: string | null;
  isCurrent: boolean;
  /** In plain English; `null` while it is current. */
  warning: string | null;
  /** How the person's blind decisions compare with what was agreed, oldest first. */
  agreement: AgreementOverTimeView[];
}

export class StandardisationCoverView {
  items: PersonCoverView[];
  nextCursor: string | null;
}
