import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { OpenActions } from '../assessment/open-actions.js';
import { IqaActionRecord } from './iqa-action.record.js';

/** Answers coverage: how many essential actions keep a unit from being ready (§7.3 `IQA_ACTION_OPEN`). */
@Injectable()
export class CountOpenActions extends OpenActions {
  constructor(private readonly unitOfWork: UnitOfWork) {
    super();
  }

  override essentialOn(registrationId: string): Promise<number> {
    return this.unitOfWork.reader.countBy(IqaActionRecord, {
      registrationId,
      severity: 'essential',
      closedAt: IsNull(),
    });
  }
}
