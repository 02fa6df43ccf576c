import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { moveEvidence } from '../../domain/evidence/lifecycle.js';
import { moveRpl } from '../../domain/evidence/rpl-flow.js';
import { isGivenThroughLink } from '../../domain/evidence/witness.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { NOT_SUBMITTED } from './blank-stages.js';
import { assertAuthor, EvidenceDesk } from './evidence-desk.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';

/** Takes a submission back before anybody has decided on it; signatures under it lapse with the content they bound. */
@Injectable()
export class RecallEvidence {
  constructor(
    private readonly desk: EvidenceDesk,
    private readonly reader: EvidenceReader,
    private readonly store: EvidenceStore,
    private readonly trail: AuditTrail,
  ) {}

  run(actor: Actor, id: string): Promise<EvidenceRecord> {
    return this.desk.change(actor, id, 'evidence:submit', async (evidence) => {
      assertAuthor(actor, evidence);
      await this.assertUntouched(evidence);
      const recalled = await this.store.change(evidence, {
        status: moveEvidence(evidence.status, 'recall'),
        ...NOT_SUBMITTED,
        ...(evidence.rplState === null ? {} : { rplState: moveRpl(evidence.rplState, 'recall') }),
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

  /**
   * §3.3: "no assessor action yet". What was once decided on must stay as it was decided, also after a re-opening: its
   * hash stands in the ledger of decisions (P5).
   */
  private async assertUntouched(evidence: EvidenceRecord): Promise<void> {
    if (isGivenThroughLink(evidence.signatures)) {
      throw new DomainError(
        'STATE_CONFLICT',
        `${evidence.ref} is in the words of its witness. Withdraw it, or ask the assessor to return it.`,
      );
    }
    const claims = await this.reader.claims([evidence.id]);
    const hasForeignClaims = claims.some(({ claimedById }) => claimedById !== evidence.authorId);
    if (evidence.onHold || hasForeignClaims || (await this.reader.decisions([evidence.id])).length > 0) {
      throw new DomainError(
        'STATE_CONFLICT',
        `An assessor has worked on ${evidence.ref}; it can no longer be recalled.`,
      );
    }
  }
}
