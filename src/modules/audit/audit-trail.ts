import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson } from '../../domain/kernel/canonical-json.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import type { AuditEventType, AuditFacts, AuditSubject } from './audit-event.js';
import { AuditEventRecord } from './audit-event.record.js';
import { AuditHeadRecord } from './audit-head.record.js';

const START_OF_CHAIN = '0'.repeat(64);

/** Who did it: enough of an actor for the trail, `null` for the system. */
export interface AuditAuthor {
  readonly centreId: string;
  readonly userId: string | null;
}

/** The hash that ties an event to all before it. */
export function chainHash(event: Omit<AuditEventRecord, 'sha256'>): string {
  return createHash('sha256')
    .update(canonicalJson({ ...event }))
    .digest('hex');
}

/**
 * The one way into the trail. Only inside the unit of work: an event shares the transaction of what it records, so
 * neither a decision without its event nor an event without its decision can exist (assurance.md R10).
 */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async record<Type extends AuditEventType>(
    author: AuditAuthor,
    type: Type,
    facts: AuditFacts[Type],
    subject: AuditSubject = {},
  ): Promise<void> {
    const { manager, onPostgres } = this.unitOfWork;
    if (onPostgres) {
      // Taken as the last lock of a transaction, so that it cannot deadlock with the ones named at its start.
      await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [`audit:${author.centreId}`]);
    }
    const head = await manager.findOneBy(AuditHeadRecord, { id: author.centreId });
    const event: Omit<AuditEventRecord, 'sha256'> = {
      id: newId(),
      centreId: author.centreId,
      sequence: (head?.sequence ?? 0) + 1,
      type,
      at: this.clock.now(),
      actorId: author.userId,
      registrationId: subject.registrationId ?? null,
      learnerId: subject.learnerId ?? null,
      evidenceId: subject.evidenceId ?? null,
      facts,
      previousSha256: head?.sha256 ?? START_OF_CHAIN,
    };
    const sha256 = chainHash(event);
    await this.unitOfWork.insert(AuditEventRecord, { ...event, sha256 });
    const next = { id: author.centreId, sequence: event.sequence, sha256 };
    if (head) await this.unitOfWork.update(AuditHeadRecord, { id: next.id }, next);
    else await this.unitOfWork.insert(AuditHeadRecord, next);
  }
}
