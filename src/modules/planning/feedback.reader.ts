import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { FeedbackRecord } from './feedback.record.js';

/** The thread about a learner's unit, as far as somebody may read it. */
@Injectable()
export class FeedbackReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @param withAssessorsSide whether what is not for the learner is included */
  page(
    registrationId: string,
    withAssessorsSide: boolean,
    limit: number,
    after: string | null,
  ): Promise<FeedbackRecord[]> {
    return this.unitOfWork.reader.find(FeedbackRecord, {
      where: {
        registrationId,
        ...(withAssessorsSide ? {} : { audience: 'learner' as const }),
        ...(after === null ? {} : { id: MoreThan(after) }),
      },
      order: { id: 'ASC' },
      take: limit,
    });
  }

  one(registrationId: string, id: string): Promise<FeedbackRecord | null> {
    return this.unitOfWork.reader.findOneBy(FeedbackRecord, { id, registrationId });
  }
}
