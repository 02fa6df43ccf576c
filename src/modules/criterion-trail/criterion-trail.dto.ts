import { ApiProperty } from '@nestjs/swagger';
import {
  COVERAGE_STATUSES,
  type CoverageStatus,
  GAP_CODES,
  GAP_SEVERITIES,
  type GapCode,
  type GapSeverity,
} from '../../domain/coverage/coverage.js';
import {
  CLAIM_STATES,
  type ClaimState,
  EVIDENCE_STATUSES,
  type EvidenceStatus,
  RETURN_REASONS,
  type ReturnReason,
} from '../../domain/evidence/evidence.js';
import {
  AUTHOR_ROLES,
  type AuthorRole,
  EVIDENCE_METHODS,
  type EvidenceMethod,
} from '../../domain/evidence/evidence-method.js';
import {
  ASSESSOR_STATUSES,
  COUNTERSIGNATURE_RESULTS,
  type CountersignatureResult,
  type AssessorStatus,
  JUDGEMENT_OUTCOMES,
  type JudgementOutcome,
} from '../../domain/judgement/judgement.js';
import {
  ACTION_SEVERITIES,
  ACTION_STATUSES,
  type ActionSeverity,
  type ActionStatus,
} from '../../domain/sampling/sample-decision.js';
import { SAMPLE_STAGES, type SampleStage } from '../../domain/sampling/sampling-facts.js';
import { SAMPLE_DECISIONS, type SampleDecision } from '../../domain/sign-off/sign-off.js';
import { CRITERION_KINDS, type CriterionKind } from '../../domain/specification/unit.js';

export class TrailFacetView {
  code: string;
  label: string;
}

export class TrailGapView {
  @ApiProperty({ enum: GAP_CODES })
  code: GapCode;
  @ApiProperty({ enum: GAP_SEVERITIES })
  severity: GapSeverity;
}

/** Where in the item the proof stands. */
export class TrailLocatorView {
  page?: number;
  paragraph?: number;
  sheet?: string;
  row?: number;
  /** Place in a recording, hh:mm:ss. */
  from?: string;
  to?: string;
  note?: string;
}

export class TrailFileView {
  /** `GET /api/evidence/{id}/files/{fileId}` opens it. */
  id: string;
  /** `null` for a sealed original: only whoever added it opens it. */
  name: string | null;
  mediaType: string;
  /** Bytes. */
  size: number;
  sha256: string;
  /** Set once its bytes were given up for data protection. */
  purgedAt: string | null;
}

export class TrailSignatureView {
  @ApiProperty({ enum: AUTHOR_ROLES })
  role: AuthorRole;
  personName: string;
  signedAt: string;
  contentSha256: string;
}

export class TrailEvidenceView {
  id: string;
  ref: string;
  version: number;
  title: string;
  @ApiProperty({ enum: EVIDENCE_METHODS })
  method: EvidenceMethod;
  @ApiProperty({ enum: EVIDENCE_STATUSES })
  status: EvidenceStatus;
  onHold: boolean;
  activityFrom: string;
  activityTo: string;
  authorId: string;
  authorName: string;
  submittedAt: string | null;
  /** Hash of what was handed in. */
  contentSha256: string | null;
  files: TrailFileView[];
  signatures: TrailSignatureView[];
}

export class TrailVarcsView {
  valid: boolean;
  authentic: boolean;
  reliable: boolean;
  current: boolean;
  sufficient: boolean;
}

/** What an assessor decided about the item, and about this claim of it. */
export class TrailDecisionView {
  @ApiProperty({ enum: ['accepted', 'returned'] })
  outcome: 'accepted' | 'returned';
  varcs: TrailVarcsView | null;
  /** The assessor's feedback. */
  comment: string | null;
  @ApiProperty({ enum: RETURN_REASONS, isArray: true })
  reasons: ReturnReason[];
  /** `null` where the decision says nothing about this criterion. */
  @ApiProperty({ enum: ['confirmed', 'declined'], nullable: true })
  claim: 'confirmed' | 'declined' | null;
  assessorId: string;
  assessorName: string;
  decidedAt: string;
  /** Hash of the content that was decided on. */
  contentSha256: string;
}

export class TrailClaimView {
  id: string;
  @ApiProperty({ enum: CLAIM_STATES })
  state: ClaimState;
  facets: string[];
  locator: TrailLocatorView | null;
  rationale: string | null;
  depthMet: boolean | null;
  evidence: TrailEvidenceView;
  /** Every decision ever on the item, oldest first. */
  decisions: TrailDecisionView[];
}

export class TrailCountersignatureView {
  countersignerId: string;
  countersignerName: string;
  @ApiProperty({ enum: COUNTERSIGNATURE_RESULTS })
  result: CountersignatureResult;
  note: string | null;
  at: string;
}

export class TrailJudgementView {
  id: string;
  sequence: number;
  @ApiProperty({ enum: JUDGEMENT_OUTCOMES })
  outcome: JudgementOutcome;
  assessorId: string;
  assessorName: string;
  @ApiProperty({ enum: ASSESSOR_STATUSES })
  assessorStatus: AssessorStatus;
  decidedAt: string;
  rationale: string;
  evidenceIds: string[];
  overrideReason: string | null;
  action: string | null;
  targetDate: string | null;
  countersignature: TrailCountersignatureView | null;
  /** Whether it is the one that rules on the criterion now. */
  isEffective: boolean;
}

export class TrailActionView {
  id: string;
  @ApiProperty({ enum: ACTION_SEVERITIES })
  severity: ActionSeverity;
  text: string;
  dueDate: string;
  @ApiProperty({ enum: ACTION_STATUSES })
  status: ActionStatus;
  response: string | null;
  closureNote: string | null;
}

export class TrailSampleView {
  id: string;
  @ApiProperty({ enum: SAMPLE_STAGES })
  stage: SampleStage;
  iqaId: string;
  iqaName: string;
  frozenAt: string;
  signedAt: string | null;
  /** What the IQA says of this criterion; `null` until they sign. */
  @ApiProperty({ enum: SAMPLE_DECISIONS, nullable: true })
  decision: SampleDecision | null;
  note: string | null;
  feedback: string | null;
  /** Those about this criterion, and those about no criterion. */
  actions: TrailActionView[];
}

/** Everything behind one criterion of one learner, on one page. */
export class CriterionTrailView {
  registrationId: string;
  unit: string;
  specificationVersion: string;
  code: string;
  /** Verbatim from the specification. */
  statement: string;
  @ApiProperty({ enum: CRITERION_KINDS })
  kind: CriterionKind;
  facets: TrailFacetView[];
  @ApiProperty({ enum: COVERAGE_STATUSES })
  status: CoverageStatus;
  gaps: TrailGapView[];
  /** In the order of the refs. */
  claims: TrailClaimView[];
  /** Every judgement ever, oldest first. */
  judgements: TrailJudgementView[];
  /** Samples that looked at it, oldest first; for those who may read samples. */
  samples: TrailSampleView[];
}
