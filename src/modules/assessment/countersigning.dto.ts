import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsString, IsUUID, Length, Matches } from 'class-validator';
import { JUDGEMENT_OUTCOMES, type JudgementOutcome } from '../../domain/judgement/judgement.js';
import { CountersignBody } from './assessment.dto.js';
import type { WaitingJudgement } from './countersigning.reader.js';

export class CountersignAllBody extends CountersignBody {
  /** Judgements of the registration that wait; if one does not, none is settled. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  judgementIds: string[];
}

export class ReleaseJudgementBody {
  /** Why it may stand without a countersignature; it is printed with the judgement. */
  @IsString()
  @Length(1, 5_000)
  @Matches(/\S/, { message: 'reason must say why' })
  reason: string;
}

export class PendingCountersignatureView {
  judgementId: string;
  registrationId: string;
  unit: string;
  learnerId: string;
  learnerName: string;
  criterion: string;
  @ApiProperty({ enum: JUDGEMENT_OUTCOMES })
  outcome: JudgementOutcome;
  traineeId: string;
  traineeName: string;
  rationale: string;
  evidenceIds: string[];
  overrideReason: string | null;
  /** What the trainee asks of the learner. */
  action: string | null;
  targetDate: string | null;
  decidedAt: string;
  /** Whole days since then. */
  waitedDays: number;
}

export class PendingCountersignaturePage {
  items: PendingCountersignatureView[];
  nextCursor: string | null;
}

const DAY_MS = 86_400_000;

/** @param nowMs milliseconds since 1970 */
export function toPendingView(
  waiting: WaitingJudgement,
  names: ReadonlyMap<string, string>,
  nowMs: number,
): PendingCountersignatureView {
  const { id, registrationId, criterion, outcome, assessorId, rationale, decidedAt, registration } = waiting;
  const { evidenceIds, overrideReason, action, targetDate } = waiting;
  return {
    ...{ judgementId: id, registrationId, unit: registration.unitKey, criterion, outcome, rationale },
    ...{ overrideReason, action, targetDate, decidedAt },
    learnerId: registration.learnerId,
    learnerName: names.get(registration.learnerId) ?? '',
    traineeId: assessorId,
    traineeName: names.get(assessorId) ?? '',
    evidenceIds: [...evidenceIds],
    waitedDays: Math.max(0, Math.floor((nowMs - Date.parse(decidedAt)) / DAY_MS)),
  };
}
