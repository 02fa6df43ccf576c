import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { UnitVersionRecord } from './unit-version.record.js';

@Injectable()
export class SpecificationStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  find(key: string, version: string): Promise<UnitVersionRecord | null> {
    return this.unitOfWork.manager.findOneBy(UnitVersionRecord, { key, version });
  }

  add(unitVersion: UnitVersionRecord): Promise<void> {
    return this.unitOfWork.insert(UnitVersionRecord, unitVersion);
  }
}
