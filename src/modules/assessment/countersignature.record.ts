import { Check, Entity, Unique } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../../platform/database/columns.js';

/** A qualified assessor's word on a trainee's judgement: one and only one (SOD4). */
@Entity('countersignatures')
@Unique('uq_countersignatures_judgement', ['judgementId'])
@Check('ck_countersignatures_result', `"result" IN ('agreed', 'refused')`)
export class CountersignatureRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'JudgementRecord', as: 'fk_countersignatures_judgement' })
  judgementId: string;

  @RefColumn()
  countersignerId: string;

  @CodeColumn()
  result: 'agreed' | 'refused';

  @TextColumn({ nullable: true })
  note: string | null;

  @InstantColumn()
  at: string;
}
