import { Check, Entity, Index, Unique } from 'typeorm';
import type { AuthorRole, EvidenceMethod } from '../../domain/evidence/evidence-method.js';
import {
  type Channel,
  type CustomerType,
  EVIDENCE_STATUSES,
  type EvidenceSignature,
  type EvidenceStatus,
  type Redaction,
  type ReturnReason,
  type RplState,
  type Setting,
  type Storage,
  type WithdrawalReason,
  type WitnessCheckMethod,
} from '../../domain/evidence/evidence.js';
import type { EvidenceOrigin } from '../../domain/evidence/evidence-origin.js';
import type { VarcsCheck } from '../../domain/evidence/varcs.js';
import type { Json } from '../../domain/kernel/canonical-json.js';
import {
  BooleanColumn,
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  RefColumn,
  Sha256Column,
  TextColumn,
} from '../../platform/database/columns.js';

/** The form of a method as its author filled it in. */
export type MethodRecord = { readonly [field: string]: Json | undefined };

/** How an assessor made sure who a witness is. */
export interface WitnessVerification {
  readonly method: WitnessCheckMethod;
  readonly verifiedOn: string;
  readonly byId: string;
}

/**
 * One version of an evidence item. What the author wrote is frozen by the submission and hashed; what the assessor said
 * last stands here too (every decision ever is in `evidence_decisions`), so that coverage reads one row per item.
 */
@Entity('evidence')
@Unique('uq_evidence_learner_number_version', ['learnerId', 'number', 'version'])
@Index('ix_evidence_learner', ['learnerId', 'id'])
@Index('ix_evidence_centre', ['centreId', 'id'])
@Check('ck_evidence_status', `"status" IN (${EVIDENCE_STATUSES.map((status) => `'${status}'`).join(', ')})`)
export class EvidenceRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_evidence_centre' })
  centreId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_evidence_learner' })
  learnerId: string;

  /** Position in the portfolio, from 1, never reused. */
  @IntegerColumn()
  number: number;

  @IntegerColumn()
  version: number;

  /** `E001`, `E001.v2`. */
  @CodeColumn()
  ref: string;

  /** The version that this one answers or replaces. */
  @RefColumn({ to: 'EvidenceRecord', as: 'fk_evidence_replaces', nullable: true })
  replacesId: string | null;

  @CodeColumn()
  method: EvidenceMethod;

  @CodeColumn()
  status: EvidenceStatus;

  @BooleanColumn()
  onHold: boolean;

  /** Who put it on hold. */
  @RefColumn({ nullable: true })
  heldById: string | null;

  @TextColumn()
  title: string;

  @TextColumn()
  contextStatement: string;

  @DateColumn()
  activityFrom: string;

  @DateColumn()
  activityTo: string;

  @CodeColumn()
  setting: Setting;

  @BooleanColumn()
  workplaceContext: boolean;

  @CodeColumn({ nullable: true })
  channel: Channel | null;

  @CodeColumn({ nullable: true })
  customerType: CustomerType | null;

  @JsonColumn()
  caseRefs: string[];

  @CodeColumn()
  storage: Storage;

  @CodeColumn()
  redaction: Redaction;

  /** Who said so, when somebody has said it: no system certifies that personal data is gone (§2.1). */
  @RefColumn({ nullable: true })
  redactionConfirmedById: string | null;

  @InstantColumn({ nullable: true })
  redactionConfirmedAt: string | null;

  @JsonColumn({ nullable: true })
  record: MethodRecord | null;

  @RefColumn({ to: 'UserRecord', as: 'fk_evidence_author' })
  authorId: string;

  @CodeColumn()
  authorRole: AuthorRole;

  /** Whether any file is sound or moving pictures: their claims need a time (§2.1). */
  @BooleanColumn()
  hasAudioVisualFile: boolean;

  /** Version of the authenticity declaration confirmed with the submission. */
  @CodeColumn({ nullable: true })
  declarationVersion: string | null;

  @InstantColumn({ nullable: true })
  submittedAt: string | null;

  /** Hash of the canonical text of everything submitted, files by their hash. */
  @Sha256Column({ nullable: true })
  contentSha256: string | null;

  @JsonColumn()
  signatures: EvidenceSignature[];

  @JsonColumn({ nullable: true })
  witnessVerification: WitnessVerification | null;

  /** The decision in force; `null` until decided and again after a re-opening. */
  @RefColumn({ nullable: true })
  decisionId: string | null;

  @InstantColumn({ nullable: true })
  decidedAt: string | null;

  @RefColumn({ nullable: true })
  decidedById: string | null;

  @JsonColumn({ nullable: true })
  varcs: VarcsCheck | null;

  @TextColumn({ nullable: true })
  decisionComment: string | null;

  @JsonColumn()
  returnReasons: ReturnReason[];

  @CodeColumn({ nullable: true })
  rplState: RplState | null;

  /** The awarding organisation's reference for its approval of prior learning (§3.9). */
  @TextColumn({ nullable: true })
  aoReference: string | null;

  @CodeColumn({ nullable: true })
  withdrawalReason: WithdrawalReason | null;

  /** `null` for what was written here. A later version keeps it. */
  @JsonColumn({ nullable: true })
  origin: EvidenceOrigin | null;

  /** Raised by every change; the ETag. */
  @IntegerColumn()
  revision: number;

  @InstantColumn()
  createdAt: string;
}
