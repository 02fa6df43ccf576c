import { Check, Entity, Index, Unique } from 'typeorm';
import { CLAIM_STATES, type ClaimState } from '../../domain/evidence/evidence.js';
import type { EvidenceLocator } from '../../domain/evidence/locator.js';
import {
  BooleanColumn,
  CodeColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

/** One item × one criterion of one registration: the unit of counting (P3). */
@Entity('evidence_claims')
@Unique('uq_evidence_claims_target', ['evidenceId', 'registrationId', 'criterion'])
@Index('ix_evidence_claims_registration', ['registrationId', 'criterion'])
@Check('ck_evidence_claims_state', `"state" IN (${CLAIM_STATES.map((state) => `'${state}'`).join(', ')})`)
export class EvidenceClaimRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'EvidenceRecord', as: 'fk_evidence_claims_evidence' })
  evidenceId: string;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_evidence_claims_registration' })
  registrationId: string;

  @CodeColumn()
  criterion: string;

  /** What the claimant said it shows. */
  @JsonColumn()
  claimedFacets: string[];

  /** What counts: the assessor's word once there is one. */
  @JsonColumn()
  facets: string[];

  @JsonColumn({ nullable: true })
  locator: EvidenceLocator | null;

  @TextColumn({ nullable: true })
  rationale: string | null;

  @CodeColumn()
  state: ClaimState;

  @BooleanColumn({ nullable: true })
  depthMet: boolean | null;

  @RefColumn()
  claimedById: string;

  @RefColumn({ nullable: true })
  decidedById: string | null;

  @InstantColumn({ nullable: true })
  decidedAt: string | null;
}
