import { Check, Entity, Index } from 'typeorm';
import type { Screening } from '../../domain/evidence/screening.js';
import type { MediaKind } from '../../platform/files/media-type.js';
import {
  BigIntegerColumn,
  CodeColumn,
  IdColumn,
  InstantColumn,
  RefColumn,
  Sha256Column,
  TextColumn,
} from '../../platform/database/columns.js';

export type Derivation = 'redaction';

/** What a file is that somebody uploaded and nobody has touched since. */
export const AS_UPLOADED = {
  derivedFromId: null,
  derivation: null,
  sealedAt: null,
  sealedById: null,
  purgedAt: null,
} satisfies Partial<EvidenceFileRecord>;

/** A file of an evidence item. The bytes are in the content store under their hash; this row gives them a name. */
@Entity('evidence_files')
@Index('ix_evidence_files_evidence', ['evidenceId'])
@Index('ix_evidence_files_sha256', ['sha256'])
@Check('ck_evidence_files_screening', `"screening" IN ('not_configured', 'waiting', 'clean', 'infected')`)
export class EvidenceFileRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'EvidenceRecord', as: 'fk_evidence_files_evidence' })
  evidenceId: string;

  /** As uploaded, made safe to show and to save under. */
  @TextColumn()
  name: string;

  /** Decided by us from name and content, never taken from the client. Office types are longer than a code. */
  @TextColumn()
  mediaType: string;

  @CodeColumn()
  kind: MediaKind;

  /** Bytes. */
  @BigIntegerColumn()
  size: number;

  @Sha256Column()
  sha256: string;

  @CodeColumn()
  screening: Screening;

  @RefColumn()
  addedById: string;

  @InstantColumn()
  addedAt: string;

  /** The file of the same item that this one was made from. */
  @RefColumn({ nullable: true })
  derivedFromId: string | null;

  /** How it was made; `null` for a file as somebody uploaded it. */
  @CodeColumn({ nullable: true })
  derivation: Derivation | null;

  /** Since then only whoever added it may open it: a redacted copy stands for it (§2.1). */
  @InstantColumn({ nullable: true })
  sealedAt: string | null;

  @RefColumn({ nullable: true })
  sealedById: string | null;

  /** When its bytes were given up for data protection (§3.3); size and hash stay as they were. */
  @InstantColumn({ nullable: true })
  purgedAt: string | null;
}
