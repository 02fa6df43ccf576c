import { ArrayMaxSize, IsArray, IsInt, Matches, Max, Min } from 'class-validator';
import type { AppealPolicy } from '../../domain/appeal/appeal-policy.js';
import type { CurrentAppealPolicy } from './appeal-policies.reader.js';

const MOST_DAYS = 260;

const WorkingDays =
  (least: number): PropertyDecorator =>
  (target, property) => {
    IsInt()(target, property);
    Min(least)(target, property);
    Max(MOST_DAYS)(target, property);
  };

/** The whole procedure; what is changed is changed by sending all of it. All clocks are in working days (§3.8, POL). */
export class AppealPolicyBody implements AppealPolicy {
  /** From a decision to an appeal against it; later ones are accepted with a reason. */
  @WorkingDays(1)
  lodgingDays: number;

  @WorkingDays(0)
  acknowledgementDays: number;

  /** For the assessor to reconsider, from the acknowledgement. */
  @WorkingDays(0)
  stage1Days: number;

  /** For the IQA. */
  @WorkingDays(0)
  stage2Days: number;

  /** For the panel. */
  @WorkingDays(0)
  stage3Days: number;

  /** For the learner to accept a decision or to take it further. */
  @WorkingDays(1)
  answerDays: number;

  /** People on a panel; fewer is a warning. */
  @IsInt()
  @Min(2)
  @Max(9)
  panelMembers: number;

  /** How far back from the decision like decisions are looked for once a failure is found. */
  @IsInt()
  @Min(1)
  @Max(120)
  tracingMonths: number;

  /** Days on which the centre does not work besides weekends. */
  @IsArray()
  @ArrayMaxSize(200)
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { each: true })
  bankHolidays: string[];
}

export class AppealPolicyView {
  /** Raised by every change; 0 is the default of the product. */
  version: number;
  policy: AppealPolicyBody;
  /** `null` for the default. */
  changedById: string | null;
  changedAt: string | null;
}

export class AppealPolicyPage {
  items: AppealPolicyView[];
  nextCursor: string | null;
}

export function toAppealPolicyView({ version, policy, createdById, createdAt }: CurrentAppealPolicy): AppealPolicyView {
  return {
    version,
    policy: { ...policy, bankHolidays: [...policy.bankHolidays] },
    changedById: createdById,
    changedAt: createdAt,
  };
}
