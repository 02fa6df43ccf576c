import { Injectable } from '@nestjs/common';
import { checkMayWitness } from '../../domain/access/witness-duties.js';
import { relationshipFrom, witnessIn } from '../../domain/evidence/witness.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import type { EvidenceClaimRecord } from './evidence-claim.record.js';
import type { EvidenceRecord } from './evidence.record.js';
import { WitnessPartiesReader } from './witness-parties.reader.js';

/** Who may not be the witness of a testimony that is filed from paper: the same people whom no link would be sent to. */
@Injectable()
export class PaperWitnessPolicy {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly parties: WitnessPartiesReader,
  ) {}

  /** @throws DomainError SEGREGATION_OF_DUTIES at `record.witness` (SOD1, SOD2, SOD3, SOD6) */
  async check(evidence: EvidenceRecord, claims: readonly EvidenceClaimRecord[]): Promise<void> {
    const registrations = await this.registrations.byIds(claims.map(({ registrationId }) => registrationId));
    const parties = await this.parties.of(evidence, registrations);
    const { name, relationship } = witnessIn(evidence.record);
    const address = addressIn(evidence.record?.witness);
    const witness = {
      name: name ?? '',
      email: address?.email ?? '',
      isRelative: relationship !== null && relationshipFrom(relationship) === 'relative',
    };
    try {
      checkMayWitness({ ...parties, witness });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const errors = error.errors.map(({ path, message }) => ({
        path: `record.witness.${path === 'email' ? (address?.field ?? path) : path}`,
        message,
      }));
      throw new DomainError(error.code, error.message, errors);
    }
  }
}

/** Contact details are free text, a number, an address or both; and a centre may have a box of its own for it. */
function addressIn(witness: unknown): { field: string; email: string } | null {
  for (const [field, answer] of Object.entries(Object(witness) as Record<string, unknown>)) {
    const email = typeof answer === 'string' ? /[^\s<>,;:]+@[^\s<>,;]+/u.exec(answer)?.[0] : undefined;
    if (email !== undefined) return { field, email };
  }
  return null;
}
