import { Check, Entity, Index } from 'typeorm';
import { DOCUMENT_KINDS, type DocumentKind } from '../../domain/portfolio/portfolio-facts.js';
import {
  BooleanColumn,
  CodeColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  RefColumn,
  Sha256Column,
  TextColumn,
} from '../../platform/database/columns.js';

export const EXPORT_STATUSES = ['queued', 'running', 'ready', 'failed', 'cancelled', 'expired'] as const;
export type ExportStatus = (typeof EXPORT_STATUSES)[number];

/** An order is about one of these: a unit of a learner, several of them, or a visit of an external verifier. */
const SUBJECTS = ['registrationId', 'learnerId', 'visitId'];

/** One order of a document, and what became of it. */
@Entity('portfolio_exports')
@Index('ix_portfolio_exports_registration', ['registrationId', 'id'])
@Index('ix_portfolio_exports_requester', ['requestedById', 'status'])
@Index('uq_portfolio_exports_code', ['verificationCode'], { unique: true })
@Index('ix_portfolio_exports_sha256', ['sha256'])
@Check('ck_portfolio_exports_status', `"status" IN (${EXPORT_STATUSES.map((status) => `'${status}'`).join(', ')})`)
@Check('ck_portfolio_exports_kind', `"kind" IN (${DOCUMENT_KINDS.map((kind) => `'${kind}'`).join(', ')})`)
@Check(
  'ck_portfolio_exports_subject',
  `${SUBJECTS.map((subject) => `CASE WHEN "${subject}" IS NULL THEN 0 ELSE 1 END`).join(' + ')} = 1`,
)
export class PortfolioExportRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_portfolio_exports_centre' })
  centreId: string;

  /** Set for the portfolio of one unit. */
  @RefColumn({ nullable: true, to: 'RegistrationRecord', as: 'fk_portfolio_exports_registration' })
  registrationId: string | null;

  /** Set for a portfolio over several units of a learner; which ones stands in `portfolio_export_units`. */
  @RefColumn({ nullable: true, to: 'UserRecord', as: 'fk_portfolio_exports_learner' })
  learnerId: string | null;

  /** Set for the pack of a visit; which registrations it shows stands in `portfolio_export_units`. */
  @RefColumn({ nullable: true, to: 'EqaVisitRecord', as: 'fk_portfolio_exports_visit' })
  visitId: string | null;

  @RefColumn({ to: 'UserRecord', as: 'fk_portfolio_exports_requester' })
  requestedById: string;

  @CodeColumn()
  kind: DocumentKind;

  @CodeColumn()
  status: ExportStatus;

  /** Pages drawn; 0 of 0 until the layout is known. */
  @IntegerColumn()
  pagesDone: number;

  @IntegerColumn()
  pagesTotal: number;

  /** For a signed-off portfolio: the release it shows. A later release is another document. */
  @RefColumn({ nullable: true, to: 'SignOffRecord', as: 'fk_portfolio_exports_release' })
  releaseId: string | null;

  /** Hash of the canonical manifest: everything the document says. */
  @Sha256Column({ nullable: true })
  manifestSha256: string | null;

  /** Hash of the PDF. */
  @Sha256Column({ nullable: true })
  sha256: string | null;

  /** What a reader types in to ask whether the document still stands; drafts have none. */
  @CodeColumn({ nullable: true })
  verificationCode: string | null;

  /** What went wrong, for people. */
  @TextColumn({ nullable: true })
  failure: string | null;

  /**
   * Whether it tells the learner's number or contact details of witnesses: then nobody but who ordered it may have it.
   * `null` for what was ordered before anybody asked.
   */
  @BooleanColumn({ nullable: true })
  isForRequesterOnly: boolean | null;

  @InstantColumn()
  createdAt: string;

  @InstantColumn({ nullable: true })
  finishedAt: string | null;

  /** When a draft's file is removed; what is signed off stays. */
  @InstantColumn({ nullable: true })
  expiresAt: string | null;
}
