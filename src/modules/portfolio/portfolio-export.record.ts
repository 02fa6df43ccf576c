import { Check, Entity, Index } from 'typeorm';
import { PORTFOLIO_KINDS, type PortfolioKind } from '../../domain/portfolio/portfolio-facts.js';
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

export const EXPORT_STATUSES = ['queued', 'running', 'ready', 'failed'] as const;
export type ExportStatus = (typeof EXPORT_STATUSES)[number];

/** One order of a portfolio, and what became of it. */
@Entity('portfolio_exports')
@Index('ix_portfolio_exports_registration', ['registrationId', 'id'])
@Index('ix_portfolio_exports_requester', ['requestedById', 'status'])
@Index('uq_portfolio_exports_code', ['verificationCode'], { unique: true })
@Index('ix_portfolio_exports_sha256', ['sha256'])
@Check('ck_portfolio_exports_status', `"status" IN (${EXPORT_STATUSES.map((status) => `'${status}'`).join(', ')})`)
@Check('ck_portfolio_exports_kind', `"kind" IN (${PORTFOLIO_KINDS.map((kind) => `'${kind}'`).join(', ')})`)
export class PortfolioExportRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_portfolio_exports_centre' })
  centreId: string;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_portfolio_exports_registration' })
  registrationId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_portfolio_exports_requester' })
  requestedById: string;

  @CodeColumn()
  kind: PortfolioKind;

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
}
