import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { AuditEventType } from './audit-event.js';
import { AuditEventRecord } from './audit-event.record.js';
import { AuditHeadRecord } from './audit-head.record.js';
import type { StoredEvent } from './chain-walk.js';

@Injectable()
export class AuditReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Events about one registration and about the portfolio behind it, oldest first: at most `limit`, after the event
   * with id `after`.
   */
  ofRegistration(
    registration: { id: string; learnerId: string },
    limit: number,
    after: string | null,
  ): Promise<AuditEventRecord[]> {
    const query = this.about(registration).orderBy('event.id').take(limit);
    if (after !== null) query.andWhere('event.id > :after', { after });
    return query.getMany();
  }

  /** How many events a learner's portfolio has: the number only grows, and it grows with every change (R10). */
  async countOfLearner(learnerId: string): Promise<number> {
    const [row] = await this.unitOfWork.reader.sql<{ events: string | number }[]>`
      SELECT COUNT(*) AS events FROM audit_events WHERE "learnerId" = ${learnerId}`;
    return Number(row?.events);
  }

  /** How often each type of event happened. */
  async countsByType(registration: { id: string; learnerId: string }): Promise<Record<string, number>> {
    const rows = await this.about(registration)
      .select('event.type', 'type')
      .addSelect('COUNT(*)', 'times')
      .groupBy('event.type')
      .getRawMany<{ type: string; times: string | number }>();
    return Object.fromEntries(rows.map((row) => [row.type, Number(row.times)]));
  }

  /** The events of the named types, oldest first. */
  ofTypes(
    registration: { id: string; learnerId: string },
    types: readonly AuditEventType[],
  ): Promise<AuditEventRecord[]> {
    return this.about(registration).andWhere('event.type IN (:...types)', { types }).orderBy('event.id').getMany();
  }

  /** The evidence of a centre that an event of this type was ever about. */
  async evidenceIdsOf(centreId: string, type: AuditEventType): Promise<Set<string>> {
    const rows = await this.unitOfWork.reader.sql<{ evidenceId: string }[]>`
      SELECT DISTINCT "evidenceId" FROM audit_events
      WHERE "centreId" = ${centreId} AND "type" = ${type} AND "evidenceId" IS NOT NULL`;
    return new Set(rows.map(({ evidenceId }) => evidenceId));
  }

  private about({ id, learnerId }: { id: string; learnerId: string }): SelectQueryBuilder<AuditEventRecord> {
    return this.unitOfWork.reader
      .createQueryBuilder(AuditEventRecord, 'event')
      .where('(event.registrationId = :id OR (event.registrationId IS NULL AND event.learnerId = :learnerId))', {
        id,
        learnerId,
      });
  }

  /** Where a centre's trail ends. */
  head(centreId: string): Promise<AuditHeadRecord | null> {
    return this.unitOfWork.reader.findOneBy(AuditHeadRecord, { id: centreId });
  }

  /** The last event of a centre where something has happened, as an anchor that a document can carry. */
  async endOf(centreId: string): Promise<Pick<AuditHeadRecord, 'sequence' | 'sha256'>> {
    const { sequence, sha256 } = await this.unitOfWork.reader.findOneByOrFail(AuditHeadRecord, { id: centreId });
    return { sequence, sha256 };
  }

  /** Where every trail ends. */
  heads(): Promise<AuditHeadRecord[]> {
    return this.unitOfWork.reader.find(AuditHeadRecord, { order: { id: 'ASC' } });
  }

  /** A centre's events after the one in place `sequence`, as they are stored: rows make no objects of the ORM on the way. */
  eventsAfter(centreId: string, sequence: number, limit: number): Promise<StoredEvent[]> {
    return this.unitOfWork.reader.sql<StoredEvent[]>`
      SELECT id, "centreId", sequence, type, at, "actorId", "registrationId", "learnerId", "evidenceId", facts,
        "previousSha256", sha256, "keyId"
      FROM audit_events WHERE "centreId" = ${centreId} AND sequence > ${sequence} ORDER BY sequence LIMIT ${limit}`;
  }
}
