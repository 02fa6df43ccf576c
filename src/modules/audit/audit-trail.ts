import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { AuditKey } from '../../platform/secrets/audit-key.js';
import { Clock } from '../../platform/time/clock.js';
import type { AnchorReason } from './anchor.js';
import { ANCHOR_TRAIL } from './anchor-trail.job.js';
import type { AuditEventType, AuditFacts, AuditSubject } from './audit-event.js';
import { AuditEventRecord } from './audit-event.record.js';
import { AuditHeadRecord } from './audit-head.record.js';
import { sealOf, START_OF_CHAIN, type UnsealedEvent } from './event-seal.js';
import { TrailFollower } from './trail-follower.js';

/** What is anchored outside the database as soon as it is committed (assurance.md R11). */
const ANCHORED: Partial<Record<AuditEventType, AnchorReason>> = { 'unit.signed': 'sign_off' };

/** Who did it: enough of an actor for the trail, `null` for the system. */
export interface AuditAuthor {
  readonly centreId: string;
  readonly userId: string | null;
}

/**
 * The one way into the trail. Only inside the unit of work: an event shares the transaction of what it records, so
 * neither a decision without its event nor an event without its decision can exist (assurance.md R10).
 */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly key: AuditKey,
    private readonly jobs: JobQueue,
    private readonly follower: TrailFollower,
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
    if (head && head.keyId !== null && head.keyId !== this.key.id) throw otherKey(head.keyId, this.key.id);
    const event: UnsealedEvent = {
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
      keyId: this.key.id,
    };
    const sha256 = sealOf(event, this.key);
    await this.unitOfWork.insert(AuditEventRecord, { ...event, sha256 });
    const next = { id: author.centreId, sequence: event.sequence, sha256, keyId: event.keyId };
    if (head) await this.unitOfWork.update(AuditHeadRecord, { id: next.id }, next);
    else await this.unitOfWork.insert(AuditHeadRecord, next);
    const reason = head ? ANCHORED[type] : 'founded';
    if (reason) {
      // A job, so that an anchor that cannot be written is tried again and takes no decision with it.
      await this.jobs.enqueue(ANCHOR_TRAIL, { centreId: author.centreId, sequence: event.sequence, sha256, reason });
    }
    await this.follower.onEvent({ centreId: author.centreId, sequence: event.sequence, type });
  }
}

/** A trail in two keys could be verified with neither. */
function otherKey(theirs: string, ours: string): DomainError {
  const refusal = new DomainError('UNAVAILABLE', 'The server cannot continue the audit trail. Nothing was changed.');
  refusal.cause = new Error(`the trail is sealed with key ${theirs}, and this process has key ${ours}`);
  return refusal;
}
