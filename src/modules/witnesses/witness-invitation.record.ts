import { Check, Entity, Index, Unique } from 'typeorm';
import type { Relationship, WitnessCategory } from '../../domain/evidence/witness.js';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  RefColumn,
  Sha256Column,
  TextColumn,
} from '../../platform/database/columns.js';

/** An invitation that is open may still have expired: only the clock knows. */
export const INVITATION_STATES = ['open', 'used', 'revoked'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

/** How far the letter with the link has come. */
export const DELIVERIES = ['queued', 'sent', 'failed'] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** Somebody who was asked to testify about one version of one evidence item, through a link that opens it once. */
@Entity('witness_invitations')
@Unique('uq_witness_invitations_token', ['tokenSha256'])
@Index('ix_witness_invitations_evidence', ['evidenceId', 'id'])
@Check('ck_witness_invitations_state', `"state" IN (${INVITATION_STATES.map((state) => `'${state}'`).join(', ')})`)
export class WitnessInvitationRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_witness_invitations_centre' })
  centreId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_witness_invitations_learner' })
  learnerId: string;

  @RefColumn({ to: 'EvidenceRecord', as: 'fk_witness_invitations_evidence' })
  evidenceId: string;

  @TextColumn()
  name: string;

  /** As it was typed; compared by mailbox. Never leaves the centre. */
  @TextColumn()
  email: string;

  @TextColumn()
  jobRole: string;

  @TextColumn({ nullable: true })
  organisation: string | null;

  @CodeColumn()
  relationship: Relationship;

  /** Of the witness status list. */
  @IntegerColumn()
  category: WitnessCategory;

  @TextColumn({ nullable: true })
  knownFor: string | null;

  @TextColumn({ nullable: true })
  message: string | null;

  /** The token itself lies nowhere. */
  @Sha256Column()
  tokenSha256: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_witness_invitations_inviter' })
  invitedById: string;

  @InstantColumn()
  invitedAt: string;

  @InstantColumn()
  expiresAt: string;

  @CodeColumn()
  state: InvitationState;

  @InstantColumn({ nullable: true })
  usedAt: string | null;

  @InstantColumn({ nullable: true })
  revokedAt: string | null;

  @CodeColumn()
  delivery: Delivery;

  /** Raised by what people do to it, not by its letter; the ETag. */
  @IntegerColumn()
  revision: number;
}
