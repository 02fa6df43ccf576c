import { ApiProperty } from '@nestjs/swagger';
import {
  AUTHOR_ROLES,
  type AuthorRole,
  EVIDENCE_METHODS,
  type EvidenceMethod,
} from '../../domain/evidence/evidence-method.js';
import {
  EVIDENCE_STATUSES,
  type EvidenceStatus,
  RETURN_REASONS,
  type ReturnReason,
} from '../../domain/evidence/evidence.js';
import {
  COUNTERSIGNATURE_RESULTS,
  type CountersignatureResult,
  JUDGEMENT_OUTCOMES,
  type JudgementOutcome,
} from '../../domain/judgement/judgement.js';
import type { JudgementEntry } from '../assessment/judgements.reader.js';
import type { EvidenceDecisionRecord } from '../evidence/evidence-decision.record.js';
import type { EvidenceFileRecord } from '../evidence/evidence-file.record.js';
import type { EvidenceRecord, MethodRecord } from '../evidence/evidence.record.js';
import type { AppealCase } from './appeal-case.reader.js';
import type { LikeDecision } from './like-decisions.reader.js';

export class AppealedJudgementView {
  id: string;
  /** Position in the ledger of the registration, from 1. */
  sequence: number;
  criterion: string;
  @ApiProperty({ enum: JUDGEMENT_OUTCOMES })
  outcome: JudgementOutcome;
  assessorId: string;
  assessorName: string;
  decidedAt: string;
  rationale: string;
  evidenceIds: string[];
  overrideReason: string | null;
  action: string | null;
  targetDate: string | null;
  /** A trainee's judgement has effect once it is `agreed` or `released`. */
  @ApiProperty({ enum: COUNTERSIGNATURE_RESULTS, nullable: true })
  countersignature: CountersignatureResult | null;
}

export class AppealedFileView {
  id: string;
  name: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  sha256: string;
}

export class AppealedEvidenceDecisionView {
  @ApiProperty({ enum: ['accepted', 'returned'] })
  outcome: 'accepted' | 'returned';
  comment: string | null;
  @ApiProperty({ enum: RETURN_REASONS, isArray: true })
  reasons: ReturnReason[];
  /** Criteria whose claims were declined. */
  declined: string[];
  assessorId: string;
  assessorName: string;
  decidedAt: string;
}

export class AppealedEvidenceView {
  id: string;
  ref: string;
  version: number;
  @ApiProperty({ enum: EVIDENCE_METHODS })
  method: EvidenceMethod;
  @ApiProperty({ enum: EVIDENCE_STATUSES })
  status: EvidenceStatus;
  title: string;
  contextStatement: string;
  activityFrom: string;
  activityTo: string;
  @ApiProperty({ enum: AUTHOR_ROLES })
  authorRole: AuthorRole;
  submittedAt: string | null;
  contentSha256: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  record: MethodRecord | null;
  /** Files that may be opened through the appeal; what is sealed or removed is left out. */
  files: AppealedFileView[];
  decisions: AppealedEvidenceDecisionView[];
}

/** What the decision that is appealed rests on, and nothing else of the portfolio. */
export class AppealCaseView {
  judgements: AppealedJudgementView[];
  evidence: AppealedEvidenceView[];
}

export class LikeDecisionView {
  id: string;
  learnerId: string;
  learnerName: string;
  /** Of a judgement met, not_yet_met or referred; of evidence accepted or returned. */
  outcome: string;
  decidedAt: string;
  registrationId: string | null;
  criterion: string | null;
  evidenceId: string | null;
  ref: string | null;
}

export class LikeDecisionPage {
  items: LikeDecisionView[];
  nextCursor: string | null;
}

type Names = ReadonlyMap<string, string>;

function toJudgementView(entry: JudgementEntry, names: Names): AppealedJudgementView {
  const { id, sequence, criterion, outcome, assessorId, decidedAt, rationale, evidenceIds } = entry;
  const { overrideReason, action, targetDate, countersignature } = entry;
  return {
    ...{ id, sequence, criterion, outcome, assessorId, decidedAt, rationale, overrideReason, action, targetDate },
    assessorName: names.get(assessorId) ?? '',
    evidenceIds: [...evidenceIds],
    countersignature: countersignature && countersignature.result,
  };
}

function toDecisionView(decision: EvidenceDecisionRecord, names: Names): AppealedEvidenceDecisionView {
  const { outcome, comment, reasons, claims, assessorId, decidedAt } = decision;
  return {
    ...{ outcome, comment, reasons, assessorId, decidedAt },
    declined: claims.filter((claim) => claim.outcome === 'declined').map(({ criterion }) => criterion),
    assessorName: names.get(assessorId) ?? '',
  };
}

const isOpenable = ({ sealedAt, purgedAt }: EvidenceFileRecord): boolean => sealedAt === null && purgedAt === null;

function toFileView({ id, name, mediaType, size, sha256 }: EvidenceFileRecord): AppealedFileView {
  return { id, name, mediaType, size, sha256 };
}

function toEvidenceView(row: EvidenceRecord, { files, decisions }: AppealCase, names: Names): AppealedEvidenceView {
  const { id, ref, version, method, status, title, contextStatement, activityFrom, activityTo } = row;
  const { authorRole, submittedAt, contentSha256, record } = row;
  return {
    ...{ id, ref, version, method, status, title, contextStatement, activityFrom, activityTo },
    ...{ authorRole, submittedAt, contentSha256, record },
    files: files.filter((file) => file.evidenceId === id && isOpenable(file)).map(toFileView),
    decisions: decisions.filter(({ evidenceId }) => evidenceId === id).map((one) => toDecisionView(one, names)),
  };
}

export function toCaseView(shown: AppealCase, names: Names): AppealCaseView {
  return {
    judgements: shown.judgements.map((entry) => toJudgementView(entry, names)),
    evidence: shown.evidence.map((row) => toEvidenceView(row, shown, names)),
  };
}

export function toLikeDecisionView(decision: LikeDecision, names: Names): LikeDecisionView {
  return { ...decision, learnerName: names.get(decision.learnerId) ?? '' };
}
