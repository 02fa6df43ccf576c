import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { METHOD_CARDS } from '../../domain/evidence/evidence-method.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { ClaimsPolicy } from './claims.policy.js';
import { DutiesPolicy } from './duties.policy.js';
import { EvidenceDesk } from './evidence-desk.js';
import type { EvidenceRecord, WitnessVerification } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';

/**
 * Records how an assessor made sure who the witness of a testimony is, before or after accepting it. Until then it does
 * not count (WITNESS_UNVERIFIED). It is said once and stands; a re-opening asks for it anew.
 */
@Injectable()
export class VerifyWitness {
  constructor(
    private readonly desk: EvidenceDesk,
    private readonly claims: ClaimsPolicy,
    private readonly duties: DutiesPolicy,
    private readonly store: EvidenceStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, check: Omit<WitnessVerification, 'byId'>): Promise<EvidenceRecord> {
    return this.desk.change(actor, id, 'witness:verify', async (evidence) => {
      const placed = await this.claims.ownOf(actor, evidence);
      await this.duties.checkMayDecide(actor, evidence, placed);
      this.assertAwaitsCheck(evidence);
      if (check.verifiedOn > this.clock.today()) {
        const message = 'The witness cannot have been checked in the future.';
        throw new DomainError('TESTIMONY_REFUSED', message, [{ path: 'verifiedOn', message }]);
      }
      const { method, verifiedOn } = check;
      const verified = await this.store.change(evidence, {
        witnessVerification: { method, verifiedOn, byId: actor.userId },
      });
      await this.trail.record(
        actor,
        'witness.verified',
        { ref: evidence.ref, method, verifiedOn },
        { learnerId: evidence.learnerId, evidenceId: id },
      );
      return verified;
    });
  }

  private assertAwaitsCheck({ ref, method, status, signatures, witnessVerification }: EvidenceRecord): void {
    const { coSigner, label } = METHOD_CARDS[method];
    if (coSigner !== 'witness') throw new DomainError('STATE_CONFLICT', `${label} has no witness.`);
    if (status !== 'submitted' && status !== 'accepted') {
      throw new DomainError(
        'STATE_CONFLICT',
        `${ref} is ${status}; a witness is verified once the testimony is given.`,
      );
    }
    if (!signatures.some(({ role }) => role === 'witness')) {
      throw new DomainError('STATE_CONFLICT', `${ref} is not signed by a witness yet.`);
    }
    if (witnessVerification !== null)
      throw new DomainError('STATE_CONFLICT', `The witness of ${ref} is verified already.`);
  }
}
