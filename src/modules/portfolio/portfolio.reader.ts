import { Injectable } from '@nestjs/common';
import { In, Not } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PortfolioExportRecord } from './portfolio-export.record.js';

@Injectable()
export class PortfolioReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  byId(id: string): Promise<PortfolioExportRecord | null> {
    return this.unitOfWork.reader.findOneBy(PortfolioExportRecord, { id });
  }

  countUnfinished(requestedById: string): Promise<number> {
    return this.unitOfWork.reader.countBy(PortfolioExportRecord, { requestedById, status: In(['queued', 'running']) });
  }

  /** The signed-off export that shows this very release, unless it failed. */
  ofRelease(releaseId: string): Promise<PortfolioExportRecord | null> {
    return this.unitOfWork.reader.findOneBy(PortfolioExportRecord, { releaseId, status: Not('failed') });
  }

  byCode(verificationCode: string): Promise<PortfolioExportRecord | null> {
    return this.unitOfWork.reader.findOneBy(PortfolioExportRecord, { verificationCode, status: 'ready' });
  }

  byHash(sha256: string): Promise<PortfolioExportRecord | null> {
    return this.unitOfWork.reader.findOneBy(PortfolioExportRecord, { sha256, kind: 'signed_off', status: 'ready' });
  }
}
