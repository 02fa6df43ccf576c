import { Entity, Index } from 'typeorm';
import type { CaseCommunication, Direction, Party, Purpose } from '../../domain/complaint/complaint-case.js';
import type { Moment } from '../../domain/complaint/moment.js';
import type { Channel } from '../../domain/evidence/evidence.js';
import {
  BooleanColumn,
  CodeColumn,
  IdColumn,
  InstantColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

/** One message of a case. Rows are only ever added (P5). */
@Entity('case_communications')
@Index('ix_case_communications_case', ['caseId', 'id'])
export class CaseCommunicationRecord implements CaseCommunication {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'ComplaintCaseRecord', as: 'fk_case_communications_case' })
  caseId: string;

  @InstantColumn()
  at: Moment;

  @CodeColumn()
  direction: Direction;

  @CodeColumn()
  party: Party;

  @CodeColumn()
  channel: Channel;

  @CodeColumn()
  purpose: Purpose;

  @TextColumn()
  summary: string;

  @BooleanColumn()
  isPublic: boolean;

  @RefColumn()
  addedById: string;

  @InstantColumn()
  addedAt: string;
}
