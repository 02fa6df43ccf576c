import { Entity, Index } from 'typeorm';
import type { CaseStatus } from '../../domain/complaint/complaint-case.js';
import type { CaseEvent } from '../../domain/complaint/lifecycle.js';
import { CodeColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../../platform/database/columns.js';

/** One step in the life of a case, with its reason. Rows are only ever added (P5). */
@Entity('case_moves')
@Index('ix_case_moves_case', ['caseId', 'id'])
export class CaseMoveRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'ComplaintCaseRecord', as: 'fk_case_moves_case' })
  caseId: string;

  @CodeColumn()
  event: CaseEvent;

  @CodeColumn()
  fromStatus: CaseStatus;

  @CodeColumn()
  toStatus: CaseStatus;

  @TextColumn({ nullable: true })
  reason: string | null;

  @RefColumn()
  movedById: string;

  @InstantColumn()
  movedAt: string;
}
