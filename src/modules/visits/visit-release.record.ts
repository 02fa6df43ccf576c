import { Check, Entity, Index, Unique } from 'typeorm';
import { RELEASE_DECISIONS, type ReleaseDecision } from '../../domain/visit/visit-outcome.js';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  RefColumn,
  Sha256Column,
  TextColumn,
} from '../../platform/database/columns.js';

/** What an external verifier says of one unit of one learner; it stands as long as the IQA's release that it rests on. */
@Entity('visit_releases')
@Unique('uq_visit_releases_registration', ['visitId', 'registrationId'])
@Index('ix_visit_releases_registration', ['registrationId', 'id'])
@Check('ck_visit_releases_decision', `"decision" IN (${RELEASE_DECISIONS.map((code) => `'${code}'`).join(', ')})`)
export class VisitReleaseRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'EqaVisitRecord', as: 'fk_visit_releases_visit' })
  visitId: string;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_visit_releases_registration' })
  registrationId: string;

  @CodeColumn()
  decision: ReleaseDecision;

  @TextColumn({ nullable: true })
  note: string | null;

  /** The IQA's signature under the unit; `null` when there was none in force. */
  @RefColumn({ to: 'SignOffRecord', as: 'fk_visit_releases_sign_off', nullable: true })
  signOffId: string | null;

  /** Of what that signature binds. */
  @Sha256Column({ nullable: true })
  snapshotSha256: string | null;

  @InstantColumn()
  decidedAt: string;
}
