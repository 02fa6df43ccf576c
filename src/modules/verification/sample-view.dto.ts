import { ApiProperty } from '@nestjs/swagger';
import {
  ACTION_SEVERITIES,
  ACTION_STATUSES,
  ACTION_SUBJECTS,
  actionStatus,
  type ActionSeverity,
  type ActionStatus,
  type ActionSubject,
  overallDecision,
} from '../../domain/sampling/sample-decision.js';
import type { SampleSnapshot } from '../../domain/sampling/sample-snapshot.js';
import {
  RECORD_KINDS,
  type RecordKind,
  SAMPLE_STAGES,
  type SampleStage,
} from '../../domain/sampling/sampling-facts.js';
import { SAMPLE_DECISIONS, type SampleDecision } from '../../domain/sign-off/sign-off.js';
import type { IqaActionRecord } from './iqa-action.record.js';
import type { IqaSampleRecord } from './iqa-sample.record.js';
import { SampleChecksBody } from './samples.dto.js';

export class CriterionSampledView {
  criterion: string;
  @ApiProperty({ enum: SAMPLE_DECISIONS })
  decision: SampleDecision;
  note: string | null;
  /** Whose decision it was; `null` when nobody had judged the criterion. */
  assessorId: string | null;
  assessorName: string | null;
}

export class IqaActionView {
  id: string;
  sampleId: string;
  registrationId: string;
  @ApiProperty({ enum: ACTION_SEVERITIES })
  severity: ActionSeverity;
  @ApiProperty({ enum: ACTION_SUBJECTS })
  against: ActionSubject;
  /** The criterion or the ref of the evidence. */
  subject: string | null;
  text: string;
  dueDate: string;
  @ApiProperty({ enum: ACTION_STATUSES })
  status: ActionStatus;
  ownerId: string;
  ownerName: string;
  raisedById: string;
  raisedByName: string;
  raisedAt: string;
  response: string | null;
  respondedAt: string | null;
  closedById: string | null;
  closedByName: string | null;
  closureNote: string | null;
  closedAt: string | null;
}

export class IqaActionPage {
  items: IqaActionView[];
  nextCursor: string | null;
}

export class SampleView {
  id: string;
  registrationId: string;
  plannedSampleId: string | null;
  @ApiProperty({ enum: SAMPLE_STAGES })
  stage: SampleStage;
  selectionReason: string;
  criteria: string[];
  /** What the IQA saw, frozen. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  snapshot: SampleSnapshot;
  snapshotSha256: string;
  frozenAt: string;
  iqaId: string;
  iqaName: string;
  @ApiProperty({ enum: ['open', 'signed'] })
  status: 'open' | 'signed';
  signedAt: string | null;
  evidenceRefs: string[];
  /** Of the evidence looked at. */
  methods: string[];
  @ApiProperty({ enum: RECORD_KINDS, isArray: true })
  recordsSeen: RecordKind[];
  @ApiProperty({ type: SampleChecksBody, nullable: true })
  checks: SampleChecksBody | null;
  /** The gravest of the decisions; `null` until signed. */
  @ApiProperty({ enum: SAMPLE_DECISIONS, nullable: true })
  decision: SampleDecision | null;
  decisions: CriterionSampledView[];
  feedback: string | null;
  learnerInterview: string | null;
  witnessContacted: string | null;
  actions: IqaActionView[];
}

export class SamplePage {
  items: SampleView[];
  nextCursor: string | null;
}

export class SnapshotChangeView {
  @ApiProperty({ enum: ['evidence', 'claim', 'judgement'] })
  about: 'evidence' | 'claim' | 'judgement';
  @ApiProperty({ enum: ['added', 'changed', 'removed'] })
  change: 'added' | 'changed' | 'removed';
  /** `E001`, `E001 → AC2.1`, `AC2.1`. */
  subject: string;
  criterion: string | null;
  sentence: string;
}

export class SampleChangesView {
  sampleId: string;
  /** When the sample was frozen. */
  since: string;
  /** Empty when everything is as the IQA saw it. */
  changes: SnapshotChangeView[];
}

export function toActionView(row: IqaActionRecord, names: ReadonlyMap<string, string>): IqaActionView {
  const { id, sampleId, registrationId, severity, against, subject, text, dueDate } = row;
  const { ownerId, raisedById, raisedAt, response, respondedAt, closedById, closureNote, closedAt } = row;
  return {
    ...{ id, sampleId, registrationId, severity, against, subject, text, dueDate },
    ...{ ownerId, raisedById, raisedAt, response, respondedAt, closedById, closureNote, closedAt },
    status: actionStatus(row),
    ownerName: names.get(ownerId) ?? '',
    raisedByName: names.get(raisedById) ?? '',
    closedByName: closedById === null ? null : (names.get(closedById) ?? ''),
  };
}

export function toSampleView(
  row: IqaSampleRecord,
  actions: readonly IqaActionRecord[],
  names: ReadonlyMap<string, string>,
): SampleView {
  const { id, registrationId, plannedSampleId, stage, selectionReason, criteria, snapshot, snapshotSha256 } = row;
  const { frozenAt, iqaId, signedAt, checks, decisions, feedback, learnerInterview, witnessContacted } = row;
  const refs = row.evidenceRefs ?? [];
  const seen = snapshot.evidence.filter(({ ref }) => refs.includes(ref));
  return {
    ...{ id, registrationId, plannedSampleId, stage, selectionReason, snapshot, snapshotSha256, frozenAt, iqaId },
    ...{ signedAt, checks, feedback, learnerInterview, witnessContacted },
    criteria: [...criteria],
    iqaName: names.get(iqaId) ?? '',
    status: signedAt === null ? 'open' : 'signed',
    evidenceRefs: [...refs],
    methods: [...new Set(seen.map(({ method }) => method))].sort(),
    recordsSeen: [...(row.recordsSeen ?? [])],
    decision: decisions && overallDecision(decisions),
    decisions: (decisions ?? []).map((sampled) => ({
      ...sampled,
      assessorName: sampled.assessorId === null ? null : (names.get(sampled.assessorId) ?? ''),
    })),
    actions: actions.map((action) => toActionView(action, names)),
  };
}
