import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PortfolioExportRecord } from './portfolio-export.record.js';
import { PortfolioManifestRecord } from './portfolio-manifest.record.js';

@Injectable()
export class PortfolioReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  byId(id: string): Promise<PortfolioExportRecord | null> {
    return this.unitOfWork.reader.findOneBy(PortfolioExportRecord, { id });
  }

  manifestOf(exportId: string): Promise<PortfolioManifestRecord> {
    return this.unitOfWork.reader.findOneByOrFail(PortfolioManifestRecord, { exportId });
  }

  isExport(sha256: string): Promise<boolean> {
    return this.unitOfWork.reader.existsBy(PortfolioExportRecord, { sha256 });
  }

  countUnfinished(requestedById: string): Promise<number> {
    return this.unitOfWork.reader.countBy(PortfolioExportRecord, { requestedById, status: In(['queued', 'running']) });
  }

  /** The signed-off export of this very release: there is one for each. */
  ofRelease(releaseId: string): Promise<PortfolioExportRecord | null> {
    return this.unitOfWork.reader.findOneBy(PortfolioExportRecord, { releaseId });
  }

  byCode(verificationCode: string): Promise<PortfolioExportRecord | null> {
    return this.unitOfWork.reader.findOneBy(PortfolioExportRecord, { verificationCode, status: 'ready' });
  }

  /** The first signed-off portfolio that carries one of these codes. */
  byCodes(codes: readonly string[]): Promise<PortfolioExportRecord | null> {
    return this.unitOfWork.reader.findOneBy(PortfolioExportRecord, { verificationCode: In(codes), status: 'ready' });
  }

  /** Whether the unit has been released once more since, which gave it another document. */
  isFollowed({ id, registrationId }: PortfolioExportRecord): Promise<boolean> {
    return this.unitOfWork.reader.existsBy(PortfolioExportRecord, {
      ...{ registrationId, kind: 'signed_off', id: MoreThan(id) },
    });
  }

  byHash(sha256: string): Promise<PortfolioExportRecord | null> {
    return this.unitOfWork.reader.findOneBy(PortfolioExportRecord, { sha256, kind: 'signed_off', status: 'ready' });
  }
}
