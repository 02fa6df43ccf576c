import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { InterestRecord } from './interest.record.js';
import { RegistrationRecord } from './registration.record.js';

@Injectable()
export class RegistrationsStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  add(registration: RegistrationRecord): Promise<void> {
    return this.unitOfWork.insert(RegistrationRecord, registration);
  }

  async change(id: string, change: Partial<RegistrationRecord>): Promise<void> {
    await this.unitOfWork.update(RegistrationRecord, { id }, change);
  }

  addInterest(interest: InterestRecord): Promise<void> {
    return this.unitOfWork.insert(InterestRecord, interest);
  }

  async endInterest(id: string, ending: Pick<InterestRecord, 'endedAt' | 'endedById' | 'endingReason'>): Promise<void> {
    await this.unitOfWork.update(InterestRecord, { id }, ending);
  }
}
