import { Entity, Unique } from 'typeorm';
import type { RevisionContent } from '../../domain/evidence/revision.js';
import { IdColumn, InstantColumn, IntegerColumn, JsonColumn, RefColumn } from '../../platform/database/columns.js';

/**
 * A draft's own words as they were once, envelope and claims. Kept with every change of them; the numbers are those of
 * the ETag, with gaps where something else about the item changed. Rows are only added.
 */
@Entity('evidence_revisions')
@Unique('uq_evidence_revisions_evidence_revision', ['evidenceId', 'revision'])
export class EvidenceRevisionRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'EvidenceRecord', as: 'fk_evidence_revisions_evidence' })
  evidenceId: string;

  @IntegerColumn()
  revision: number;

  @JsonColumn()
  content: RevisionContent;

  @RefColumn()
  changedById: string;

  @InstantColumn()
  changedAt: string;
}
