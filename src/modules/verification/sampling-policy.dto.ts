import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, IsInt, IsObject, Max, Min, ValidateNested } from 'class-validator';
import type { SamplingPolicy } from '../../domain/sampling/sampling-policy.js';
import type { CurrentPolicy } from './sampling.reader.js';

const MAX_MONTHS = 120;

export class RiskSamplingBody {
  /** Share of the learners an assessor decided on in the period, in per cent. */
  @IsInt()
  @Min(1)
  @Max(100)
  learnersPercent: number;

  /** Share of the criteria decided in each sampled unit, in per cent. */
  @IsInt()
  @Min(1)
  @Max(100)
  criteriaPercent: number;

  /** Criteria per sampled unit at least. */
  @IsInt()
  @Min(1)
  @Max(100)
  criteriaMinimum: number;

  /** Share of the samples taken before a unit is complete, in per cent. */
  @IsInt()
  @Min(0)
  @Max(100)
  interimPercent: number;

  /** How often the assessor is to be observed. */
  @IsInt()
  @Min(0)
  @Max(52)
  observationsPerYear: number;
}

const RiskRow = (): PropertyDecorator => (target, property) => {
  IsDefined()(target, property);
  IsObject()(target, property);
  ValidateNested()(target, property);
  Type(() => RiskSamplingBody)(target, property);
  ApiProperty({ type: RiskSamplingBody })(target, property);
};

/** The whole strategy; what is changed is changed by sending all of it (domain.md §4.1). */
export class SamplingPolicyBody implements SamplingPolicy {
  @RiskRow()
  high: RiskSamplingBody;

  @RiskRow()
  medium: RiskSamplingBody;

  @RiskRow()
  low: RiskSamplingBody;

  /** High risk: share of learners once enough samples in a row were accepted, in per cent. */
  @IsInt()
  @Min(1)
  @Max(100)
  settledLearnersPercent: number;

  /** How many accepted samples in a row that takes. */
  @IsInt()
  @Min(1)
  @Max(100)
  settlingAccepts: number;

  /** Learners sampled per assessor and plan at least. */
  @IsInt()
  @Min(1)
  @Max(100)
  learnersMinimum: number;

  /** 0 = newly qualified assessors are no higher risk. */
  @IsInt()
  @Min(0)
  @Max(MAX_MONTHS)
  newlyQualifiedMonths: number;

  @IsInt()
  @Min(0)
  @Max(MAX_MONTHS)
  newToUnitMonths: number;

  @IsInt()
  @Min(0)
  @Max(MAX_MONTHS)
  newQualificationMonths: number;

  @IsInt()
  @Min(0)
  @Max(MAX_MONTHS)
  newSiteMonths: number;

  @IsInt()
  @Min(1)
  @Max(MAX_MONTHS)
  cycleMonths: number;

  /** Clean cycles in a row that low risk takes; 0 = none. */
  @IsInt()
  @Min(0)
  @Max(10)
  cleanCycles: number;

  /** Decisions not agreed within a year that count as repeated disagreement. */
  @IsInt()
  @Min(1)
  @Max(100)
  repeatedDisagreements: number;

  /** A whole unit judged within so many minutes was judged in one sitting. */
  @IsInt()
  @Min(0)
  @Max(1_440)
  oneSittingMinutes: number;
}

export class SamplingPolicyView {
  /** Raised by every change; 0 is the default of the product. */
  version: number;
  policy: SamplingPolicyBody;
  /** `null` for the default. */
  changedById: string | null;
  changedAt: string | null;
}

export class SamplingPolicyPage {
  items: SamplingPolicyView[];
  nextCursor: string | null;
}

export function toPolicyView({ version, policy, createdById, createdAt }: CurrentPolicy): SamplingPolicyView {
  return { version, policy, changedById: createdById, changedAt: createdAt };
}
