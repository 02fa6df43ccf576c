import { Check, Entity, Index, Unique } from 'typeorm';
import {
  ASSESSOR_STATUSES,
  type AssessorStatus,
  JUDGEMENT_OUTCOMES,
  type JudgementOutcome,
} from '../../domain/judgement/judgement.js';
import {
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

const quoted = (codes: readonly string[]): string => codes.map((code) => `'${code}'`).join(', ');

/** A row of the ledger of judgements. Only ever added (P5). */
@Entity('judgements')
@Unique('uq_judgements_sequence', ['registrationId', 'sequence'])
@Index('ix_judgements_assessor', ['assessorId'])
@Index('ix_judgements_standing', ['assessorStatus', 'registrationId'])
@Check('ck_judgements_outcome', `"outcome" IN (${quoted(JUDGEMENT_OUTCOMES)})`)
@Check('ck_judgements_assessor_status', `"assessorStatus" IN (${quoted(ASSESSOR_STATUSES)})`)
export class JudgementRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_judgements_registration' })
  registrationId: string;

  /** Position in the registration's ledger, from 1. */
  @IntegerColumn()
  sequence: number;

  @CodeColumn()
  criterion: string;

  @CodeColumn()
  outcome: JudgementOutcome;

  @RefColumn({ to: 'UserRecord', as: 'fk_judgements_assessor' })
  assessorId: string;

  /** The assessor's standing at the time. */
  @CodeColumn()
  assessorStatus: AssessorStatus;

  @InstantColumn()
  decidedAt: string;

  @TextColumn()
  rationale: string;

  @JsonColumn()
  evidenceIds: string[];

  @TextColumn({ nullable: true })
  overrideReason: string | null;

  /** What the learner is to do next, with `not_yet_met` and `referred`. */
  @TextColumn({ nullable: true })
  action: string | null;

  @DateColumn({ nullable: true })
  targetDate: string | null;

  /** The version judged against; it never changes under a judgement (domain.md §9). */
  @CodeColumn()
  specificationVersion: string;

  @CodeColumn()
  policyVersion: string;
}
