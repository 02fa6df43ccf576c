import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan, Not } from 'typeorm';
import { refuseThird } from '../../domain/portfolio/long-work.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PortfolioExportUnitRecord } from './portfolio-export-unit.record.js';
import { PortfolioExportRecord } from './portfolio-export.record.js';
import { PortfolioManifestRecord } from './portfolio-manifest.record.js';
import { UnfinishedPackages } from './unfinished-packages.js';

/** A unit in a document, and the release that a signed-off one shows it at. */
export type ExportedUnit = Pick<PortfolioExportUnitRecord, 'registrationId' | 'releaseId'>;

@Injectable()
export class PortfolioReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly packages: UnfinishedPackages,
  ) {}

  byId(id: string): Promise<PortfolioExportRecord | null> {
    return this.unitOfWork.reader.findOneBy(PortfolioExportRecord, { id });
  }

  byIdOrFail(id: string): Promise<PortfolioExportRecord> {
    return this.unitOfWork.reader.findOneByOrFail(PortfolioExportRecord, { id });
  }

  manifestOf(exportId: string): Promise<PortfolioManifestRecord> {
    return this.unitOfWork.reader.findOneByOrFail(PortfolioManifestRecord, { exportId });
  }

  /** What a document shows: its one unit, or the several in the order in which it shows them. */
  async unitsOf({ id, registrationId, releaseId }: PortfolioExportRecord): Promise<ExportedUnit[]> {
    if (registrationId !== null) return [{ registrationId, releaseId }];
    return this.unitOfWork.reader.find(PortfolioExportUnitRecord, { where: { exportId: id }, order: { id: 'ASC' } });
  }

  /** Whether these bytes are a portfolio that is still kept. */
  isExport(sha256: string): Promise<boolean> {
    return this.unitOfWork.reader.existsBy(PortfolioExportRecord, { sha256, status: Not('expired') });
  }

  /** @throws DomainError EXPORT_LIMIT_REACHED while as many as anybody may have at once are being made for them */
  async refuseThird(requestedById: string): Promise<void> {
    const ordered = { requestedById, status: In(['queued', 'running']) };
    // A release orders the document of its unit by itself; over several units somebody asks for it.
    const documents = await this.unitOfWork.reader.countBy(PortfolioExportRecord, [
      { ...ordered, kind: Not('signed_off') },
      { ...ordered, learnerId: Not(IsNull()), kind: 'signed_off' },
    ]);
    refuseThird(documents + (await this.packages.countOf(requestedById)));
  }

  /** The signed-off export of this very release: there is one for each. */
  ofRelease(releaseId: string): Promise<PortfolioExportRecord | null> {
    return this.unitOfWork.reader.findOneBy(PortfolioExportRecord, { releaseId });
  }

  /** Signed-off portfolios over several units of a learner. */
  holisticOf(learnerId: string): Promise<PortfolioExportRecord[]> {
    return this.unitOfWork.reader.find(PortfolioExportRecord, {
      where: { learnerId, kind: 'signed_off' },
      order: { id: 'ASC' },
    });
  }

  byCode(verificationCode: string): Promise<PortfolioExportRecord | null> {
    return this.unitOfWork.reader.findOneBy(PortfolioExportRecord, { verificationCode, status: 'ready' });
  }

  /** The first signed-off portfolio that carries one of these codes. */
  byCodes(codes: readonly string[]): Promise<PortfolioExportRecord | null> {
    return this.unitOfWork.reader.findOneBy(PortfolioExportRecord, { verificationCode: In(codes), status: 'ready' });
  }

  /** Whether a unit has been released once more since a document was ordered, which gave it another one. */
  isFollowed(registrationId: string, exportId: string): Promise<boolean> {
    return this.unitOfWork.reader.existsBy(PortfolioExportRecord, {
      ...{ registrationId, kind: 'signed_off', id: MoreThan(exportId) },
    });
  }

  byHash(sha256: string): Promise<PortfolioExportRecord | null> {
    return this.unitOfWork.reader.findOneBy(PortfolioExportRecord, { sha256, kind: 'signed_off', status: 'ready' });
  }
}
