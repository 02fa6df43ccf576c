import { Entity, Index } from 'typeorm';
import { IdColumn, RefColumn, TextColumn } from '../../platform/database/columns.js';

/** A claim for certificates. It never changes: what becomes of it are its steps. */
@Entity('certificate_claims')
@Index('ix_certificate_claims_centre', ['centreId', 'id'])
export class CertificateClaimRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_certificate_claims_centre' })
  centreId: string;

  @RefColumn({ to: 'QualificationRecord', as: 'fk_certificate_claims_qualification' })
  qualificationId: string;

  /** The centre's own name for it. */
  @TextColumn({ nullable: true })
  reference: string | null;

  /** The external verifier's release, where the centre may not claim directly. */
  @TextColumn({ nullable: true })
  eqaReleaseReference: string | null;
}
