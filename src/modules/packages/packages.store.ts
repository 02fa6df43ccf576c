import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PackageContentRecord } from './package-content.record.js';
import { PortfolioPackageRecord } from './portfolio-package.record.js';

@Injectable()
export class PackagesStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async add(order: PortfolioPackageRecord, content: Omit<PackageContentRecord, 'packageId'>): Promise<void> {
    await this.unitOfWork.insert(PortfolioPackageRecord, order);
    await this.unitOfWork.insert(PackageContentRecord, { packageId: order.id, ...content });
  }

  /**
   * Moves an order that has not ended.
   * @returns whether there was one: somebody may have cancelled it, or it was finished
   */
  async changeUnfinished(id: string, change: Partial<PortfolioPackageRecord>): Promise<boolean> {
    const unfinished = { id, status: In(['queued', 'running']) };
    return (await this.unitOfWork.update(PortfolioPackageRecord, unfinished, change)) > 0;
  }

  async change(id: string, change: Partial<PortfolioPackageRecord>): Promise<void> {
    await this.unitOfWork.update(PortfolioPackageRecord, { id }, change);
  }

  /** Moves the progress bar of an order that is still being packed; a late step must not undo the end. */
  async progress(id: string, bytesDone: number): Promise<void> {
    await this.unitOfWork.update(PortfolioPackageRecord, { id, status: 'running' }, { bytesDone });
  }

  /** The words are in the zip now, and need not lie here any longer. */
  async forgetDocuments(packageId: string): Promise<void> {
    await this.unitOfWork.update(PackageContentRecord, { packageId }, { documents: [] });
  }
}
