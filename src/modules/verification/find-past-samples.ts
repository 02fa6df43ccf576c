import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PastSamples } from '../assessment/past-samples.js';
import { IqaSampleRecord } from './iqa-sample.record.js';

/** Answers assessment: who has verified a unit gives no decision in it effect (SOD2). */
@Injectable()
export class FindPastSamples extends PastSamples {
  constructor(private readonly unitOfWork: UnitOfWork) {
    super();
  }

  override signedBy(registrationId: string, personId: string): Promise<boolean> {
    return this.unitOfWork.reader.existsBy(IqaSampleRecord, {
      registrationId,
      iqaId: personId,
      signedAt: Not(IsNull()),
    });
  }
}
