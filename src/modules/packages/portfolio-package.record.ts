import { Check, Entity, Index } from 'typeorm';
import {
  BigIntegerColumn,
  BooleanColumn,
  CodeColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  RefColumn,
  Sha256Column,
  TextColumn,
} from '../../platform/database/columns.js';

export const PACKAGE_STATUSES = ['queued', 'running', 'ready', 'failed', 'cancelled', 'expired'] as const;
export type PackageStatus = (typeof PACKAGE_STATUSES)[number];

/** One order of a portfolio package, and what became of it. */
@Entity('portfolio_packages')
@Index('ix_portfolio_packages_requester', ['requestedById', 'status'])
@Check('ck_portfolio_packages_status', `"status" IN (${PACKAGE_STATUSES.map((status) => `'${status}'`).join(', ')})`)
export class PortfolioPackageRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_portfolio_packages_centre' })
  centreId: string;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_portfolio_packages_registration' })
  registrationId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_portfolio_packages_requester' })
  requestedById: string;

  @CodeColumn()
  status: PackageStatus;

  /** Whether it tells the learner's number: then only those who may read that may have it. */
  @BooleanColumn()
  showsUln: boolean;

  /** Whether it holds what the IQA sampled. */
  @BooleanColumn()
  showsSamples: boolean;

  /** Files of the payload. */
  @IntegerColumn()
  files: number;

  /** Bytes of the payload that are packed, and in all. */
  @BigIntegerColumn()
  bytesDone: number;

  @BigIntegerColumn()
  bytesTotal: number;

  /** Hash of the zip; stays when the bytes have gone. */
  @Sha256Column({ nullable: true })
  sha256: string | null;

  /** Bytes of the zip; 0 until it is ready. */
  @BigIntegerColumn()
  size: number;

  @TextColumn({ nullable: true })
  failure: string | null;

  @InstantColumn()
  createdAt: string;

  @InstantColumn({ nullable: true })
  finishedAt: string | null;

  /** When the zip is removed; its registration and evidence stay, so it can be ordered anew. */
  @InstantColumn({ nullable: true })
  expiresAt: string | null;
}
