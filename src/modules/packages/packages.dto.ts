import { ApiProperty } from '@nestjs/swagger';
import { PACKAGE_STATUSES, type PackageStatus, type PortfolioPackageRecord } from './portfolio-package.record.js';

export class PackageProgressView {
  /** Bytes of the payload that are packed. */
  done: number;
  /** Bytes of the payload in all. */
  total: number;
}

export class PortfolioPackageView {
  id: string;
  registrationId: string;
  /** `cancelled`: called off before it was packed. `expired`: its days are over and the zip is removed; order another. */
  @ApiProperty({ enum: PACKAGE_STATUSES })
  status: PackageStatus;
  progress: PackageProgressView;
  /** Files of the payload: documents, evidence and the signed-off PDF, where there is one. */
  files: number;
  /** Hash of the zip, once ready. */
  sha256: string | null;
  /** Bytes of the zip, once ready. */
  sizeBytes: number | null;
  /** What went wrong, for people. */
  failure: string | null;
  createdAt: string;
  finishedAt: string | null;
  /** When the zip is removed, once ready. */
  expiresAt: string | null;
}

export function toPackageView(order: PortfolioPackageRecord): PortfolioPackageView {
  const { id, registrationId, status, files, sha256, size, failure, createdAt, finishedAt, expiresAt } = order;
  return {
    ...{ id, registrationId, status, files, sha256, failure, createdAt, finishedAt, expiresAt },
    sizeBytes: sha256 === null ? null : size,
    progress: { done: order.bytesDone, total: order.bytesTotal },
  };
}
