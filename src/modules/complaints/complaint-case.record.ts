import { Check, Entity, Index, Unique } from 'typeorm';
import {
  type AuthorityLimit,
  CASE_STAGES,
  CASE_STATUSES,
  type CaseContent,
  type CaseOption,
  type CaseOutcome,
  type CaseStage,
  type CaseStatus,
  type CaseTargets,
  type Escalation,
  type InvestigationStep,
  type Recommendation,
  type Referral,
  type RootCause,
  type Solution,
  type SpecialCategoryAnswer,
} from '../../domain/complaint/complaint-case.js';
import type { Moment } from '../../domain/complaint/moment.js';
import type { Channel, CustomerType } from '../../domain/evidence/evidence.js';
import {
  BooleanColumn,
  CodeColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  RefColumn,
  Sha256Column,
  TextColumn,
} from '../../platform/database/columns.js';

/**
 * One complaint case of a learner's portfolio. What the learner wrote stands in it as it is now; the trail says who
 * changed what. Moments are days or instants (`domain/complaint/moment.ts`), so their columns hold either.
 */
@Entity('complaint_cases')
@Unique('uq_complaint_cases_learner_number', ['learnerId', 'number'])
@Index('ix_complaint_cases_learner', ['learnerId', 'id'])
@Index('ix_complaint_cases_centre', ['centreId', 'id'])
@Check('ck_complaint_cases_status', `"status" IN (${CASE_STATUSES.map((status) => `'${status}'`).join(', ')})`)
@Check('ck_complaint_cases_stage', `"stage" IN (${CASE_STAGES.map((stage) => `'${stage}'`).join(', ')})`)
export class ComplaintCaseRecord implements CaseContent {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_complaint_cases_centre' })
  centreId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_complaint_cases_learner' })
  learnerId: string;

  /** The number of `caseRef`; unique in the portfolio, so that C-007 is one case. */
  @IntegerColumn()
  number: number;

  @CodeColumn()
  caseRef: string;

  @CodeColumn()
  status: CaseStatus;

  @CodeColumn()
  customerLabel: string;

  @CodeColumn()
  customerType: CustomerType;

  @CodeColumn()
  specialCategoryData: SpecialCategoryAnswer;

  @TextColumn({ nullable: true })
  verifiableAt: string | null;

  @InstantColumn()
  receivedAt: Moment;

  @CodeColumn()
  channel: Channel;

  @TextColumn({ nullable: true })
  receivedBy: string | null;

  @CodeColumn()
  stage: CaseStage;

  @JsonColumn({ nullable: true })
  referral: Referral | null;

  @TextColumn({ nullable: true })
  category: string | null;

  @TextColumn()
  nature: string;

  @TextColumn({ nullable: true })
  cause: string | null;

  @JsonColumn({ nullable: true })
  rootCause: RootCause | null;

  @TextColumn({ nullable: true })
  customerImplications: string | null;

  @TextColumn({ nullable: true })
  organisationImplications: string | null;

  @InstantColumn({ nullable: true })
  acknowledgedAt: Moment | null;

  @BooleanColumn()
  ownerIsLearner: boolean;

  @InstantColumn({ nullable: true })
  ownedFrom: Moment | null;

  @InstantColumn({ nullable: true })
  ownedTo: Moment | null;

  @TextColumn({ nullable: true })
  ownershipNotes: string | null;

  @JsonColumn()
  investigationSteps: readonly InvestigationStep[];

  @JsonColumn()
  optionsConsidered: readonly CaseOption[];

  @JsonColumn({ nullable: true })
  solution: Solution | null;

  @JsonColumn({ nullable: true })
  authorityLimit: AuthorityLimit | null;

  @BooleanColumn({ nullable: true })
  withinAuthority: boolean | null;

  @TextColumn({ nullable: true })
  authorisedBy: string | null;

  @JsonColumn({ nullable: true })
  escalation: Escalation | null;

  @JsonColumn()
  policiesApplied: readonly string[];

  @JsonColumn()
  lawApplied: readonly string[];

  @TextColumn({ nullable: true })
  ethicalPoints: string | null;

  @JsonColumn()
  targets: CaseTargets;

  @JsonColumn({ nullable: true })
  outcome: CaseOutcome | null;

  @InstantColumn({ nullable: true })
  recordedAt: Moment | null;

  @TextColumn({ nullable: true })
  recordedIn: string | null;

  @TextColumn({ nullable: true })
  lessonsLearned: string | null;

  @JsonColumn()
  recommendations: readonly Recommendation[];

  @TextColumn({ nullable: true })
  issueKey: string | null;

  /** Hash of the log that the case was read from; `null` when it was written here. */
  @Sha256Column({ nullable: true })
  importSha256: string | null;

  @RefColumn({ to: 'UserRecord', as: 'fk_complaint_cases_creator' })
  createdById: string;

  @InstantColumn()
  createdAt: string;

  /** Raised by every change, a message or a move included; the ETag. */
  @IntegerColumn()
  revision: number;
}
