import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ReopeningRecord } from './reopening.record.js';
import { SignOffRecord } from './sign-off.record.js';

@Injectable()
export class SignOffStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  add(signOff: SignOffRecord): Promise<void> {
    return this.unitOfWork.insert(SignOffRecord, signOff);
  }

  async markVoid(id: string, voidedAt: string, voidReason: string): Promise<void> {
    await this.unitOfWork.update(SignOffRecord, { id }, { voidedAt, voidReason });
  }

  addReopening(reopening: ReopeningRecord): Promise<void> {
    return this.unitOfWork.insert(ReopeningRecord, reopening);
  }
}
