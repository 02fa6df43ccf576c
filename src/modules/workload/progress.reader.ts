import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { CentreTallyRecord } from './centre-tally.record.js';
import { UNFOLLOWED } from './followed-events.js';
import { ProgressHeadRecord } from './progress-head.record.js';
import { ProgressMarkRecord } from './progress-mark.record.js';
import { RegistrationProgressRecord } from './registration-progress.record.js';
import { WaitingWorkRecord } from './waiting-work.record.js';

/** How far what is derived from the trail has come. */
@Injectable()
export class ProgressReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  head(centreId: string): Promise<ProgressHeadRecord | null> {
    return this.unitOfWork.reader.findOneBy(ProgressHeadRecord, { id: centreId });
  }

  /** What is behind, longest first. */
  marks(centreId: string, limit: number): Promise<ProgressMarkRecord[]> {
    return this.unitOfWork.reader.find(ProgressMarkRecord, {
      where: { centreId },
      order: { sequence: 'ASC', id: 'ASC' },
      take: limit,
    });
  }

  /** The instant up to which everything that happened is in the derived rows: now, unless something is outstanding. */
  async asOf(centreId: string): Promise<string> {
    const [row] = await this.unitOfWork.reader.sql<{ marked: string | null; unseen: string | null }[]>`
      SELECT
        (SELECT MIN(since) FROM progress_marks WHERE "centreId" = ${centreId}) AS marked,
        (SELECT MIN(at) FROM audit_events WHERE "centreId" = ${centreId} AND type NOT IN (${() => [...UNFOLLOWED]})
          AND sequence > COALESCE((SELECT sequence FROM progress_heads WHERE id = ${centreId}), 0)) AS unseen`;
    const outstanding = [row?.marked, row?.unseen].filter((instant) => typeof instant === 'string').sort();
    return outstanding[0] ?? this.clock.now();
  }

  ofLearner(learnerId: string): Promise<RegistrationProgressRecord[]> {
    return this.unitOfWork.reader.findBy(RegistrationProgressRecord, { learnerId });
  }

  /** Everything kept of a centre's registrations, in pages. */
  contributions(
    centreId: string,
    after: string,
    limit: number,
  ): Promise<Pick<RegistrationProgressRecord, 'id' | 'unitKey' | 'contribution'>[]> {
    return this.unitOfWork.reader
      .createQueryBuilder(RegistrationProgressRecord, 'progress')
      .select(['progress.id', 'progress.unitKey', 'progress.contribution'])
      .where('progress.centreId = :centreId AND progress.id > :after', { centreId, after })
      .orderBy('progress.id')
      .limit(limit)
      .getMany();
  }

  tallies(centreId: string): Promise<CentreTallyRecord[]> {
    return this.unitOfWork.reader.findBy(CentreTallyRecord, { centreId });
  }

  waitingOf(scope: { centreId: string; learnerId: string | null }): Promise<WaitingWorkRecord[]> {
    const { centreId, learnerId } = scope;
    return this.unitOfWork.reader.findBy(
      WaitingWorkRecord,
      learnerId === null ? { centreId, learnerId: IsNull() } : { learnerId },
    );
  }
}
