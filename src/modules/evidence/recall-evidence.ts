import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { moveEvidence } from '../../domain/evidence/lifecycle.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { assertAuthor, EvidenceDesk } from './evidence-desk.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';

/** Takes a submission back before anybody has decided on it; signatures under it lapse with the content they bound. */
@Injectable()
export class RecallEvidence {
  constructor(
    private readonly desk: EvidenceDesk,
    private readonly store: EvidenceStore,
    private readonly trail: AuditTrail,
  ) {}

  run(actor: Actor, id: string): Promise<EvidenceRecord> {
    return this.desk.change(actor, id, 'evidence:submit', async (evidence) => {
      assertAuthor(actor, evidence);
      const recalled = await this.store.change(evidence, {
        status: moveEvidence(evidence.status, 'recall'),
        submittedAt: null,
        contentSha256: null,
        declarationVersion: null,
        signatures: [],
        ...(evidence.rplState === null ? {} : { rplState: 'proposed' }),
      });
      await this.trail.record(
        actor,
        'evidence.recalled',
        { ref: evidence.ref },
        { learnerId: evidence.learnerId, evidenceId: id },
      );
      return recalled;
    });
  }
}
