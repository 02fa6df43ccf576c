import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { COVERAGE_STATUSES, type CoverageStatus } from '../../domain/coverage/coverage.js';
import { SIGN_OFF_STAGES, type SignOffStage, UNIT_STATES, type UnitState } from '../../domain/sign-off/sign-off.js';
import { isOverdue, QUEUE_KINDS, type QueueKindCode } from '../../domain/workload/queue-kinds.js';
import { QUEUE_WORDING } from '../../domain/workload/queue-wording.js';
import { PageQuery } from '../../platform/http/paging.js';
import type { CaseloadRow } from './caseload.reader.js';
import type { WaitingRow } from './queue.reader.js';
import { NOTHING_WAITS } from './registration-progress.record.js';

export class QueueQuery extends PageQuery {
  /** Only work of this kind; the counts are of all kinds. */
  @ApiProperty({ enum: QUEUE_KINDS, required: false })
  @IsOptional()
  @IsIn(QUEUE_KINDS)
  kind?: QueueKindCode;
}

export class QueueCountView {
  @ApiProperty({ enum: QUEUE_KINDS })
  kind: QueueKindCode;
  count: number;
}

export class WaitingWorkView {
  @ApiProperty({ enum: QUEUE_KINDS })
  kind: QueueKindCode;
  /** What to do, in one sentence. */
  title: string;
  /** The instant from which it has waited for you. */
  since: string;
  /** The day by which it is due; `null` where nobody has set one. */
  dueOn: string | null;
  /** Whether that day is over. */
  overdue: boolean;
  registrationId: string | null;
  evidenceId: string | null;
  learnerId: string | null;
  /** Path of the thing. */
  href: string;
}

export class QueueView {
  counts: QueueCountView[];
  items: WaitingWorkView[];
  nextCursor: string | null;
  /** Everything that happened up to this instant is taken into account; it lies behind by a second at most, as a rule. */
  asOf: string;
}

export class StatusCountView {
  @ApiProperty({ enum: COVERAGE_STATUSES })
  status: CoverageStatus;
  /** How many criteria are in it. */
  count: number;
}

export class CaseView {
  registrationId: string;
  /** Your part in it. */
  @ApiProperty({ enum: ['assessor', 'second_assessor', 'countersigner', 'iqa'] })
  part: string;
  learnerId: string;
  learnerName: string;
  unit: string;
  @ApiProperty({ enum: UNIT_STATES })
  state: UnitState;
  /** Every gate before the first signature holds. */
  ready: boolean;
  /** Whose signature could be given now. */
  @ApiProperty({ enum: SIGN_OFF_STAGES, nullable: true })
  nextStage: SignOffStage | null;
  criteria: number;
  met: number;
  evidenced: number;
  /** Criteria by status; those without any are left out. */
  counts: StatusCountView[];
  /** Since when the oldest evidence waits for a decision; `null` when none does. */
  oldestWaitingSince: string | null;
  /** The earliest day on which something that waits here is due. */
  nextDueOn: string | null;
  overdue: boolean;
  lastActivityAt: string;
}

export class CaseloadPage {
  items: CaseView[];
  nextCursor: string | null;
  asOf: string;
}

export function toWaitingView(row: WaitingRow, readerId: string, today: string): WaitingWorkView {
  const { kind, subjectId, since, dueOn, registrationId, evidenceId, learnerId, ref, evidenceTitle, detail } = row;
  const words = {
    ...{ subjectId, registrationId, evidenceId, ref, evidenceTitle, detail },
    learner: learnerId === readerId ? null : row.learnerName,
    unit: row.unitKey,
  };
  const { title, href } = QUEUE_WORDING[kind];
  return {
    ...{ kind, title: title(words), since, dueOn, overdue: isOverdue(dueOn, today) },
    ...{ registrationId, evidenceId, learnerId, href: href(words) },
  };
}

const PART_CODES: Readonly<Record<CaseloadRow['part'], string>> = {
  learnerId: 'learner',
  assessorId: 'assessor',
  coAssessorId: 'second_assessor',
  countersignerId: 'countersigner',
  iqaId: 'iqa',
  countersigningIqaId: 'countersigning_iqa',
};

export function toCaseView(row: CaseloadRow, today: string): CaseView {
  const { id, part, learnerId, learnerName, unitKey, state, ready, nextStage, criteria, met, evidenced } = row;
  return {
    ...{ registrationId: id, part: PART_CODES[part], learnerId, learnerName, unit: unitKey, state, ready, nextStage },
    ...{ criteria, met, evidenced },
    counts: COVERAGE_STATUSES.flatMap((status) =>
      row.counts[status] > 0 ? [{ status, count: row.counts[status] }] : [],
    ),
    oldestWaitingSince: row.waitingSince === NOTHING_WAITS ? null : row.waitingSince,
    nextDueOn: row.nextDueOn,
    overdue: isOverdue(row.nextDueOn, today),
    lastActivityAt: row.lastActivityAt,
  };
}
