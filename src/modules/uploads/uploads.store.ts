import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { UploadRecord } from './upload.record.js';

@Injectable()
export class UploadsStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  add(upload: UploadRecord): Promise<void> {
    return this.unitOfWork.insert(UploadRecord, upload);
  }

  async change(id: string, change: Partial<UploadRecord>): Promise<void> {
    await this.unitOfWork.update(UploadRecord, { id }, change);
  }

  async remove(id: string): Promise<void> {
    await this.unitOfWork.delete(UploadRecord, { id });
  }
}
