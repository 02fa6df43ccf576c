import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { Relation } from '../../domain/access/relations.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { EvidenceClaimRecord } from './evidence-claim.record.js';
import { EvidenceDesk } from './evidence-desk.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';
import { SignedUnitsPolicy } from './signed-units.policy.js';

/** Puts an item on hold while somebody asks whose work it is, or lifts the hold. On hold nothing of it counts (§3.3). */
@Injectable()
export class QueryAuthenticity {
  constructor(
    private readonly desk: EvidenceDesk,
    private readonly reader: EvidenceReader,
    private readonly store: EvidenceStore,
    private readonly signedUnits: SignedUnitsPolicy,
    private readonly trail: AuditTrail,
  ) {}

  run(actor: Actor, id: string, onHold: boolean, reason: string): Promise<EvidenceRecord> {
    return this.desk.change(actor, id, 'evidence:hold', async (evidence, relations) => {
      if (evidence.status !== 'submitted' && evidence.status !== 'accepted') {
        throw new DomainError(
          'STATE_CONFLICT',
          `${evidence.ref} is ${evidence.status}; only submitted or accepted evidence is held.`,
        );
      }
      if (evidence.onHold === onHold) {
        throw new DomainError(
          'STATE_CONFLICT',
          onHold ? `${evidence.ref} is on hold already.` : `${evidence.ref} is not on hold.`,
        );
      }
      const claims = await this.reader.claims([id]);
      await this.assertMay(actor, evidence, relations, claims);
      const changed = await this.store.change(evidence, { onHold, heldById: onHold ? actor.userId : null });
      await this.trail.record(
        actor,
        onHold ? 'evidence.held' : 'evidence.released',
        { ref: evidence.ref, reason },
        { learnerId: evidence.learnerId, evidenceId: id },
      );
      await this.signedUnits.changed(actor, claims, 'authenticity_query', `${evidence.ref}: ${reason}`);
      return changed;
    });
  }

  /** Nobody queries or clears their own work, and an assessor does not lift what the IQA has put on hold (P6). */
  private async assertMay(
    actor: Actor,
    evidence: EvidenceRecord,
    relations: readonly Relation[],
    claims: readonly EvidenceClaimRecord[],
  ): Promise<void> {
    if ([evidence.learnerId, evidence.authorId].includes(actor.userId)) {
      throw new DomainError(
        'SEGREGATION_OF_DUTIES',
        'SOD1: nobody queries or clears the authenticity of their own work.',
      );
    }
    const isVerifier = relations.includes('iqa') || relations.includes('lead_iqa');
    if (isVerifier) return;
    if (evidence.onHold && evidence.heldById !== actor.userId) {
      throw new DomainError('NOT_ALLOWED', 'Whoever put it on hold lifts the hold, or an IQA.');
    }
    // A released unit falls by a hold, so it takes the verifier's word.
    await this.signedUnits.assertNoneReleased(claims);
  }
}
