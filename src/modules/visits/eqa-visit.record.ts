import { Check, Entity, Index } from 'typeorm';
import { VISIT_KINDS, type VisitKind } from '../../domain/visit/visit.js';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

/** The pass of one external verifier: from when to when they are let in, and which units they may choose from. */
@Entity('eqa_visits')
@Index('ix_eqa_visits_centre', ['centreId', 'id'])
@Index('ix_eqa_visits_eqa', ['eqaId', 'closesAt'])
@Check('ck_eqa_visits_kind', `"kind" IN (${VISIT_KINDS.map((kind) => `'${kind}'`).join(', ')})`)
export class EqaVisitRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_eqa_visits_centre' })
  centreId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_eqa_visits_eqa' })
  eqaId: string;

  @TextColumn()
  awardingOrganisation: string;

  @CodeColumn()
  kind: VisitKind;

  @InstantColumn()
  opensAt: string;

  @InstantColumn()
  closesAt: string;

  /** Keys of the units whose learners can be chosen. */
  @JsonColumn()
  units: readonly string[];

  @TextColumn({ nullable: true })
  agenda: string | null;

  @RefColumn({ to: 'UserRecord', as: 'fk_eqa_visits_creator' })
  createdById: string;

  @InstantColumn()
  createdAt: string;

  @InstantColumn({ nullable: true })
  suspendedAt: string | null;

  @RefColumn({ nullable: true })
  suspendedById: string | null;

  @TextColumn({ nullable: true })
  suspensionReason: string | null;

  /** When its outcome was issued, with which a visit ends. */
  @InstantColumn({ nullable: true })
  concludedAt: string | null;

  @IntegerColumn()
  revision: number;
}
