import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { plainName } from '../../domain/access/mailbox.js';
import { checkMayDecideEvidence } from '../../domain/access/separation-of-duties.js';
import { METHOD_CARDS } from '../../domain/evidence/evidence-method.js';
import { witnessIn } from '../../domain/evidence/witness.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import type { PlacedClaim } from './claims.policy.js';
import type { EvidenceRecord } from './evidence.record.js';
import { WitnessLinks } from './witness-links.js';

/** Whether an assessor's other duties let them decide on an item. */
@Injectable()
export class DutiesPolicy {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly links: WitnessLinks,
  ) {}

  /** @throws DomainError SEGREGATION_OF_DUTIES */
  async checkMayDecide(actor: Actor, evidence: EvidenceRecord, placed: readonly PlacedClaim[]): Promise<void> {
    checkMayDecideEvidence({
      actorId: actor.userId,
      learnerId: evidence.learnerId,
      iqaIds: placed.flatMap(({ registration: { iqaId, countersigningIqaId } }) => [
        iqaId,
        ...(countersigningIqaId === null ? [] : [countersigningIqaId]),
      ]),
      witnessIds: (await this.isWitness(actor, evidence)) ? [actor.userId] : [],
      conflictedPersonIds: await this.registrations.conflictedPersonIds(evidence.learnerId),
    });
  }

  /** Who filed a testimony from paper is not its witness, and its witness is known by name only. */
  private async isWitness(actor: Actor, { id, method, record }: EvidenceRecord): Promise<boolean> {
    if (METHOD_CARDS[method].coSigner !== 'witness') return false;
    const { name } = witnessIn(record);
    return (name !== null && plainName(name) === plainName(actor.name)) || this.links.isWitness(actor, [id]);
  }
}
