import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ArrivedFileRecord } from './arrived-file.record.js';
import { PortfolioImportRecord } from './portfolio-import.record.js';

@Injectable()
export class ArrivalsStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  add(row: PortfolioImportRecord): Promise<void> {
    return this.unitOfWork.insert(PortfolioImportRecord, row);
  }

  async change(id: string, change: Partial<PortfolioImportRecord>): Promise<void> {
    await this.unitOfWork.update(PortfolioImportRecord, { id }, change);
  }

  addFiles(files: readonly ArrivedFileRecord[]): Promise<void> {
    return this.unitOfWork.insert(ArrivedFileRecord, files);
  }

  async changeFile(id: string, change: Partial<ArrivedFileRecord>): Promise<void> {
    await this.unitOfWork.update(ArrivedFileRecord, { id }, change);
  }
}
