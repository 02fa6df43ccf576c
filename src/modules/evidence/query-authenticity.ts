import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { Relation } from '../../domain/access/relations.js';
import { checkNoDeclaredInterest } from '../../domain/access/separation-of-duties.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
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
    private readonly registrations: RegistrationsReader,
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

  /**
   * Nobody queries or clears their own work nor that of a learner they have an interest in, and an assessor of the unit
   * does not lift what the IQA has put on hold, whatever else they are at the centre (P6).
   */
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
    const conflictedPersonIds = await this.registrations.conflictedPersonIds(evidence.learnerId);
    checkNoDeclaredInterest({ actorId: actor.userId, conflictedPersonIds });
    const isVerifier = relations.includes('iqa') || relations.includes('lead_iqa');
    if (isVerifier && !(await this.decidesOn(actor, claims))) return;
    if (evidence.onHold && evidence.heldById !== actor.userId) {
      throw new DomainError('NOT_ALLOWED', 'Whoever put it on hold lifts the hold, or an IQA.');
    }
    // A released unit falls by a hold, so it takes the verifier's word.
    await this.signedUnits.assertNoneReleased(claims);
  }

  /** Whether somebody is named to assess or countersign in a unit that the item is for. */
  private async decidesOn({ userId }: Actor, claims: readonly EvidenceClaimRecord[]): Promise<boolean> {
    const units = await this.registrations.byIds(claims.map(({ registrationId }) => registrationId));
    return units.some(({ assessorId, coAssessorId, countersignerId }) =>
      [assessorId, coAssessorId, countersignerId].includes(userId),
    );
  }
}
