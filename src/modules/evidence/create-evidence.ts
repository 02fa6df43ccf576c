import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { authorise } from '../../domain/access/permissions.js';
import { type AuthorRole, type EvidenceMethod, METHOD_CARDS } from '../../domain/evidence/evidence-method.js';
import { evidenceRef } from '../../domain/evidence/evidence-ref.js';
import type { Channel, CustomerType, Redaction, Setting, Storage } from '../../domain/evidence/evidence.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { NOT_SUBMITTED, redactionConfirmed, UNDECIDED } from './blank-stages.js';
import type { EvidenceRecord, MethodRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';
import { checkRecord } from './forms/check-record.js';

/** What an author says about an item, beside its files and claims. */
export interface Envelope {
  readonly method: EvidenceMethod;
  readonly title: string;
  readonly contextStatement: string;
  readonly activityFrom: string;
  readonly activityTo?: string | null;
  readonly setting: Setting;
  readonly workplaceContext?: boolean;
  readonly channel?: Channel | null;
  readonly customerType?: CustomerType | null;
  readonly caseRefs?: string[];
  readonly storage?: Storage;
  readonly redaction?: Redaction;
  readonly record?: MethodRecord | null;
}

/** Methods whose files came out of contact with customers: somebody must say that personal data is gone (§6.4). */
const CUSTOMER_BEARING: readonly EvidenceMethod[] = ['work_product', 'complaint_record'];

/**
 * In which capacity somebody may author an item of this method (§2.2, §3.3). Testimony counts as the witness's word,
 * whoever files it.
 * @throws DomainError METHOD_NOT_ALLOWED
 */
export function authorRoleFor(method: EvidenceMethod, capacity: 'learner' | 'assessor'): AuthorRole {
  const card = METHOD_CARDS[method];
  if (!card.authors.includes(capacity)) {
    const message = `${card.label} is authored by the ${card.authors.join(' or the ')}, not by the ${capacity}.`;
    throw new DomainError('METHOD_NOT_ALLOWED', message, [{ path: 'method', message }]);
  }
  return card.coSigner === 'witness' ? 'witness' : capacity;
}

/** Opens a draft in a learner's portfolio and gives it the next reference. */
@Injectable()
export class CreateEvidence {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly store: EvidenceStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, input: Envelope & { learnerId?: string }): Promise<EvidenceRecord> {
    const learnerId = input.learnerId ?? actor.userId;
    checkRecord(input.method, input.record ?? null);
    return this.unitOfWork.run(async () => {
      const relations = await this.registrations.relationsToPortfolio(actor, learnerId);
      if (input.learnerId === undefined && relations.length === 0) {
        const message = 'must say whose portfolio it is for: you are not registered on a unit yourself';
        throw new DomainError('VALIDATION_FAILED', 'The evidence has no portfolio to go to.', [
          { path: 'learnerId', message },
        ]);
      }
      authorise('evidence:create', relations);
      const authorRole = authorRoleFor(input.method, relations.includes('learner') ? 'learner' : 'assessor');
      const conflicted = await this.registrations.conflictedPersonIds(learnerId);
      if (conflicted.includes(actor.userId)) {
        throw new DomainError('SEGREGATION_OF_DUTIES', 'SOD6: a declared interest in this learner bars you from this.');
      }
      const number = await this.store.nextNumber(learnerId);
      const now = this.clock.now();
      const evidence: EvidenceRecord = {
        id: newId(),
        centreId: actor.centreId,
        learnerId,
        number,
        version: 1,
        ref: evidenceRef(number, 1),
        replacesId: null,
        method: input.method,
        status: 'draft',
        onHold: false,
        heldById: null,
        title: input.title,
        contextStatement: input.contextStatement,
        activityFrom: input.activityFrom,
        activityTo: input.activityTo ?? input.activityFrom,
        setting: input.setting,
        workplaceContext: input.workplaceContext ?? input.setting === 'workplace',
        channel: input.channel ?? null,
        customerType: input.customerType ?? null,
        caseRefs: input.caseRefs ?? [],
        storage: input.storage ?? 'embedded',
        redaction: input.redaction ?? (CUSTOMER_BEARING.includes(input.method) ? 'pending' : 'not_needed'),
        ...redactionConfirmed(actor, input.redaction, now),
        record: input.record ?? null,
        authorId: actor.userId,
        authorRole,
        hasAudioVisualFile: false,
        ...NOT_SUBMITTED,
        ...UNDECIDED,
        rplState: input.method === 'rpl_claim' ? 'proposed' : null,
        aoReference: null,
        withdrawalReason: null,
        revision: 1,
        createdAt: now,
      };
      await this.store.add(evidence);
      await this.store.keepRevision(evidence, [], actor.userId, evidence.createdAt);
      await this.trail.record(
        actor,
        'evidence.created',
        { ref: evidence.ref, method: evidence.method },
        { learnerId, evidenceId: evidence.id },
      );
      return evidence;
    }, portfolioLock(learnerId));
  }
}
