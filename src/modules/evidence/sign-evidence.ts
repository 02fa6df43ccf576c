import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { withOwnWords } from '../../domain/evidence/declaration.js';
import { METHOD_CARDS } from '../../domain/evidence/evidence-method.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { EvidenceDesk } from './evidence-desk.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';

const CO_SIGNATURE_STATEMENT = 'I have read this record and agree that it is a true account of what I did and said.';

/** Adds the other signature that the card of the method asks for: the learner's under what the assessor recorded (§2.2). */
@Injectable()
export class SignEvidence {
  constructor(
    private readonly desk: EvidenceDesk,
    private readonly store: EvidenceStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, input: { statement?: string | null }): Promise<EvidenceRecord> {
    return this.desk.change(actor, id, 'evidence:sign', async (evidence) => {
      const { coSigner, label } = METHOD_CARDS[evidence.method];
      if (coSigner !== 'learner') {
        throw new DomainError('STATE_CONFLICT', `${label} asks for no second signature in the system.`);
      }
      if (actor.userId !== evidence.learnerId) {
        throw new DomainError(
          'NOT_ALLOWED',
          'Only the learner signs here; nobody signs on a learner’s behalf (SOD10).',
        );
      }
      if (evidence.status !== 'submitted' || evidence.contentSha256 === null) {
        throw new DomainError(
          'STATE_CONFLICT',
          `${evidence.ref} is ${evidence.status}; it is signed between submission and decision.`,
        );
      }
      if (evidence.signatures.some(({ role }) => role === 'learner')) {
        throw new DomainError('STATE_CONFLICT', `You have signed ${evidence.ref} already.`);
      }
      const { contentSha256 } = evidence;
      const signature = {
        role: 'learner' as const,
        personId: actor.userId,
        personName: actor.name,
        statement: withOwnWords(CO_SIGNATURE_STATEMENT, input.statement),
        signedAt: this.clock.now(),
        contentSha256,
      };
      const signed = await this.store.change(evidence, { signatures: [...evidence.signatures, signature] });
      await this.trail.record(
        actor,
        'evidence.signed',
        { ref: evidence.ref, role: signature.role, contentSha256 },
        { learnerId: evidence.learnerId, evidenceId: id },
      );
      return signed;
    });
  }
}
