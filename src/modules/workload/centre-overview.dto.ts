import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, Length } from 'class-validator';
import { COVERAGE_STATUSES, type CoverageStatus, GAP_CODES, type GapCode } from '../../domain/coverage/coverage.js';
import { UNIT_STATES, type UnitState } from '../../domain/sign-off/sign-off.js';

export class CentreOverviewQuery {
  /** Key of one unit: U40; left out, all units together. */
  @IsOptional()
  @IsString()
  @Length(1, 20)
  unit?: string;
}

export class StateCountView {
  @ApiProperty({ enum: UNIT_STATES })
  state: UnitState;
  registrations: number;
}

export class CentreProgressView {
  registrations: number;
  states: StateCountView[];
  /** Criteria of all registrations: how many there are, are judged met, are evidenced. */
  criteria: number;
  met: number;
  evidenced: number;
}

export class OverdueView {
  /** Pieces of evidence that have waited for a decision longer than the standard of the house. */
  evidence: number;
  /** That standard, in working days. */
  standardWorkingDays: number;
  /** IQA actions past their day that are not answered. */
  actions: number;
  /** Planned samples past their day that are not taken. */
  samples: number;
}

export class TurnaroundView {
  /** First and last day of the window. */
  from: string;
  to: string;
  /** First decisions on submitted evidence in the window. */
  decisions: number;
  /** Working days from submission to decision that half of them did not exceed; `null` without any. */
  medianWorkingDays: number | null;
  /** The same for nine out of ten. */
  ninetiethPercentileWorkingDays: number | null;
}

export class CriterionCountView {
  @ApiProperty({ enum: COVERAGE_STATUSES })
  status: CoverageStatus;
  registrations: number;
}

export class BlockerCountView {
  @ApiProperty({ enum: GAP_CODES })
  code: GapCode;
  registrations: number;
}

export class CriterionGapsView {
  criterion: string;
  /** Of units that are not released, by status; statuses without any are left out. */
  counts: CriterionCountView[];
  /** The commonest blockers, at most three. */
  blockers: BlockerCountView[];
}

export class AssessorComplianceView {
  assessorId: string;
  assessorName: string;
  /** Samples that plans in force had set for days up to today, within the last year. */
  due: number;
  /** How many of them were taken. */
  done: number;
  /** Actions of theirs that nobody has closed. */
  openActions: number;
  /** Day on which a sample of their decisions was last signed, within the last year. */
  lastSampledOn: string | null;
}

export class IqaComplianceView {
  /** Over all assessors. */
  due: number;
  done: number;
  /** How many assessors there are to be seen here; the list names at most 50 of them. */
  assessors: number;
  /** Those who are furthest behind their plan first. */
  @ApiProperty({ type: [AssessorComplianceView] })
  items: AssessorComplianceView[];
}

export class CentreOverviewView {
  unit: string | null;
  progress: CentreProgressView;
  overdue: OverdueView;
  turnaround: TurnaroundView;
  gaps: CriterionGapsView[];
  iqa: IqaComplianceView;
  /** Everything that happened up to this instant is taken into account. */
  asOf: string;
}
