import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AssessorObservationRecord } from './assessor-observation.record.js';
import { CpdEntryRecord } from './cpd-entry.record.js';

/** How often an assessor was observed, and when last. */
export interface ObservationTally {
  readonly times: number;
  /** YYYY-MM-DD */
  readonly lastOn: string;
}

export interface ObservationFilter {
  readonly assessorId?: string;
  readonly unit?: string;
  /** Nobody else's may be seen; `null` = everybody's may. */
  readonly about: string | null;
}

/** What people do to stay good at their work, and what IQAs saw of it: CPD and observations of practice. */
@Injectable()
export class PracticeReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Minutes of CPD after the day `since`, by person. */
  async cpdMinutes(personIds: readonly string[], since: string): Promise<Map<string, number>> {
    if (personIds.length === 0) return new Map();
    const rows = await this.unitOfWork.reader
      .createQueryBuilder(CpdEntryRecord, 'entry')
      .select('entry.personId', 'personId')
      .addSelect('SUM(entry.minutes)', 'minutes')
      .where('entry.personId IN (:...personIds)', { personIds })
      .andWhere('entry.doneOn > :since', { since })
      .andWhere('entry.endedAt IS NULL')
      .groupBy('entry.personId')
      .getRawMany<{ personId: string; minutes: string | number }>();
    return new Map(rows.map(({ personId, minutes }) => [personId, Number(minutes)]));
  }

  /** The entries of somebody's log that count, after the day `since`. */
  cpdSince(personId: string, since: string): Promise<CpdEntryRecord[]> {
    return this.unitOfWork.reader.find(CpdEntryRecord, {
      where: { personId, doneOn: MoreThan(since), endedAt: IsNull() },
    });
  }

  /** Somebody's whole log in the order in which it was written, withdrawn entries included. */
  cpdLog(personId: string, limit: number, after: string | null): Promise<CpdEntryRecord[]> {
    return this.unitOfWork.reader.find(CpdEntryRecord, {
      where: { personId, ...(after === null ? {} : { id: MoreThan(after) }) },
      order: { id: 'ASC' },
      take: limit,
    });
  }

  cpdEntry(personId: string, id: string): Promise<CpdEntryRecord | null> {
    return this.unitOfWork.reader.findOneBy(CpdEntryRecord, { id, personId });
  }

  /** How often these people were observed after the day `since`; on one unit, or on whichever. */
  async observed(
    assessorIds: readonly string[],
    since: string,
    unitKey: string | null = null,
  ): Promise<Map<string, ObservationTally>> {
    if (assessorIds.length === 0) return new Map();
    const query = this.unitOfWork.reader
      .createQueryBuilder(AssessorObservationRecord, 'observation')
      .select('observation.assessorId', 'assessorId')
      .addSelect('COUNT(*)', 'times')
      .addSelect('MAX(observation.observedOn)', 'lastOn')
      .where('observation.assessorId IN (:...assessorIds)', { assessorIds })
      .andWhere('observation.observedOn > :since', { since })
      .groupBy('observation.assessorId');
    if (unitKey !== null) query.andWhere('observation.unitKey = :unitKey', { unitKey });
    const rows = await query.getRawMany<{ assessorId: string; times: string | number; lastOn: string }>();
    return new Map(rows.map(({ assessorId, times, lastOn }) => [assessorId, { times: Number(times), lastOn }]));
  }

  /** Observations of assessors of a centre, in the order in which they were recorded. */
  observations(
    centreId: string,
    { assessorId, unit, about }: ObservationFilter,
    limit: number,
    after: string | null,
  ): Promise<AssessorObservationRecord[]> {
    const query = this.unitOfWork.reader
      .createQueryBuilder(AssessorObservationRecord, 'observation')
      .where('observation.centreId = :centreId', { centreId })
      .orderBy('observation.id')
      .take(limit);
    if (about !== null) query.andWhere('observation.assessorId = :about', { about });
    if (assessorId !== undefined) query.andWhere('observation.assessorId = :assessorId', { assessorId });
    if (unit !== undefined) query.andWhere('observation.unitKey = :unit', { unit });
    if (after !== null) query.andWhere('observation.id > :after', { after });
    return query.getMany();
  }
}
