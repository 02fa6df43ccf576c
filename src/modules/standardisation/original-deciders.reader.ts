import { Injectable } from '@nestjs/common';
import { JudgementsReader } from '../assessment/judgements.reader.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import type { SharedEvidenceRecord } from './shared-evidence.record.js';

/** Knows who decided on shared evidence when it was handed in: what they say of it blind is not said for the first time. */
@Injectable()
export class OriginalDecidersReader {
  constructor(
    private readonly evidence: EvidenceReader,
    private readonly registrations: RegistrationsReader,
    private readonly judgements: JudgementsReader,
  ) {}

  /** By person, the numbers of the evidence that they accepted or returned, judged on or countersigned a judgement on. */
  async of(unitKey: string, shared: readonly SharedEvidenceRecord[]): Promise<Map<string, number[]>> {
    const ids = shared.map(({ evidenceId }) => evidenceId);
    const [decisions, claims] = [await this.evidence.decisions(ids), await this.evidence.claims(ids)];
    const registrations = await this.registrations.byIds(claims.map(({ registrationId }) => registrationId));
    const onUnit = registrations.filter((registration) => registration.unitKey === unitKey);
    const ledgers = await Promise.all(onUnit.map(({ id }) => this.judgements.ofRegistration(id)));

    const numbers = new Map<string, number[]>();
    for (const { evidenceId, number } of shared) {
      const judged = ledgers.flat().filter(({ evidenceIds }) => evidenceIds.includes(evidenceId));
      const people = new Set([
        ...decisions.filter((decision) => decision.evidenceId === evidenceId).map(({ assessorId }) => assessorId),
        ...judged.flatMap(({ assessorId, countersignature }) => [
          assessorId,
          ...(countersignature === null ? [] : [countersignature.countersignerId]),
        ]),
      ]);
      for (const person of people) numbers.set(person, [...(numbers.get(person) ?? []), number]);
    }
    return numbers;
  }
}
