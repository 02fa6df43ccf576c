import { Injectable } from '@nestjs/common';
import { In, Not } from 'typeorm';
import type { UnitState } from '../../domain/sign-off/sign-off.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { InterestRecord } from './interest.record.js';
import { RegistrationRecord } from './registration.record.js';

/** Ids in one statement. */
const CHUNK = 500;

@Injectable()
export class RegistrationsStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  add(registration: RegistrationRecord): Promise<void> {
    return this.unitOfWork.insert(RegistrationRecord, registration);
  }

  async change(id: string, change: Partial<RegistrationRecord>): Promise<void> {
    await this.unitOfWork.update(RegistrationRecord, { id }, change);
  }

  /** Those that have the status already stay as they are. */
  async changeStatuses(ids: readonly string[], status: UnitState): Promise<void> {
    for (let start = 0; start < ids.length; start += CHUNK) {
      await this.unitOfWork.manager
        .createQueryBuilder()
        .update(RegistrationRecord)
        .set({ status, revision: () => '"revision" + 1' })
        .where({ id: In(ids.slice(start, start + CHUNK)), status: Not(status) })
        .execute();
    }
  }

  addInterest(interest: InterestRecord): Promise<void> {
    return this.unitOfWork.insert(InterestRecord, interest);
  }

  async endInterest(id: string, ending: Pick<InterestRecord, 'endedAt' | 'endedById' | 'endingReason'>): Promise<void> {
    await this.unitOfWork.update(InterestRecord, { id }, ending);
  }
}
