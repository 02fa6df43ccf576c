import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { CASE_REF, CUSTOMER_LABEL } from '../../domain/complaint/case-labels.js';
import {
  CASE_STAGES,
  type CaseStage,
  SPECIAL_CATEGORY_ANSWERS,
  type SpecialCategoryAnswer,
} from '../../domain/complaint/complaint-case.js';
import { type Channel, CHANNELS, CUSTOMER_TYPES, type CustomerType } from '../../domain/evidence/evidence.js';
import {
  CodeField,
  IssueField,
  LINE,
  MayBeLeftOut,
  MomentField,
  PartField,
  PartListField,
  TextField,
  TextListField,
  WORDS,
} from './case-fields.js';
import {
  AuthorityLimitPart,
  CaseOptionPart,
  EscalationPart,
  InvestigationStepPart,
  OutcomePart,
  RecommendationPart,
  ReferralPart,
  RootCausePart,
  SolutionPart,
  TargetsPart,
} from './case-parts.dto.js';

export class CreateComplaintCaseBody {
  /** Whose portfolio; left out, your own. */
  @IsOptional()
  @IsUUID()
  learnerId?: string;

  /** A label that is free, for instance one that evidence uses already; left out, the next number. */
  @IsOptional()
  @Matches(CASE_REF, { message: 'caseRef must be a pseudonym such as C-001' })
  caseRef?: string;

  /** A pseudonym. One customer has one label in all cases, so that distinct customers can be counted. */
  @Matches(CUSTOMER_LABEL, { message: 'customerLabel must be a pseudonym such as Customer A' })
  customerLabel: string;

  @CodeField(CUSTOMER_TYPES)
  customerType: CustomerType;

  /** Whether what the customer said holds special-category data, such as health: none, removed, or left in situ. */
  @CodeField(SPECIAL_CATEGORY_ANSWERS)
  specialCategoryData: SpecialCategoryAnswer;

  /** Who holds the original and can show it: a role or department. */
  @TextField(LINE, { orNull: true })
  verifiableAt?: string | null;

  @MomentField()
  receivedAt: string;

  @CodeField(CHANNELS)
  channel: Channel;

  /** Role of who took it, not a name. */
  @TextField(LINE, { orNull: true })
  receivedBy?: string | null;

  /** Left out: initial. */
  @ApiProperty({ enum: CASE_STAGES, required: false })
  @MayBeLeftOut()
  @IsIn(CASE_STAGES)
  stage?: CaseStage;

  @PartField(() => ReferralPart)
  referral?: ReferralPart | null;

  /** Sort of complaint, such as delivery. */
  @TextField(LINE, { orNull: true })
  category?: string | null;

  /** What the customer says is wrong (AC2.1). */
  @TextField(WORDS)
  nature: string;

  /** The immediate cause. */
  @TextField(WORDS, { orNull: true })
  cause?: string | null;

  @PartField(() => RootCausePart)
  rootCause?: RootCausePart | null;

  @TextField(WORDS, { orNull: true })
  customerImplications?: string | null;

  /** Cost, reputation, safety, regulation. */
  @TextField(WORDS, { orNull: true })
  organisationImplications?: string | null;

  @MomentField({ orNull: true })
  acknowledgedAt?: string | null;

  /** Whether the learner owned the case (AC2.2). Left out: no. */
  @MayBeLeftOut()
  @IsBoolean()
  ownerIsLearner?: boolean;

  @MomentField({ orNull: true })
  ownedFrom?: string | null;

  @MomentField({ orNull: true })
  ownedTo?: string | null;

  @TextField(WORDS, { orNull: true })
  ownershipNotes?: string | null;

  @PartListField(() => InvestigationStepPart)
  investigationSteps?: readonly InvestigationStepPart[];

  @PartListField(() => CaseOptionPart)
  optionsConsidered?: readonly CaseOptionPart[];

  @PartField(() => SolutionPart)
  solution?: SolutionPart | null;

  @PartField(() => AuthorityLimitPart)
  authorityLimit?: AuthorityLimitPart | null;

  /** The learner's own word on whether the solution was theirs to grant. */
  @IsOptional()
  @IsBoolean()
  withinAuthority?: boolean | null;

  /** Role of who authorised what went beyond, not a name. */
  @TextField(LINE, { orNull: true })
  authorisedBy?: string | null;

  @PartField(() => EscalationPart)
  escalation?: EscalationPart | null;

  /** Such as: complaints procedure v3 (AC2.9). */
  @TextListField(LINE)
  policiesApplied?: readonly string[];

  /** Such as: Consumer Rights Act 2015 (AC2.9). */
  @TextListField(LINE)
  lawApplied?: readonly string[];

  @TextField(WORDS, { orNull: true })
  ethicalPoints?: string | null;

  @PartField(() => TargetsPart)
  targets?: TargetsPart | null;

  @PartField(() => OutcomePart)
  outcome?: OutcomePart | null;

  /** When the learner recorded it at work (AC2.8). */
  @MomentField({ orNull: true })
  recordedAt?: string | null;

  /** In which system. */
  @TextField(LINE, { orNull: true })
  recordedIn?: string | null;

  @TextField(WORDS, { orNull: true })
  lessonsLearned?: string | null;

  @PartListField(() => RecommendationPart)
  recommendations?: readonly RecommendationPart[];

  /** Theme by which cases are compared; “Late delivery” and “late-delivery” are one. */
  @IssueField()
  issueKey?: string | null;
}

/** Left out keeps a field, `null` clears it where it may be empty; parts and lists are replaced as a whole. */
export class EditComplaintCaseBody extends PartialType(
  OmitType(CreateComplaintCaseBody, ['learnerId', 'caseRef'] as const),
  { skipNullProperties: false },
) {}
