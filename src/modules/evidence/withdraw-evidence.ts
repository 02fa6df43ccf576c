import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { Relation } from '../../domain/access/relations.js';
import type { WithdrawalReason } from '../../domain/evidence/evidence.js';
import { moveEvidence } from '../../domain/evidence/lifecycle.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { EvidenceClaimRecord } from './evidence-claim.record.js';
import { assertAuthor, EvidenceDesk } from './evidence-desk.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';
import { SignedUnitsPolicy } from './signed-units.policy.js';

/**
 * Takes an item out of play for good. Its author may until it is accepted; from then on only an assessor, not after the
 * unit is released (§3.3). Nothing is deleted: judgements that rest on it become at risk. Data protection is another thing
 * (`PurgeEvidence`).
 */
@Injectable()
export class WithdrawEvidence {
  constructor(
    private readonly desk: EvidenceDesk,
    private readonly reader: EvidenceReader,
    private readonly store: EvidenceStore,
    private readonly signedUnits: SignedUnitsPolicy,
    private readonly trail: AuditTrail,
  ) {}

  run(actor: Actor, id: string, reason: Exclude<WithdrawalReason, 'data_protection'>): Promise<EvidenceRecord> {
    return this.desk.change(actor, id, 'evidence:withdraw', async (evidence, relations) => {
      const status = moveEvidence(evidence.status, 'withdraw');
      const claims = await this.reader.claims([id]);
      if (evidence.status === 'accepted') await this.assertMayLeave(relations, claims);
      else assertAuthor(actor, evidence);
      const withdrawn = await this.store.change(evidence, { status, withdrawalReason: reason });
      await this.trail.record(
        actor,
        'evidence.withdrawn',
        { ref: evidence.ref, reason },
        { learnerId: evidence.learnerId, evidenceId: id },
      );
      await this.signedUnits.changed(actor, claims, 'evidence_withdrawn', `${evidence.ref} was withdrawn (${reason})`);
      return withdrawn;
    });
  }

  private async assertMayLeave(relations: readonly Relation[], claims: readonly EvidenceClaimRecord[]): Promise<void> {
    if (!relations.includes('assessor')) {
      throw new DomainError(
        'NOT_ALLOWED',
        'Accepted evidence is withdrawn by the assessor; ask them, with your reason.',
      );
    }
    await this.signedUnits.assertNoneReleased(claims);
  }
}
