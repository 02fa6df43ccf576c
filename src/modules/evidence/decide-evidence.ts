import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkMayDecideEvidence } from '../../domain/access/separation-of-duties.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { AcceptEvidence } from './accept-evidence.js';
import { ClaimsPolicy, type PlacedClaim } from './claims.policy.js';
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
    private readonly acceptEvidence: AcceptEvidence,
    private readonly returnEvidence: ReturnEvidence,
    private readonly registrations: RegistrationsReader,
  ) {}

  run(actor: Actor, id: string, input: EvidenceDecision): Promise<EvidenceRecord> {
    return this.desk.change(actor, id, 'evidence:decide', async (evidence) => {
      const placed = await this.claims.ownOf(actor, evidence);
      await this.assertDutiesApart(actor, evidence, placed);
      return input.outcome === 'accepted'
        ? this.acceptEvidence.run(actor, evidence, placed, input)
        : this.returnEvidence.run(actor, evidence, input);
    });
  }

  private async assertDutiesApart(
    actor: Actor,
    evidence: EvidenceRecord,
    placed: readonly PlacedClaim[],
  ): Promise<void> {
    checkMayDecideEvidence({
      actorId: actor.userId,
      learnerId: evidence.learnerId,
      iqaIds: placed.map(({ registration }) => registration.iqaId),
      // A witness has no account; who filed their paper is not a witness (SOD3 bites with witness links).
      witnessIds: [],
      conflictedPersonIds: await this.registrations.conflictedPersonIds(evidence.learnerId),
    });
  }
}
