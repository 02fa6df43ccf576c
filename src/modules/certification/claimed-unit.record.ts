import { Entity, Index, Unique } from 'typeorm';
import { IdColumn, RefColumn } from '../../platform/database/columns.js';

/** A learner's unit in a claim, as it was released: a later release is another thing. */
@Entity('claimed_units')
@Unique('uq_claimed_units_registration', ['claimId', 'registrationId'])
@Index('ix_claimed_units_registration', ['registrationId', 'id'])
export class ClaimedUnitRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CertificateClaimRecord', as: 'fk_claimed_units_claim' })
  claimId: string;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_claimed_units_registration' })
  registrationId: string;

  /** The signature that released the unit. */
  @RefColumn({ to: 'SignOffRecord', as: 'fk_claimed_units_release' })
  releaseId: string;
}
