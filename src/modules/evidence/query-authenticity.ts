import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { UnitSignatures } from '../registrations/unit-signatures.js';
import { EvidenceDesk } from './evidence-desk.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';

/** Puts an item on hold while somebody asks whose work it is, or lifts the hold. On hold nothing of it counts (§3.3). */
@Injectable()
export class QueryAuthenticity {
  constructor(
    private readonly desk: EvidenceDesk,
    private readonly reader: EvidenceReader,
    private readonly store: EvidenceStore,
    private readonly signatures: UnitSignatures,
    private readonly trail: AuditTrail,
  ) {}

  run(actor: Actor, id: string, onHold: boolean, reason: string): Promise<EvidenceRecord> {
    return this.desk.change(actor, id, 'evidence:hold', async (evidence) => {
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
      if (onHold) {
        const confirmed = (await this.reader.claims([id])).filter(({ state }) => state === 'confirmed');
        for (const registrationId of new Set(confirmed.map((claim) => claim.registrationId))) {
          await this.signatures.onChange(
            actor,
            registrationId,
            'authenticity_query',
            `${evidence.ref} is on hold: ${reason}`,
          );
        }
      }
      const changed = await this.store.change(evidence, { onHold });
      await this.trail.record(
        actor,
        onHold ? 'evidence.held' : 'evidence.released',
        { ref: evidence.ref, reason },
        { learnerId: evidence.learnerId, evidenceId: id },
      );
      return changed;
    });
  }
}
