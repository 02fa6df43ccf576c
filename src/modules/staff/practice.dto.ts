import { IsISO8601, IsNumber, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { PageQuery } from '../../platform/http/paging.js';
import type { AssessorObservationRecord } from './assessor-observation.record.js';
import type { CpdEntryRecord } from './cpd-entry.record.js';
import { type CpdTotal, hoursOf } from '../../domain/staff/cpd.js';

export class LogCpdBody {
  /** When it was done, or finished; not in the future. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  on: string;

  /** In whole quarters: 0.25 to 200. */
  @IsNumber()
  @Min(0.25)
  @Max(200)
  hours: number;

  /** What was done: a course, a visit, standardisation, reading. */
  @IsString()
  @Length(1, 1_000)
  @Matches(/\S/, { message: 'activity must not be blank' })
  activity: string;

  /** What was learned, and what will be done differently. */
  @IsString()
  @Length(1, 5_000)
  @Matches(/\S/, { message: 'learned must not be blank' })
  learned: string;

  /** Key of the unit it is about, where it is about one. */
  @IsOptional()
  @IsString()
  @Length(1, 20)
  unit?: string | null;
}

export class WithdrawCpdBody {
  /** Why the entry does not stand. */
  @IsString()
  @Length(1, 2_000)
  @Matches(/\S/, { message: 'reason must say why it does not stand' })
  reason: string;
}

export class CpdEntryView {
  id: string;
  on: string;
  hours: number;
  activity: string;
  learned: string;
  unit: string | null;
  recordedAt: string;
  /** When its author withdrew it; then it adds to no total. */
  withdrawnAt: string | null;
  withdrawalReason: string | null;
}

export class CpdTotalView {
  /** First and last day, both included. */
  from: string;
  to: string;
  hours: number;
}

export class CpdPage {
  items: CpdEntryView[];
  /** Hours in each of the last three spells of twelve months, the latest first. */
  totals: CpdTotalView[];
  nextCursor: string | null;
}

export class ObserveAssessorBody {
  @IsUUID()
  assessorId: string;

  /** Key of the unit: U40. */
  @IsString()
  @Length(1, 20)
  unit: string;

  /** Not in the future. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  observedOn: string;

  /** What was watched: a workplace observation, a professional discussion, feedback to a learner. */
  @IsString()
  @Length(1, 2_000)
  @Matches(/\S/, { message: 'activity must not be blank' })
  activity: string;

  /** With which learner, if you have a part in their registration; the assessor assesses there. */
  @IsOptional()
  @IsUUID()
  registrationId?: string | null;

  @IsString()
  @Length(1, 5_000)
  @Matches(/\S/, { message: 'strengths must not be blank' })
  strengths: string;

  @IsString()
  @Length(1, 5_000)
  @Matches(/\S/, { message: 'feedback must not be blank' })
  feedback: string;

  /** What the assessor is to do, if anything. */
  @IsOptional()
  @IsString()
  @Length(1, 5_000)
  @Matches(/\S/, { message: 'actionRequired must not be blank' })
  actionRequired?: string | null;
}

export class ListObservationsQuery extends PageQuery {
  @IsOptional()
  @IsUUID()
  assessorId?: string;

  /** Key of the unit. */
  @IsOptional()
  @IsString()
  @Length(1, 20)
  unit?: string;
}

export class AssessorObservationView {
  id: string;
  assessorId: string;
  assessorName: string;
  observerId: string;
  observerName: string;
  unit: string;
  observedOn: string;
  registrationId: string | null;
  activity: string;
  strengths: string;
  feedback: string;
  actionRequired: string | null;
  recordedAt: string;
}

export class AssessorObservationPage {
  items: AssessorObservationView[];
  nextCursor: string | null;
}

export function toCpdEntryView(row: CpdEntryRecord): CpdEntryView {
  const { id, doneOn, minutes, activity, learned, unitKey, recordedAt, endedAt, endingReason } = row;
  return {
    ...{ id, on: doneOn, hours: hoursOf(minutes), activity, learned, unit: unitKey, recordedAt },
    ...{ withdrawnAt: endedAt, withdrawalReason: endingReason },
  };
}

export const toCpdTotalView = ({ from, to, hours }: CpdTotal): CpdTotalView => ({ from, to, hours });

export function toObservationView(
  row: AssessorObservationRecord,
  names: ReadonlyMap<string, string>,
): AssessorObservationView {
  const { id, assessorId, observerId, unitKey, observedOn, registrationId } = row;
  const { activity, strengths, feedback, actionRequired, recordedAt } = row;
  return {
    ...{ id, assessorId, assessorName: names.get(assessorId) ?? '' },
    ...{ observerId, observerName: names.get(observerId) ?? '' },
    ...{ unit: unitKey, observedOn, registrationId, activity, strengths, feedback, actionRequired, recordedAt },
  };
}
