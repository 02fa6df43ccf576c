import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import {
  APPEAL_KINDS,
  APPEAL_OUTCOMES,
  APPEAL_STATUSES,
  type AppealKind,
  type AppealOutcome,
  type AppealStatus,
} from '../../domain/appeal/appeal.js';
import { PageQuery } from '../../platform/http/paging.js';

const WORDS = 5_000;

/** Words that must say something. */
const Words =
  (message: string): PropertyDecorator =>
  (target, property) => {
    IsString()(target, property);
    Length(1, WORDS)(target, property);
    Matches(/\S/, { message })(target, property);
  };

const OptionalWords = (): PropertyDecorator => (target, property) => {
  IsOptional()(target, property);
  IsString()(target, property);
  MaxLength(WORDS)(target, property);
};

const Outcome = (): PropertyDecorator => (target, property) => {
  IsIn(APPEAL_OUTCOMES)(target, property);
  ApiProperty({ enum: APPEAL_OUTCOMES })(target, property);
};

/** What an appeal is against (domain.md §3.8). */
export class AppealAgainstBody {
  @ApiProperty({ enum: APPEAL_KINDS })
  @IsIn(APPEAL_KINDS)
  kind: AppealKind;

  /** Kind judgement: one of `not_yet_met` or `referred` that rules on its criterion. */
  @IsOptional()
  @IsUUID()
  judgementId?: string | null;

  /** Kinds about evidence: the item that was returned, or one of whose claims was declined. */
  @IsOptional()
  @IsUUID()
  evidenceId?: string | null;

  /** The claim that was declined; of a failing, the criterion it concerns. */
  @IsOptional()
  @IsString()
  @Length(1, 20)
  criterion?: string | null;
}

export class LodgeAppealBody {
  @IsUUID()
  registrationId: string;

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => AppealAgainstBody)
  against: AppealAgainstBody;

  /** What was wrong, in the learner's words. */
  @Words('grounds must say what was wrong')
  grounds: string;

  /** Why it comes later than the centre's policy asks; needed then (POL), and the appeal is accepted all the same. */
  @OptionalWords()
  lateReason?: string | null;
}

export class ListAppealsQuery extends PageQuery {
  @IsOptional()
  @IsUUID()
  registrationId?: string;

  @ApiProperty({ enum: APPEAL_STATUSES, required: false })
  @IsOptional()
  @IsIn(APPEAL_STATUSES)
  status?: AppealStatus;
}

export class AcknowledgeAppealBody {
  @OptionalWords()
  note?: string | null;
}

export class DecideAppealBody {
  /** `upheld` ends the appeal; with the others the learner accepts or escalates. Of a panel, what its majority voted for. */
  @Outcome()
  outcome: AppealOutcome;

  /** For the learner. */
  @Words('reasons must tell the learner why')
  reasons: string;

  /** Whether another assessor than the one who took the decision takes it anew. */
  @IsOptional()
  @IsBoolean()
  byAnotherAssessor?: boolean | null;
}

export class EscalateAppealBody {
  @Words('reason must say what is not accepted')
  reason: string;

  /** Why it comes after the day on which the answer was due; needed then. */
  @OptionalWords()
  lateReason?: string | null;
}

export class AcceptAppealDecisionBody {
  @OptionalWords()
  note?: string | null;
}

export class WithdrawAppealBody {
  @Words('reason must say why')
  reason: string;
}

export class CloseLapsedAppealBody {
  @Words('reason must say why')
  reason: string;
}

export class AppointPanelBody {
  /** Everybody on the panel from now on. Fewer than the centre's policy asks for is a warning. */
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(9)
  @ArrayUnique((id: unknown) => (typeof id === 'string' ? id.toLowerCase() : id))
  @IsUUID(undefined, { each: true })
  memberIds: string[];
}

export class VoteOnAppealBody {
  @Outcome()
  outcome: AppealOutcome;

  /** For the panel, lead IQAs and the centre manager; the learner never sees it. */
  @Words('note must say why')
  note: string;
}

export class ReportAoOutcomeBody {
  @Outcome()
  outcome: AppealOutcome;

  /** The awarding organisation's reference for its decision. */
  @IsString()
  @Length(1, 200)
  @Matches(/\S/, { message: 'reference must name the decision' })
  reference: string;

  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  decidedOn: string;

  @OptionalWords()
  reasons?: string | null;

  @IsOptional()
  @IsBoolean()
  byAnotherAssessor?: boolean | null;
}

export class CloseTracingBody {
  /** What was found with other learners, and what follows. */
  @Words('note must say what was found')
  note: string;
}
