import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { DiaryFeedRecord } from './diary-feed.record.js';

@Injectable()
export class DiariesStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async add(feed: DiaryFeedRecord): Promise<void> {
    await this.unitOfWork.insert(DiaryFeedRecord, feed);
  }

  /** Closes whatever address the person had, for good. */
  async remove(userId: string): Promise<boolean> {
    return (await this.unitOfWork.delete(DiaryFeedRecord, { userId })) > 0;
  }
}
