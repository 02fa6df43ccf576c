import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan, Not } from 'typeorm';
import type { ActionOrigin, LearnerActionStatus } from '../../domain/planning/learner-action.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { LearnerActionRecord } from './learner-action.record.js';

/** What learners have been asked to do. */
@Injectable()
export class LearnerActionsReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  page(
    registrationId: string,
    status: LearnerActionStatus | undefined,
    limit: number,
    after: string | null,
  ): Promise<LearnerActionRecord[]> {
    return this.unitOfWork.reader.find(LearnerActionRecord, {
      where: {
        registrationId,
        ...(status === undefined ? {} : { closedAt: status === 'open' ? IsNull() : Not(IsNull()) }),
        ...(after === null ? {} : { id: MoreThan(after) }),
      },
      order: { id: 'ASC' },
      take: limit,
    });
  }

  one(registrationId: string, id: string): Promise<LearnerActionRecord | null> {
    return this.unitOfWork.reader.findOneBy(LearnerActionRecord, { id, registrationId });
  }

  /** Of these origins, oldest first. */
  from(originIds: readonly string[]): Promise<LearnerActionRecord[]> {
    if (originIds.length === 0) return Promise.resolve([]);
    return this.unitOfWork.reader.find(LearnerActionRecord, {
      where: { originId: In([...originIds]) },
      order: { id: 'ASC' },
    });
  }

  /** Still open on one unit, of one kind of origin. */
  openFrom(registrationId: string, origin: ActionOrigin): Promise<LearnerActionRecord[]> {
    return this.unitOfWork.reader.findBy(LearnerActionRecord, { registrationId, origin, closedAt: IsNull() });
  }
}
