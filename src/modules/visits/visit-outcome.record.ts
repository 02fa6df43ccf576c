import { Check, Entity, Unique } from 'typeorm';
import { VISIT_DECISIONS, type VisitDecision } from '../../domain/visit/visit-outcome.js';
import type { VisitStatement } from '../../domain/visit/visit-statement.js';
import {
  BooleanColumn,
  CodeColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  RefColumn,
  Sha256Column,
  TextColumn,
} from '../../platform/database/columns.js';

/** What an external verifier says of a visit, signed once. */
@Entity('visit_outcomes')
@Unique('uq_visit_outcomes_visit', ['visitId'])
@Check('ck_visit_outcomes_decision', `"decision" IN (${VISIT_DECISIONS.map((code) => `'${code}'`).join(', ')})`)
export class VisitOutcomeRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'EqaVisitRecord', as: 'fk_visit_outcomes_visit' })
  visitId: string;

  @CodeColumn()
  decision: VisitDecision;

  @TextColumn()
  summary: string;

  @BooleanColumn()
  recommendDirectClaims: boolean;

  /** What was signed. */
  @JsonColumn()
  statement: VisitStatement;

  /** Of the canonical text of the statement. */
  @Sha256Column()
  statementSha256: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_visit_outcomes_eqa' })
  eqaId: string;

  @TextColumn()
  eqaName: string;

  @InstantColumn()
  signedAt: string;
}
