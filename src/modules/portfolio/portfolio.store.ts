import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PortfolioExportRecord } from './portfolio-export.record.js';

@Injectable()
export class PortfolioStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  add(order: PortfolioExportRecord): Promise<void> {
    return this.unitOfWork.insert(PortfolioExportRecord, order);
  }

  async change(id: string, change: Partial<PortfolioExportRecord>): Promise<void> {
    await this.unitOfWork.update(PortfolioExportRecord, { id }, change);
  }
}
