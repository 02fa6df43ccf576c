import { Entity, Unique } from 'typeorm';
import type { UnitSpecification } from '../../domain/specification/unit.js';
import { CodeColumn, IdColumn, InstantColumn, JsonColumn, Sha256Column } from '../../platform/database/columns.js';

/** One issue of a unit's specification. Never edited: judgements keep the version they were made on (domain.md §9). */
@Entity('unit_versions')
@Unique('uq_unit_versions_key_version', ['key', 'version'])
export class UnitVersionRecord {
  @IdColumn()
  id: string;

  @CodeColumn()
  key: string;

  @CodeColumn()
  version: string;

  @JsonColumn()
  specification: UnitSpecification;

  @Sha256Column()
  contentSha256: string;

  @InstantColumn()
  publishedAt: string;
}
