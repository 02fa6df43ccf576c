import { Check, Entity, Index } from 'typeorm';
import { DIRECT_CLAIMS_STATUSES, type DirectClaimsStatus } from '../../domain/certification/qualification.js';
import {
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

/** What the awarding organisation said of direct claims on one day: a fact that is added to and never changed (§4.5). */
@Entity('direct_claims_entries')
@Index('ix_direct_claims_entries_qualification', ['qualificationId', 'id'])
@Check(
  'ck_direct_claims_entries_status',
  `"status" IN (${DIRECT_CLAIMS_STATUSES.map((status) => `'${status}'`).join(', ')})`,
)
export class DirectClaimsEntryRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'QualificationRecord', as: 'fk_direct_claims_entries_qualification' })
  qualificationId: string;

  @CodeColumn()
  status: DirectClaimsStatus;

  @DateColumn()
  effectiveOn: string;

  /** The awarding organisation's letter or message. */
  @TextColumn()
  reference: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_direct_claims_entries_recorder' })
  recordedById: string;

  @InstantColumn()
  recordedAt: string;
}
