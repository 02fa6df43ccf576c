import { Check, Entity, Index } from 'typeorm';
import type { AssessorStatus } from '../../domain/judgement/judgement.js';
import { type ReleaseRoute, SIGN_OFF_STAGES, type SignOffStage } from '../../domain/sign-off/sign-off.js';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  RefColumn,
  Sha256Column,
  TextColumn,
} from '../../platform/database/columns.js';

/** One signature under a unit. Nothing of it ever changes but that it can become void, with the date and the reason. */
@Entity('sign_offs')
@Index('ix_sign_offs_registration', ['registrationId', 'id'])
@Check('ck_sign_offs_stage', `"stage" IN (${SIGN_OFF_STAGES.map((stage) => `'${stage}'`).join(', ')})`)
export class SignOffRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_sign_offs_registration' })
  registrationId: string;

  @CodeColumn()
  stage: SignOffStage;

  @RefColumn({ to: 'UserRecord', as: 'fk_sign_offs_person' })
  personId: string;

  @TextColumn()
  personName: string;

  /** The words that were signed. */
  @TextColumn()
  statement: string;

  @InstantColumn()
  signedAt: string;

  /** What was signed: the hash of the canonical snapshot. */
  @Sha256Column()
  snapshotSha256: string;

  @CodeColumn({ nullable: true })
  signerStatus: AssessorStatus | null;

  @CodeColumn({ nullable: true })
  route: ReleaseRoute | null;

  @CodeColumn({ nullable: true })
  decision: string | null;

  @TextColumn({ nullable: true })
  note: string | null;

  @InstantColumn({ nullable: true })
  voidedAt: string | null;

  @TextColumn({ nullable: true })
  voidReason: string | null;
}
