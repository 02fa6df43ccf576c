import { ApiProperty } from '@nestjs/swagger';
import { allowedOperations, OPERATIONS, type Operation } from '../../domain/access/permissions.js';
import type { Relation } from '../../domain/access/relations.js';
import {
  APPEAL_KINDS,
  APPEAL_OUTCOMES,
  APPEAL_STATUSES,
  APPEAL_STEPS,
  type AppealKind,
  type AppealOutcome,
  type AppealStatus,
  type AppealStepEvent,
} from '../../domain/appeal/appeal.js';
import { APPEAL_WARNINGS, type AppealWarning } from '../../domain/appeal/appeal-warnings.js';
import { isOverdue } from '../../domain/appeal/ladder.js';
import type { AppealPanelMemberRecord } from './appeal-panel-member.record.js';
import type { AppealStepRecord } from './appeal-step.record.js';
import type { AppealRecord } from './appeal.record.js';

export class AppealAgainstView {
  @ApiProperty({ enum: APPEAL_KINDS })
  kind: AppealKind;
  judgementId: string | null;
  evidenceId: string | null;
  criterion: string | null;
}

export class AppealSummaryView {
  id: string;
  registrationId: string;
  learnerId: string;
  learnerName: string;
  against: AppealAgainstView;
  @ApiProperty({ enum: APPEAL_STATUSES })
  status: AppealStatus;
  /** By when the next step is due, in working days of the centre's policy. */
  dueOn: string | null;
  isOverdue: boolean;
  /** What the last stage decided; `null` until then and once it is taken further. */
  @ApiProperty({ enum: APPEAL_OUTCOMES, nullable: true })
  outcome: AppealOutcome | null;
  /** It was granted, and what it was about has not been decided again. Until then it keeps the unit from being signed. */
  awaitsRedecision: boolean;
  /** Whether the failure has been traced to other learners; `null` when none was found. */
  @ApiProperty({ enum: ['open', 'closed'], nullable: true })
  tracing: 'open' | 'closed' | null;
  lodgedAt: string;
  closedAt: string | null;
}

export class AppealPage {
  items: AppealSummaryView[];
  nextCursor: string | null;
}

export class AppealStepView {
  sequence: number;
  @ApiProperty({ enum: APPEAL_STEPS })
  event: AppealStepEvent;
  /** Where the appeal stood after it. */
  @ApiProperty({ enum: APPEAL_STATUSES })
  status: AppealStatus;
  actorId: string;
  actorName: string;
  at: string;
  reason: string | null;
  @ApiProperty({ enum: APPEAL_OUTCOMES, nullable: true })
  outcome: AppealOutcome | null;
  /** By when the next step was due. */
  dueOn: string | null;
  isLate: boolean;
  lateReason: string | null;
}

export class PanelMemberView {
  memberId: string;
  memberName: string;
  appointedAt: string;
}

export class AppealWarningView {
  @ApiProperty({ enum: APPEAL_WARNINGS })
  code: AppealWarning['code'];
  message: string;
}

export class AppealView extends AppealSummaryView {
  grounds: string;
  decidedById: string;
  decidedByName: string;
  /** Who reconsiders at stage 1. */
  stage1DeciderId: string;
  stage1DeciderName: string;
  /** The last stage said that another assessor takes the decision anew. */
  byAnotherAssessor: boolean;
  redecidedAt: string | null;
  aoReference: string | null;
  aoDecidedOn: string | null;
  panel: PanelMemberView[];
  /** Oldest first. Votes are shown to the panel and those who oversee it, what the tracing found to the latter. */
  steps: AppealStepView[];
  warnings: AppealWarningView[];
  @ApiProperty({ enum: Object.keys(OPERATIONS), isArray: true })
  allowed: Operation[];
}

export function toAppealSummaryView(
  row: AppealRecord,
  names: ReadonlyMap<string, string>,
  today: string,
): AppealSummaryView {
  const { id, registrationId, learnerId, kind, judgementId, evidenceId, criterion, status, dueOn } = row;
  const { outcome, awaitsRedecision, tracing, lodgedAt, closedAt } = row;
  return {
    ...{ id, registrationId, learnerId, learnerName: names.get(learnerId) ?? '' },
    against: { kind, judgementId, evidenceId, criterion },
    ...{ status, dueOn, isOverdue: isOverdue(dueOn, today), outcome, awaitsRedecision, tracing, lodgedAt, closedAt },
  };
}

export function toStepView(row: AppealStepRecord, names: ReadonlyMap<string, string>): AppealStepView {
  const { sequence, event, status, actorId, at, reason, outcome, dueOn, isLate, lateReason } = row;
  const actorName = names.get(actorId) ?? '';
  return { sequence, event, status, actorId, actorName, at, reason, outcome, dueOn, isLate, lateReason };
}

/** An appeal with everything that `relations` may see of it; `steps` are those they may see. */
export function toAppealView(
  row: AppealRecord,
  parts: {
    readonly steps: readonly AppealStepRecord[];
    readonly panel: readonly AppealPanelMemberRecord[];
    readonly warnings: readonly AppealWarning[];
    readonly relations: readonly Relation[];
    readonly names: ReadonlyMap<string, string>;
    readonly today: string;
  },
): AppealView {
  const { steps, panel, warnings, relations, names, today } = parts;
  const { grounds, decidedById, stage1DeciderId, byAnotherAssessor, redecidedAt, aoReference, aoDecidedOn } = row;
  return {
    ...toAppealSummaryView(row, names, today),
    ...{ grounds, decidedById, stage1DeciderId, byAnotherAssessor, redecidedAt, aoReference, aoDecidedOn },
    decidedByName: names.get(decidedById) ?? '',
    stage1DeciderName: names.get(stage1DeciderId) ?? '',
    panel: panel.map(({ memberId, appointedAt }) => ({
      ...{ memberId, appointedAt },
      memberName: names.get(memberId) ?? '',
    })),
    steps: steps.map((step) => toStepView(step, names)),
    warnings: warnings.map(({ code, message }) => ({ code, message })),
    allowed: allowedOperations(relations).filter((operation) => operation.startsWith('appeal:')),
  };
}
