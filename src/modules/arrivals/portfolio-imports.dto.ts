import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import {
  IMPORT_CONFLICTS,
  type ImportConflict,
  type ImportConflictCode,
} from '../../domain/portfolio/import-conflict.js';
import { HISTORY_REASONS, type HistoryReason, type PlannedPassage } from '../../domain/portfolio/plan-arrival.js';
import { IMPORT_STATES, type ImportState, type PortfolioImportRecord } from './portfolio-import.record.js';

export class AcceptImportBody {
  /** The learner's registration at this centre, made beforehand by the ordinary routes. */
  @IsUUID()
  registrationId: string;

  /** Say so where the name differs and you have made sure who it is. */
  @IsOptional()
  @IsBoolean()
  isSameLearner?: boolean;
}

export class PreviewQuery {
  /** Whose portfolio it would go to; left out, what can be said without knowing. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsUUID()
  registrationId?: string;
}

export class ImportConflictView {
  @ApiProperty({ enum: Object.keys(IMPORT_CONFLICTS) })
  code: ImportConflictCode;
  /** Nothing is taken in while it stands. */
  blocks: boolean;
  message: string;
  /** A reference, a label, an id: what it is about; `null` for the whole. */
  about: string | null;
}

/** What becomes of one version of an item. */
export class PassageView {
  /** Its id at the exporting centre. */
  evidenceId: string;
  ref: string;
  version: number;
  /** As it came; one that is not known here stays history. */
  method: string;
  title: string;
  author: string;
  @ApiProperty({ enum: ['draft', 'history'] })
  becomes: 'draft' | 'history';
  @ApiProperty({ enum: Object.keys(HISTORY_REASONS), nullable: true })
  reason: HistoryReason | null;
  /** The reason as a sentence; `null` for a draft. */
  message: string | null;
}

export class ArrivedSignatureView {
  /** `valid`: not one byte was changed since it was signed with the certificate below. */
  @ApiProperty({ enum: ['valid', 'unsigned'] })
  state: 'valid' | 'unsigned';
  /** Who it names. Compare the fingerprint with what the centre gives out: a file brings its own certificate. */
  certificate: string | null;
  /** SHA-256 of the certificate. */
  fingerprint: string | null;
}

export class ImportCountsView {
  /** Versions of items. */
  evidence: number;
  drafts: number;
  decisions: number;
  judgements: number;
  signOffs: number;
  /** Documents and files of the package. */
  files: number;
  /** Packages that had arrived at the exporting centre, and came along. */
  earlierPackages: number;
}

export class ImportPreviewView {
  learnerName: string;
  /** The learner's number, where the package tells it. */
  uln: string | null;
  centreName: string;
  centreNumber: string | null;
  exportedAt: string;
  /** Name and version of the product that wrote it. */
  generator: string;
  unit: string;
  specificationVersion: string;
  unitTitle: string;
  /** The signature of the signed-off portfolio; `null` where none came. */
  @ApiProperty({ type: () => ArrivedSignatureView, nullable: true })
  signature: ArrivedSignatureView | null;
  counts: ImportCountsView;
  passages: PassageView[];
  /** As of now; what blocks comes first. Empty once accepted. */
  conflicts: ImportConflictView[];
}

export class PortfolioImportView {
  id: string;
  @ApiProperty({ enum: IMPORT_STATES })
  state: ImportState;
  packageId: string;
  /** Hash of the zip. */
  sha256: string;
  sizeBytes: number;
  createdAt: string;
  /** When it is forgotten unless it is accepted. */
  expiresAt: string;
  registrationId: string | null;
  acceptedAt: string | null;
  /** The drafts that came of it. */
  evidenceIds: string[];
  /** `null` once it was withdrawn or has expired. */
  @ApiProperty({ type: () => ImportPreviewView, nullable: true })
  preview: ImportPreviewView | null;
}

/** One line of the list. */
export class PortfolioImportSummaryView {
  id: string;
  @ApiProperty({ enum: IMPORT_STATES })
  state: ImportState;
  packageId: string;
  /** `null` once it was withdrawn or has expired. */
  learnerName: string | null;
  centreName: string | null;
  unit: string | null;
  registrationId: string | null;
  createdAt: string;
  expiresAt: string;
}

export class PortfolioImportPage {
  items: PortfolioImportSummaryView[];
  nextCursor: string | null;
}

export const toPassageView = ({ detail, ...passage }: PlannedPassage): PassageView => ({
  ...passage,
  message: passage.reason && `${HISTORY_REASONS[passage.reason]}${detail === null ? '' : ` ${detail}`}`,
});

export function toImportSummaryView(row: PortfolioImportRecord): PortfolioImportSummaryView {
  const { id, state, packageId, registrationId, createdAt, expiresAt, facts } = row;
  return {
    ...{ id, state, packageId, registrationId, createdAt, expiresAt },
    learnerName: facts?.head.learner.name ?? null,
    centreName: facts?.head.centre.name ?? null,
    unit: facts?.head.unit.key ?? null,
  };
}

export function toImportView(row: PortfolioImportRecord, conflicts: readonly ImportConflict[]): PortfolioImportView {
  const { id, state, packageId, sha256, size, createdAt, expiresAt, registrationId, acceptedAt, drafts } = row;
  return {
    ...{ id, state, packageId, sha256, sizeBytes: size, createdAt, expiresAt, registrationId, acceptedAt },
    evidenceIds: drafts.map(({ evidenceId }) => evidenceId),
    preview: row.facts && toPreview(row.facts, conflicts),
  };
}

function toPreview(
  facts: NonNullable<PortfolioImportRecord['facts']>,
  conflicts: readonly ImportConflict[],
): ImportPreviewView {
  const { head, uln, signature, passages, decisions, judgements, signOffs, earlier, files } = facts;
  return {
    ...{ learnerName: head.learner.name, uln, centreName: head.centre.name, centreNumber: head.centre.number },
    ...{ exportedAt: head.exportedAt, generator: head.generator },
    ...{ unit: head.unit.key, specificationVersion: head.unit.version, unitTitle: head.unit.title, signature },
    counts: {
      evidence: passages.length,
      drafts: passages.filter(({ becomes }) => becomes === 'draft').length,
      ...{ decisions, judgements: judgements.length, signOffs: signOffs.length, files },
      earlierPackages: earlier.length,
    },
    passages: passages.map(toPassageView),
    conflicts: conflicts.map(({ code, blocks, message, about }) => ({ code, blocks, message, about })),
  };
}
