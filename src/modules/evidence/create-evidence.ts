import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { authorise } from '../../domain/access/permissions.js';
import { type AuthorRole, type EvidenceMethod, METHOD_CARDS } from '../../domain/evidence/evidence-method.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { redactionConfirmed } from './blank-stages.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';
import { checkRecord } from './forms/check-record.js';
import { type Envelope, newDraft } from './new-draft.js';

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
        ...newDraft(
          {
            ...{ centreId: actor.centreId, learnerId, number, authorId: actor.userId, authorRole },
            ...{ origin: null, now },
          },
          input,
        ),
        ...redactionConfirmed(actor, input.redaction, now),
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
