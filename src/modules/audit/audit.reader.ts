import { Injectable } from '@nestjs/common';
import { MoreThan, type SelectQueryBuilder } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { AuditEventType } from './audit-event.js';
import { AuditEventRecord } from './audit-event.record.js';
import { AuditHeadRecord } from './audit-head.record.js';
import { chainHash } from './audit-trail.js';

/** Where a chain is broken: the first event that does not follow from the one before, and why. */
export interface ChainFault {
  readonly centreId: string;
  readonly sequence: number;
  readonly fault: 'hash' | 'link' | 'gap' | 'head';
}

const CHAIN_CHUNK = 500;

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

  /** Recomputes a centre's chain from its start; `null` when every event follows from the one before. */
  async firstFault(centreId: string): Promise<ChainFault | null> {
    let sequence = 0;
    let previous = '0'.repeat(64);
    for (;;) {
      const events = await this.unitOfWork.reader.find(AuditEventRecord, {
        where: { centreId, sequence: MoreThan(sequence) },
        order: { sequence: 'ASC' },
        take: CHAIN_CHUNK,
      });
      for (const { sha256, ...event } of events) {
        if (event.sequence !== sequence + 1) return { centreId, sequence: sequence + 1, fault: 'gap' };
        if (event.previousSha256 !== previous) return { centreId, sequence: event.sequence, fault: 'link' };
        if (chainHash(event) !== sha256) return { centreId, sequence: event.sequence, fault: 'hash' };
        sequence = event.sequence;
        previous = sha256;
      }
      if (events.length < CHAIN_CHUNK) break;
    }
    const head = await this.unitOfWork.reader.findOneBy(AuditHeadRecord, { id: centreId });
    const headAgrees = head === null ? sequence === 0 : head.sequence === sequence && head.sha256 === previous;
    return headAgrees ? null : { centreId, sequence, fault: 'head' };
  }
}
