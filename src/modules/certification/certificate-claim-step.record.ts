import { Check, Entity, Index } from 'typeorm';
import { CLAIM_STEPS, type ClaimStepName } from '../../domain/certification/certificate-claim.js';
import {
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

/** One thing that happened to a claim: only ever added. */
@Entity('certificate_claim_steps')
@Index('ix_certificate_claim_steps_claim', ['claimId', 'id'])
@Check('ck_certificate_claim_steps_step', `"step" IN (${CLAIM_STEPS.map((step) => `'${step}'`).join(', ')})`)
export class CertificateClaimStepRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CertificateClaimRecord', as: 'fk_certificate_claim_steps_claim' })
  claimId: string;

  @CodeColumn()
  step: ClaimStepName;

  @RefColumn({ to: 'UserRecord', as: 'fk_certificate_claim_steps_person' })
  byId: string;

  @InstantColumn()
  at: string;

  /** Day on which it was claimed or the certificate issued. */
  @DateColumn({ nullable: true })
  happenedOn: string | null;

  /** The awarding organisation's reference of the claim, or the number of the certificate. */
  @TextColumn({ nullable: true })
  reference: string | null;

  /** Why it was withdrawn, is to be revoked, or is not. */
  @TextColumn({ nullable: true })
  reason: string | null;
}
