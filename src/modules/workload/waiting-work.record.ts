import { Entity, Index, Unique } from 'typeorm';
import type { QueueKindCode, WaitingPart } from '../../domain/workload/queue-kinds.js';
import type { WaitingDetail } from '../../domain/workload/queue-wording.js';
import {
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  RefColumn,
} from '../../platform/database/columns.js';

/** One thing that waits for one person in one part, or for whoever has a role at the centre. */
@Entity('waiting_work')
@Unique('uq_waiting_work_person', ['kind', 'subjectId', 'waitsForId', 'part'])
@Index('ix_waiting_work_queue', ['waitsForId', 'since', 'id'])
@Index('ix_waiting_work_learner', ['learnerId', 'id'])
@Index('ix_waiting_work_centre', ['centreId', 'id'])
export class WaitingWorkRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_waiting_work_centre' })
  centreId: string;

  /** Whose portfolio it is in; `null` for work that belongs to no learner. */
  @RefColumn({ nullable: true })
  learnerId: string | null;

  @CodeColumn()
  kind: QueueKindCode;

  /** Id of what it is about: evidence, judgement, registration, action, sample, plan. */
  @RefColumn()
  subjectId: string;

  /** The person; the centre where a role is meant. */
  @RefColumn()
  waitsForId: string;

  @CodeColumn()
  part: WaitingPart;

  /** It shows from then on, so what falls due later can be written down early. */
  @InstantColumn()
  since: string;

  @DateColumn({ nullable: true })
  dueOn: string | null;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_waiting_work_registration', nullable: true })
  registrationId: string | null;

  @RefColumn({ to: 'EvidenceRecord', as: 'fk_waiting_work_evidence', nullable: true })
  evidenceId: string | null;

  @CodeColumn({ nullable: true })
  unitKey: string | null;

  @JsonColumn()
  detail: WaitingDetail;
}
