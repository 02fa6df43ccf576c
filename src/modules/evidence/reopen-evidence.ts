import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { relationsTo } from '../../domain/access/relations.js';
import { METHOD_CARDS } from '../../domain/evidence/evidence-method.js';
import { moveEvidence } from '../../domain/evidence/lifecycle.js';
import { moveRpl } from '../../domain/evidence/rpl-flow.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { UnitSignatures } from '../registrations/unit-signatures.js';
import { UNDECIDED } from './blank-stages.js';
import type { EvidenceClaimRecord } from './evidence-claim.record.js';
import { EvidenceDesk } from './evidence-desk.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';
import { SignedUnitsPolicy } from './signed-units.policy.js';

/** The signatures that do not lapse with the decision: an assessor's given by accepting does. */
function withoutDecision({ method, signatures }: EvidenceRecord): EvidenceRecord['signatures'] {
  return METHOD_CARDS[method].isSignedByAcceptance ? signatures.filter(({ role }) => role !== 'assessor') : signatures;
}

/**
 * Puts accepted evidence back before its assessor. The assessor may until the IQA has released the unit; after that only
 * a centre manager, and the release is void (§3.3). The decision so far stays in the ledger of decisions.
 */
@Injectable()
export class ReopenEvidence {
  constructor(
    private readonly desk: EvidenceDesk,
    private readonly reader: EvidenceReader,
    private readonly store: EvidenceStore,
    private readonly registrations: RegistrationsReader,
    private readonly signatures: UnitSignatures,
    private readonly signedUnits: SignedUnitsPolicy,
    private readonly trail: AuditTrail,
  ) {}

  run(actor: Actor, id: string, reason: string): Promise<EvidenceRecord> {
    return this.desk.change(actor, id, 'evidence:reopen', async (evidence) => {
      const status = moveEvidence(evidence.status, 'reopen');
      const claims = await this.reader.claims([id]);
      await this.assertMay(actor, evidence, claims);
      await this.store.reproposeClaims(claims);
      const reopened = await this.store.change(evidence, {
        status,
        ...UNDECIDED,
        signatures: withoutDecision(evidence),
        ...(evidence.rplState === null ? {} : { rplState: moveRpl(evidence.rplState, 'reopen'), aoReference: null }),
      });
      await this.trail.record(
        actor,
        'evidence.reopened',
        { ref: evidence.ref, reason },
        { learnerId: evidence.learnerId, evidenceId: id },
      );
      await this.signedUnits.changed(actor, claims, 'evidence_reopened', `${evidence.ref} was re-opened: ${reason}`);
      return reopened;
    });
  }

  /** Whoever re-opens must be entitled to in every unit that counts the item: the decision falls in all of them. */
  private async assertMay(
    actor: Actor,
    evidence: EvidenceRecord,
    claims: readonly EvidenceClaimRecord[],
  ): Promise<void> {
    const later = (await this.reader.versions(evidence)).find(
      ({ version, status }) => version > evidence.version && status === 'accepted',
    );
    if (later) throw new DomainError('STATE_CONFLICT', `${later.ref} has replaced ${evidence.ref}.`);
    for (const registration of await this.registrations.byIds(claims.map(({ registrationId }) => registrationId))) {
      const relations = relationsTo(actor, registration);
      const isReleased = await this.signatures.isReleased(registration.id);
      if (relations.includes(isReleased ? 'centre_manager' : 'assessor')) continue;
      throw new DomainError(
        'NOT_ALLOWED',
        isReleased
          ? 'The unit is released; only a centre manager unlocks its evidence, with a reason.'
          : 'Until the unit is released its assessor re-opens evidence.',
      );
    }
  }
}
