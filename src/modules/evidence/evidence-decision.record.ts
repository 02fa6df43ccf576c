import { Entity, Index } from 'typeorm';
import type { ReturnReason } from '../../domain/evidence/evidence.js';
import type { VarcsCheck } from '../../domain/evidence/varcs.js';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  RefColumn,
  Sha256Column,
  TextColumn,
} from '../../platform/database/columns.js';

/** What was said of one claim in a decision. */
export interface DecidedClaim {
  readonly registrationId: string;
  readonly criterion: string;
  readonly outcome: 'confirmed' | 'declined';
  readonly facets: readonly string[];
  readonly depthMet: boolean | null;
}

/** Every acceptance and return ever, in its assessor's words. Rows are only added (P5). */
@Entity('evidence_decisions')
@Index('ix_evidence_decisions_evidence', ['evidenceId'])
@Index('ix_evidence_decisions_assessor', ['assessorId', 'id'])
export class EvidenceDecisionRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'EvidenceRecord', as: 'fk_evidence_decisions_evidence' })
  evidenceId: string;

  @CodeColumn()
  outcome: 'accepted' | 'returned';

  @JsonColumn({ nullable: true })
  varcs: VarcsCheck | null;

  @TextColumn({ nullable: true })
  comment: string | null;

  @JsonColumn()
  reasons: ReturnReason[];

  @JsonColumn()
  claims: DecidedClaim[];

  /** The content that was decided on. */
  @Sha256Column()
  contentSha256: string;

  @RefColumn()
  assessorId: string;

  @InstantColumn()
  decidedAt: string;
}
