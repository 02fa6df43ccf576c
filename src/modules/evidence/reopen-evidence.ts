import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { moveEvidence } from '../../domain/evidence/lifecycle.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { UnitSignatures } from '../registrations/unit-signatures.js';
import { EvidenceDesk } from './evidence-desk.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';

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
    private readonly signatures: UnitSignatures,
    private readonly trail: AuditTrail,
  ) {}

  run(actor: Actor, id: string, reason: string): Promise<EvidenceRecord> {
    return this.desk.change(actor, id, 'evidence:reopen', async (evidence, relations) => {
      const status = moveEvidence(evidence.status, 'reopen');
      const claims = await this.reader.claims([id]);
      for (const registrationId of new Set(claims.map((claim) => claim.registrationId))) {
        const isReleased = await this.signatures.isReleased(registrationId);
        const may = isReleased ? relations.includes('centre_manager') : relations.includes('assessor');
        if (!may) {
          throw new DomainError(
            'NOT_ALLOWED',
            isReleased
              ? 'The unit is released; only a centre manager unlocks its evidence, with a reason.'
              : 'Until the unit is released its assessor re-opens evidence.',
          );
        }
        await this.signatures.onChange(
          actor,
          registrationId,
          'evidence_reopened',
          `${evidence.ref} was re-opened: ${reason}`,
        );
      }
      await this.store.reproposeClaims(claims);
      const reopened = await this.store.change(evidence, {
        status,
        decisionId: null,
        decidedAt: null,
        decidedById: null,
        varcs: null,
        decisionComment: null,
        witnessVerification: null,
        ...(evidence.rplState === null ? {} : { rplState: 'mapped' }),
      });
      await this.trail.record(
        actor,
        'evidence.reopened',
        { ref: evidence.ref, reason },
        { learnerId: evidence.learnerId, evidenceId: id },
      );
      return reopened;
    });
  }
}
