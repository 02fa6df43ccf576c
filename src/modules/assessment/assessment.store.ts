import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { CountersignatureRecord } from './countersignature.record.js';
import { JudgementRecord } from './judgement.record.js';

@Injectable()
export class AssessmentStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  addJudgements(judgements: readonly JudgementRecord[]): Promise<void> {
    return this.unitOfWork.insert(JudgementRecord, judgements);
  }

  addCountersignatures(countersignatures: readonly CountersignatureRecord[]): Promise<void> {
    return this.unitOfWork.insert(CountersignatureRecord, countersignatures);
  }
}
