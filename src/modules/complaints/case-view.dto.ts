import { ApiProperty, OmitType } from '@nestjs/swagger';
import { allowedOperations, OPERATIONS, type Operation } from '../../domain/access/permissions.js';
import type { Relation } from '../../domain/access/relations.js';
import { CASE_STATUSES, type CaseStatus } from '../../domain/complaint/complaint-case.js';
import { CASE_EVENTS, type CaseEvent } from '../../domain/complaint/lifecycle.js';
import type { Moment } from '../../domain/complaint/moment.js';
import {
  type Channel,
  CHANNELS,
  CUSTOMER_TYPES,
  type CustomerType,
  EVIDENCE_STATUSES,
  type EvidenceStatus,
} from '../../domain/evidence/evidence.js';
import { EVIDENCE_METHODS, type EvidenceMethod } from '../../domain/evidence/evidence-method.js';
import type { EvidenceRecord } from '../evidence/evidence.record.js';
import { CaseAnalysisView, toCaseAnalysisView } from './case-analysis.dto.js';
import type { CaseCommunicationRecord } from './case-communication.record.js';
import type { CaseMoveRecord } from './case-move.record.js';
import { CreateComplaintCaseBody } from './complaint-case.dto.js';
import type { ComplaintCaseRecord } from './complaint-case.record.js';
import { AddCommunicationBody } from './complaints.dto.js';
import { toCommunication, toComplaintCase, toContent } from './to-complaint-case.js';

export class ComplaintCaseSummaryView {
  id: string;
  /** Unique in the portfolio: C-001. */
  caseRef: string;
  learnerId: string;
  @ApiProperty({ enum: CASE_STATUSES })
  status: CaseStatus;
  customerLabel: string;
  @ApiProperty({ enum: CUSTOMER_TYPES })
  customerType: CustomerType;
  receivedAt: Moment;
  @ApiProperty({ enum: CHANNELS })
  channel: Channel;
  category: string | null;
  issueKey: string | null;
  nature: string;
  createdAt: string;
}

export class ComplaintCasePage {
  items: ComplaintCaseSummaryView[];
  nextCursor: string | null;
}

export class CaseCommunicationView extends AddCommunicationBody {
  id: string;
  addedById: string;
  addedAt: string;
}

export class CaseMoveView {
  @ApiProperty({ enum: CASE_EVENTS })
  event: CaseEvent;
  @ApiProperty({ enum: CASE_STATUSES })
  from: CaseStatus;
  @ApiProperty({ enum: CASE_STATUSES })
  to: CaseStatus;
  reason: string | null;
  movedById: string;
  movedAt: string;
}

/** A version of an item that refers to the case by its label. */
export class ReferringEvidenceView {
  id: string;
  ref: string;
  title: string;
  @ApiProperty({ enum: EVIDENCE_METHODS })
  method: EvidenceMethod;
  @ApiProperty({ enum: EVIDENCE_STATUSES })
  status: EvidenceStatus;
}

/** Every field of the case is there; what was not said is `null` or empty. */
export class ComplaintCaseView extends OmitType(CreateComplaintCaseBody, ['learnerId', 'caseRef'] as const) {
  id: string;
  /** Unique in the portfolio: C-001. */
  caseRef: string;
  learnerId: string;
  @ApiProperty({ enum: CASE_STATUSES })
  status: CaseStatus;
  /** Oldest first. */
  communications: CaseCommunicationView[];
  /** Every step of its life since it was recorded here, oldest first. */
  moves: CaseMoveView[];
  evidence: ReferringEvidenceView[];
  /** What can be computed about this case; nothing of it is a judgement. */
  analysis: CaseAnalysisView;
  /** Hash of the log it was read from; `null` when it was written here. */
  importSha256: string | null;
  createdById: string;
  createdAt: string;
  @ApiProperty({ enum: Object.keys(OPERATIONS), isArray: true })
  allowed: Operation[];
}

/** One case with all that belongs to it. */
export interface WholeCase {
  readonly row: ComplaintCaseRecord;
  readonly communications: readonly CaseCommunicationRecord[];
  readonly moves: readonly CaseMoveRecord[];
  readonly evidence: readonly EvidenceRecord[];
}

export function toCaseSummaryView(row: ComplaintCaseRecord): ComplaintCaseSummaryView {
  const { id, caseRef, learnerId, status, customerLabel, customerType, receivedAt, channel } = row;
  const { category, issueKey, nature, createdAt } = row;
  return {
    ...{ id, caseRef, learnerId, status, customerLabel, customerType, receivedAt, channel },
    ...{ category, issueKey, nature, createdAt },
  };
}

function toMoveView({ event, fromStatus, toStatus, reason, movedById, movedAt }: CaseMoveRecord): CaseMoveView {
  return { event, from: fromStatus, to: toStatus, reason, movedById, movedAt };
}

export function toCaseView(
  { row, communications, moves, evidence }: WholeCase,
  relations: readonly Relation[],
  today: Moment,
): ComplaintCaseView {
  const { id, caseRef, learnerId, status, importSha256, createdById, createdAt } = row;
  return {
    ...{ id, caseRef, learnerId, status },
    ...toContent(row),
    communications: communications.map((message) => {
      const { id: messageId, addedById, addedAt } = message;
      return { id: messageId, ...toCommunication(message), addedById, addedAt };
    }),
    moves: moves.map(toMoveView),
    evidence: evidence.map(({ id: evidenceId, ref, title, method, status: state }) => ({
      ...{ id: evidenceId, ref, title, method },
      status: state,
    })),
    analysis: toCaseAnalysisView(toComplaintCase(row, communications), today),
    ...{ importSha256, createdById, createdAt },
    allowed: allowedOperations(relations).filter((operation) => operation.startsWith('case:')),
  };
}
