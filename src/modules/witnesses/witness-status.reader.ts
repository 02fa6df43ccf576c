import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { type ListedWitness, witnessStatusList } from '../../domain/evidence/witness-status-list.js';
import type { WitnessVerification } from '../evidence/evidence.record.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';

/** How an assessor made sure who a witness is, with their name. */
export interface NamedCheck {
  readonly method: WitnessVerification['method'];
  readonly verifiedOn: string;
  readonly by: string;
}

/** Statuses in which a testimony is part of a portfolio: what is a draft, given up or replaced is not. */
const LIVE = ['submitted', 'accepted', 'returned'];

/** The witness status list of a portfolio ([SQA-WT], [CG-FORMS]). */
@Injectable()
export class WitnessStatusReader {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly evidence: EvidenceReader,
    private readonly identity: IdentityReader,
  ) {}

  /** @throws DomainError NOT_FOUND out of scope */
  async ofRegistration(actor: Actor, registrationId: string): Promise<ListedWitness<NamedCheck>[]> {
    await this.registrations.forOperation(actor, registrationId, 'witness:list');
    const claimed = await this.evidence.claimedOn(registrationId);
    const testimonies = claimed.map(({ evidence }) => evidence).filter(({ status }) => LIVE.includes(status));
    const names = await this.identity.names(testimonies.map((row) => row.witnessVerification?.byId ?? null));
    const named = (check: WitnessVerification): NamedCheck => {
      const { method, verifiedOn, byId } = check;
      return { method, verifiedOn, by: names.get(byId) ?? '' };
    };
    return witnessStatusList(
      testimonies.map((row) => ({ ...row, check: row.witnessVerification && named(row.witnessVerification) })),
    );
  }
}
