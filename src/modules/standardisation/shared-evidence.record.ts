import { Entity, Unique } from 'typeorm';
import type { SharedSheet } from '../../domain/standardisation/shared-sheet.js';
import type { MediaKind } from '../../platform/files/media-type.js';
import {
  BooleanColumn,
  IdColumn,
  IntegerColumn,
  JsonColumn,
  RefColumn,
  Sha256Column,
} from '../../platform/database/columns.js';

/** A file of shared evidence by its number; its name may be a customer's and is not kept here. */
export interface SharedFile {
  readonly number: number;
  readonly fileId: string;
  readonly sha256: string;
  readonly mediaType: string;
  readonly kind: MediaKind;
  readonly isRedactedCopy: boolean;
}

/** A piece of evidence of an exercise, pinned to one version of it and to the hash of its content. */
@Entity('standardisation_evidence')
@Unique('uq_standardisation_evidence_number', ['eventId', 'number'])
@Unique('uq_standardisation_evidence_evidence', ['eventId', 'evidenceId'])
export class SharedEvidenceRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'StandardisationEventRecord', as: 'fk_standardisation_evidence_event' })
  eventId: string;

  /** From 1; all that participants know it by. */
  @IntegerColumn()
  number: number;

  /** The id of evidence is the id of one version of it. */
  @RefColumn({ to: 'EvidenceRecord', as: 'fk_standardisation_evidence_evidence' })
  evidenceId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_standardisation_evidence_learner' })
  learnerId: string;

  @Sha256Column()
  contentSha256: string;

  /** Whether participants get the redacted copies themselves, beside the text that is read in them. */
  @BooleanColumn()
  shareRedactedFiles: boolean;

  /** What participants see, as the facilitator confirmed it; `null` before that. */
  @JsonColumn({ nullable: true })
  sheet: SharedSheet | null;

  /** Of the canonical text of the sheet. */
  @Sha256Column({ nullable: true })
  sheetSha256: string | null;

  @JsonColumn({ nullable: true })
  files: readonly SharedFile[] | null;
}
