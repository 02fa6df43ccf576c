import { Check, Entity, Index } from 'typeorm';
import type { Operation } from '../../domain/access/permissions.js';
import {
  BigIntegerColumn,
  CodeColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  RefColumn,
  Sha256Column,
  TextColumn,
} from '../../platform/database/columns.js';

export const ARRIVED_KINDS = ['document', 'evidence', 'portfolio'] as const;
/** A document of the package, a file of evidence, or the signed-off portfolio. */
export type ArrivedKind = (typeof ARRIVED_KINDS)[number];

/** A file of an accepted package, kept byte for byte: together they are all that lay below `data/`. */
@Entity('arrived_files')
@Index('ix_arrived_files_import', ['importId', 'id'])
@Index('ix_arrived_files_sha256', ['sha256'])
@Check('ck_arrived_files_kind', `"kind" IN (${ARRIVED_KINDS.map((kind) => `'${kind}'`).join(', ')})`)
export class ArrivedFileRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'PortfolioImportRecord', as: 'fk_arrived_files_import' })
  importId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_arrived_files_learner' })
  learnerId: string;

  /** Below `data/` of the package. */
  @TextColumn()
  path: string;

  @TextColumn()
  name: string;

  @CodeColumn()
  kind: ArrivedKind;

  @TextColumn()
  mediaType: string;

  @BigIntegerColumn()
  size: number;

  @Sha256Column()
  sha256: string;

  /** What somebody must be allowed to do on the registration to have it, besides reading what arrived. */
  @JsonColumn()
  needs: readonly Operation[];

  /** When its bytes were given up together with the learner's own evidence; size and hash stay. */
  @InstantColumn({ nullable: true })
  purgedAt: string | null;
}
