import { Check, Entity, Index } from 'typeorm';
import { ACTION_SEVERITIES, type ActionSeverity } from '../../domain/sampling/sample-decision.js';
import {
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

/** What an external verifier wants the centre to do. The centre answers it, a verifier closes it. */
@Entity('visit_actions')
@Index('ix_visit_actions_visit', ['visitId', 'id'])
@Check('ck_visit_actions_severity', `"severity" IN (${ACTION_SEVERITIES.map((code) => `'${code}'`).join(', ')})`)
export class VisitActionRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'EqaVisitRecord', as: 'fk_visit_actions_visit' })
  visitId: string;

  @CodeColumn()
  severity: ActionSeverity;

  @TextColumn()
  text: string;

  @DateColumn()
  dueOn: string;

  @TextColumn({ nullable: true })
  response: string | null;

  @RefColumn({ nullable: true })
  respondedById: string | null;

  @InstantColumn({ nullable: true })
  respondedAt: string | null;

  @RefColumn({ nullable: true })
  closedById: string | null;

  @TextColumn({ nullable: true })
  closureNote: string | null;

  @InstantColumn({ nullable: true })
  closedAt: string | null;
}
