import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PortfolioExportUnitRecord } from './portfolio-export-unit.record.js';
import { PortfolioExportRecord } from './portfolio-export.record.js';
import { PortfolioManifestRecord } from './portfolio-manifest.record.js';
import type { ExportedUnit } from './portfolio.reader.js';

@Injectable()
export class PortfolioStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @param units of a document over several units: what it shows, and at which release */
  async add(
    order: PortfolioExportRecord,
    content: Omit<PortfolioManifestRecord, 'exportId'>,
    units: readonly ExportedUnit[] = [],
  ): Promise<void> {
    await this.unitOfWork.insert(PortfolioExportRecord, order);
    await this.unitOfWork.insert(PortfolioManifestRecord, { exportId: order.id, ...content });
    const rows = units.map((unit) => ({ id: newId(), exportId: order.id, ...unit }));
    if (rows.length > 0) await this.unitOfWork.insert(PortfolioExportUnitRecord, rows);
  }

  /** Moves the progress bar of an order that is still being drawn; a late step must not undo the end. */
  async progress(id: string, pagesDone: number, pagesTotal: number): Promise<void> {
    await this.unitOfWork.update(PortfolioExportRecord, { id, status: 'running' }, { pagesDone, pagesTotal });
  }

  /** Nobody draws a draft twice, and its words need not lie here any longer. */
  async forgetManifest(exportId: string): Promise<void> {
    await this.unitOfWork.delete(PortfolioManifestRecord, { exportId });
  }

  /**
   * Moves an order that has not ended.
   * @returns whether there was one: somebody may have cancelled it, or it was finished
   */
  async changeUnfinished(id: string, change: Partial<PortfolioExportRecord>): Promise<boolean> {
    const unfinished = { id, status: In(['queued', 'running']) };
    return (await this.unitOfWork.update(PortfolioExportRecord, unfinished, change)) > 0;
  }

  async change(id: string, change: Partial<PortfolioExportRecord>): Promise<void> {
    await this.unitOfWork.update(PortfolioExportRecord, { id }, change);
  }
}
