import { ApiProperty } from '@nestjs/swagger';
import { EVIDENCE_METHODS, type EvidenceMethod } from '../../../domain/evidence/evidence-method.js';
import {
  type Channel,
  CHANNELS,
  CUSTOMER_TYPES,
  type CustomerType,
  type Redaction,
  REDACTIONS,
  type Setting,
  SETTINGS,
  type Storage,
  STORAGES,
} from '../../../domain/evidence/evidence.js';
import { changedPaths, fieldsByPath } from '../../../domain/evidence/revision.js';
import type { EvidenceRevisionRecord } from '../evidence-revision.record.js';
import { LocatorBody } from '../evidence.dto.js';
import type { MethodRecord } from '../evidence.record.js';

export class RevisionSummaryView {
  /** Number of the ETag under which these words were kept; there are gaps where a file changed. */
  revision: number;
  changedAt: string;
  changedById: string;
  changedBy: string;
  /** What differs from the revision kept before: `title`, `record.narrative`, `claims.{registrationId}.{criterion}`. */
  changed: string[];
}

export class RevisionPage {
  items: RevisionSummaryView[];
  nextCursor: string | null;
}

export class RevisedClaimView {
  registrationId: string;
  criterion: string;
  facets: string[];
  locator: LocatorBody | null;
  rationale: string | null;
}

export class RevisionContentView {
  @ApiProperty({ enum: EVIDENCE_METHODS })
  method: EvidenceMethod;
  title: string;
  contextStatement: string;
  activityFrom: string;
  activityTo: string;
  @ApiProperty({ enum: SETTINGS })
  setting: Setting;
  workplaceContext: boolean;
  @ApiProperty({ enum: CHANNELS, nullable: true })
  channel: Channel | null;
  @ApiProperty({ enum: CUSTOMER_TYPES, nullable: true })
  customerType: CustomerType | null;
  caseRefs: string[];
  @ApiProperty({ enum: STORAGES })
  storage: Storage;
  @ApiProperty({ enum: REDACTIONS })
  redaction: Redaction;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  record: MethodRecord | null;
  claims: RevisedClaimView[];
}

export class RevisionView extends RevisionSummaryView {
  content: RevisionContentView;
}

export function toRevisionSummaryView(
  row: EvidenceRevisionRecord,
  before: EvidenceRevisionRecord | null,
  names: ReadonlyMap<string, string>,
): RevisionSummaryView {
  const { revision, changedAt, changedById, content } = row;
  return {
    ...{ revision, changedAt, changedById },
    changedBy: names.get(changedById) ?? '',
    changed: changedPaths(before === null ? new Map() : fieldsByPath(before.content), fieldsByPath(content)),
  };
}

export function toRevisionView(
  row: EvidenceRevisionRecord,
  before: EvidenceRevisionRecord | null,
  names: ReadonlyMap<string, string>,
): RevisionView {
  const { claims, caseRefs, ...content } = row.content;
  return {
    ...toRevisionSummaryView(row, before, names),
    content: {
      ...content,
      caseRefs: [...caseRefs],
      claims: claims.map((claim) => ({ ...claim, facets: [...claim.facets] })),
    },
  };
}
