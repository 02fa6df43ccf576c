import { Check, Entity, Unique } from 'typeorm';
import { COUNTERSIGNATURE_RESULTS, type CountersignatureResult } from '../../domain/judgement/judgement.js';
import { CodeColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../../platform/database/columns.js';

/** The word that settles a trainee's judgement: one and only one (SOD4). */
@Entity('countersignatures')
@Unique('uq_countersignatures_judgement', ['judgementId'])
@Check(
  'ck_countersignatures_result',
  `"result" IN (${COUNTERSIGNATURE_RESULTS.map((result) => `'${result}'`).join(', ')})`,
)
export class CountersignatureRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'JudgementRecord', as: 'fk_countersignatures_judgement' })
  judgementId: string;

  @RefColumn()
  countersignerId: string;

  @CodeColumn()
  result: CountersignatureResult;

  @TextColumn({ nullable: true })
  note: string | null;

  @InstantColumn()
  at: string;
}
