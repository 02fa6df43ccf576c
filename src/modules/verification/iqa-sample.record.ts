import { Check, Entity, Index } from 'typeorm';
import type { CheckAnswer, SampleCheck } from '../../domain/sampling/sample-decision.js';
import type { SampleSnapshot } from '../../domain/sampling/sample-snapshot.js';
import { type RecordKind, SAMPLE_STAGES, type SampleStage } from '../../domain/sampling/sampling-facts.js';
import type { SampleDecision } from '../../domain/sign-off/sign-off.js';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  RefColumn,
  Sha256Column,
  TextColumn,
} from '../../platform/database/columns.js';

/** What the IQA says of one criterion, and whose decision it was; `null` when nobody had judged it. */
export interface CriterionSampled {
  readonly criterion: string;
  readonly decision: SampleDecision;
  readonly note: string | null;
  readonly assessorId: string | null;
}

/**
 * One sample of one learner's unit (§4.2). What the IQA saw is frozen when it is taken; what they say of it is written
 * once, with their signature. Nothing of it ever changes afterwards.
 */
@Entity('iqa_samples')
@Index('ix_iqa_samples_registration', ['registrationId', 'id'])
@Index('ix_iqa_samples_centre', ['centreId', 'id'])
@Check('ck_iqa_samples_stage', `"stage" IN (${SAMPLE_STAGES.map((stage) => `'${stage}'`).join(', ')})`)
export class IqaSampleRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_iqa_samples_centre' })
  centreId: string;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_iqa_samples_registration' })
  registrationId: string;

  @RefColumn({ to: 'PlannedSampleRecord', as: 'fk_iqa_samples_planned', nullable: true })
  plannedSampleId: string | null;

  @CodeColumn()
  stage: SampleStage;

  @TextColumn()
  selectionReason: string;

  @JsonColumn()
  criteria: readonly string[];

  @JsonColumn()
  snapshot: SampleSnapshot;

  /** Of the canonical text of the snapshot. */
  @Sha256Column()
  snapshotSha256: string;

  @InstantColumn()
  frozenAt: string;

  /** Who took it, and alone signs it. */
  @RefColumn({ to: 'UserRecord', as: 'fk_iqa_samples_iqa' })
  iqaId: string;

  /** Refs of the evidence looked at. */
  @JsonColumn({ nullable: true })
  evidenceRefs: readonly string[] | null;

  @JsonColumn({ nullable: true })
  recordsSeen: readonly RecordKind[] | null;

  @JsonColumn({ nullable: true })
  checks: Readonly<Record<SampleCheck, CheckAnswer>> | null;

  @JsonColumn({ nullable: true })
  decisions: readonly CriterionSampled[] | null;

  @TextColumn({ nullable: true })
  feedback: string | null;

  /** What the learner said, where they were asked. */
  @TextColumn({ nullable: true })
  learnerInterview: string | null;

  @TextColumn({ nullable: true })
  witnessContacted: string | null;

  @InstantColumn({ nullable: true })
  signedAt: string | null;
}
