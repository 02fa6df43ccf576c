import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  Matches,
  Max,
  Min,
} from 'class-validator';
import {
  INVESTIGATION_SOURCES,
  type InvestigationSource,
  OUTCOME_RESULTS,
  type OutcomeResult,
  RECOMMENDATION_SUBJECTS,
  type RecommendationSubject,
  type Remedy,
  REMEDIES,
} from '../../domain/complaint/complaint-case.js';
import {
  CodeField,
  LINE,
  MayBeLeftOut,
  MomentField,
  PenceField,
  TextField,
  TextListField,
  THEME,
  WORDS,
} from './case-fields.js';

/** How a case came to the learner (RRC 1.1, 4.1). */
export class ReferralPart {
  /** Role or department that referred it, not a name. */
  @TextField(LINE)
  from: string;

  @MomentField()
  at: string;

  @TextField(WORDS, { orNull: true })
  reason?: string | null;

  /** What was handed over with it: the first link of the chain of evidence. */
  @TextField(WORDS, { orNull: true })
  notes?: string | null;
}

export class InvestigationStepPart {
  @MomentField()
  at: string;

  @CodeField(INVESTIGATION_SOURCES)
  source: InvestigationSource;

  @TextField(WORDS)
  finding: string;
}

/** The underlying cause (AC2.1, RRC 3.1). */
export class RootCausePart {
  @TextField(WORDS)
  text: string;

  /** How it was established. */
  @TextField(WORDS, { orNull: true })
  establishedBy?: string | null;

  /** When: a diagnosis comes before the remedy (CX3). */
  @MomentField()
  recordedAt: string;
}

/** An option that was weighed, for the customer (AC2.4) and for the organisation (AC2.5). */
export class CaseOptionPart {
  @TextField(WORDS)
  option: string;

  @TextField(WORDS, { orNull: true })
  customerAdvantages?: string | null;

  @TextField(WORDS, { orNull: true })
  customerLimitations?: string | null;

  @TextField(WORDS, { orNull: true })
  organisationAdvantages?: string | null;

  @TextField(WORDS, { orNull: true })
  organisationLimitations?: string | null;

  /** Left out: not chosen. */
  @MayBeLeftOut()
  @IsBoolean()
  isChosen?: boolean;
}

/** AC2.7. */
export class SolutionPart {
  /** What was agreed. */
  @TextField(WORDS)
  agreed: string;

  /** How it was agreed, and how the customer's agreement shows. */
  @TextField(WORDS, { orNull: true })
  howAgreed?: string | null;

  @MomentField()
  agreedAt: string;

  @CodeField(REMEDIES)
  remedy: Remedy;

  /** What it costs the organisation, in pence. */
  @PenceField()
  valuePence?: number | null;
}

/** What the learner may grant alone (AC2.7). */
export class AuthorityLimitPart {
  /** The highest value, in pence. */
  @PenceField()
  maxPence?: number | null;

  /** The kinds of remedy; left out, the limit says nothing about kinds. */
  @ApiProperty({ enum: REMEDIES, isArray: true, required: false, nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(REMEDIES.length)
  @ArrayUnique()
  @IsIn(REMEDIES, { each: true })
  remedies?: readonly Remedy[] | null;
}

/** AC1.6, HRE-3. */
export class EscalationPart {
  /** Role or department, not a name. */
  @TextField(LINE)
  to: string;

  @MomentField()
  at: string;

  @TextField(WORDS)
  reason: string;

  @TextField(WORDS, { orNull: true })
  handoverNote?: string | null;

  @TextField(WORDS, { orNull: true })
  customerTold?: string | null;
}

/** The organisation's own timescales (RRC 2.2). */
export class TargetsPart {
  @MomentField({ orNull: true })
  acknowledgeBy?: string | null;

  @MomentField({ orNull: true })
  resolveBy?: string | null;

  /** The customer is to hear something at least this often, in days. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(365)
  updateEveryDays?: number | null;
}

/** AC2.8, HRE-4. */
export class OutcomePart {
  @CodeField(OUTCOME_RESULTS)
  result: OutcomeResult;

  @MomentField()
  at: string;

  @TextField(WORDS, { orNull: true })
  remedy?: string | null;

  @TextField(WORDS, { orNull: true })
  followUp?: string | null;

  @TextField(WORDS, { orNull: true })
  customerFeedback?: string | null;
}

/** A change that the learner proposes (RRC 3.1). */
export class RecommendationPart {
  @TextField(WORDS)
  text: string;

  @CodeField(RECOMMENDATION_SUBJECTS)
  subject: RecommendationSubject;

  /** How the findings lead to the change. */
  @TextField(WORDS, { orNull: true })
  rationale?: string | null;

  /** The issues whose repetition justifies it (CX4). */
  @TextListField(LINE)
  @Matches(THEME, { each: true, message: 'each value in $property must name a theme' })
  issueKeys?: readonly string[];
}
