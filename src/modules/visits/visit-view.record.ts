import { Entity, Index } from 'typeorm';
import type { Operation } from '../../domain/access/permissions.js';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

/** One request of an external verifier during a visit, answered or refused. Ids are those of the address, real or not. */
@Entity('visit_views')
@Index('ix_visit_views_visit', ['visitId', 'id'])
export class VisitViewRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'EqaVisitRecord', as: 'fk_visit_views_visit' })
  visitId: string;

  @InstantColumn()
  at: string;

  /** Row of the permission matrix. */
  @CodeColumn()
  operation: Operation;

  @CodeColumn()
  method: string;

  /** Pattern of the route. */
  @TextColumn()
  route: string;

  /** The address as it was asked for, without its query. */
  @TextColumn()
  path: string;

  /** Status of the answer; from 400 on nothing was shown. */
  @IntegerColumn()
  status: number;

  @RefColumn({ nullable: true })
  registrationId: string | null;

  @RefColumn({ nullable: true })
  evidenceId: string | null;

  @RefColumn({ nullable: true })
  fileId: string | null;
}
