import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { AcceptEvidence } from './accept-evidence.js';
import { AfterDecision } from './after-decision.js';
import { ClaimsPolicy } from './claims.policy.js';
import { DutiesPolicy } from './duties.policy.js';
import type { EvidenceDecision } from './evidence-decision.js';
import { EvidenceDesk } from './evidence-desk.js';
import type { EvidenceRecord } from './evidence.record.js';
import { ReturnEvidence } from './return-evidence.js';

/**
 * The allocated assessor accepts or returns what was submitted. Acceptance is of the item (VARCS), counting is decided
 * claim by claim (P3). Every decision stays in the ledger of decisions; the item carries the one in force.
 */
@Injectable()
export class DecideEvidence {
  constructor(
    private readonly desk: EvidenceDesk,
    private readonly claims: ClaimsPolicy,
    private readonly duties: DutiesPolicy,
    private readonly acceptEvidence: AcceptEvidence,
    private readonly returnEvidence: ReturnEvidence,
    private readonly after: AfterDecision,
  ) {}

  run(actor: Actor, id: string, input: EvidenceDecision): Promise<EvidenceRecord> {
    return this.desk.change(actor, id, 'evidence:decide', async (evidence) => {
      const placed = await this.claims.ownOf(actor, evidence);
      await this.duties.checkMayDecide(actor, evidence, placed);
      const decided =
        input.outcome === 'accepted'
          ? await this.acceptEvidence.run(actor, evidence, placed, input)
          : await this.returnEvidence.run(actor, evidence, input);
      await this.after.run(actor, decided, [...new Set(placed.map(({ registration }) => registration.id))]);
      return decided;
    });
  }
}
