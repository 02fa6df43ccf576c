import { Check, Entity, Index } from 'typeorm';
import {
  BigIntegerColumn,
  CodeColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

export type UploadState = 'open' | 'finished';

/** A file on its way to an evidence item in several pieces. How much of it has arrived, only the file itself knows. */
@Entity('uploads')
@Index('ix_uploads_owner', ['ownerId', 'state'])
@Index('ix_uploads_expires', ['expiresAt'])
@Check('ck_uploads_state', `"state" IN ('open', 'finished')`)
export class UploadRecord {
  /** 128 random bits in hexadecimal: it is the address of the upload. */
  @IdColumn()
  id: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_uploads_owner' })
  ownerId: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_uploads_centre' })
  centreId: string;

  @RefColumn({ to: 'EvidenceRecord', as: 'fk_uploads_evidence' })
  evidenceId: string;

  /** As announced, made safe to show and to save under. */
  @TextColumn()
  fileName: string;

  /** `Upload-Metadata` as it came, which tus 1.0 wants back. */
  @JsonColumn()
  metadata: Readonly<Record<string, string | null>>;

  /** Bytes of the whole file, as announced. */
  @BigIntegerColumn()
  size: number;

  @CodeColumn()
  state: UploadState;

  /** The file of the evidence item that it has become. The author may have taken it out since. */
  @RefColumn({ nullable: true })
  fileId: string | null;

  @InstantColumn()
  createdAt: string;

  /** When it is forgotten if nothing more arrives. */
  @InstantColumn()
  expiresAt: string;
}
