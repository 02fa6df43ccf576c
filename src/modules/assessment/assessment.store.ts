import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { CountersignatureRecord } from './countersignature.record.js';
import { JudgementRecord } from './judgement.record.js';

@Injectable()
export class AssessmentStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  addJudgement(judgement: JudgementRecord): Promise<void> {
    return this.unitOfWork.insert(JudgementRecord, judgement);
  }

  addCountersignature(countersignature: CountersignatureRecord): Promise<void> {
    return this.unitOfWork.insert(CountersignatureRecord, countersignature);
  }
}
