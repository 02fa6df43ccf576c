import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError, type FieldError } from '../../domain/kernel/domain-error.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { type ClaimableUnit, ClaimReadinessReader, type ClaimTerms } from './claim-readiness.reader.js';
import { ClaimantPolicy } from './claimant.policy.js';

/** Whether certificates can be claimed for these units, by this person, under these terms. */
@Injectable()
export class ClaimablePolicy {
  constructor(
    private readonly readiness: ClaimReadinessReader,
    private readonly claimants: ClaimantPolicy,
  ) {}

  /**
   * @param releaseIds the releases that the claim was prepared on, in order; `null` before it is
   * @returns the release of each unit, in order
   * @throws DomainError SEGREGATION_OF_DUTIES; NOT_CLAIMABLE saying of each unit what is missing
   */
  async check(
    actor: Actor,
    registrations: readonly RegistrationRecord[],
    terms: ClaimTerms,
    releaseIds: readonly string[] | null,
  ): Promise<string[]> {
    const errors: FieldError[] = [];
    const releases: string[] = [];
    for (const [index, registration] of registrations.entries()) {
      const found = await this.readiness.of(registration, terms);
      await this.claimants.check(actor, registration, found);
      const missing = missingOf(found, releaseIds?.[index] ?? null);
      if (missing.length > 0) errors.push({ path: `registrationIds[${index}]`, message: missing.join(' ') });
      if (found.release) releases.push(found.release.id);
    }
    if (errors.length > 0) {
      throw new DomainError('NOT_CLAIMABLE', 'Not every unit here can be claimed; nothing was.', errors);
    }
    return releases;
  }
}

function missingOf({ lines, release }: ClaimableUnit, preparedOn: string | null): string[] {
  const missing = lines.filter(({ open }) => !open).map(({ explanation }) => explanation);
  if (preparedOn !== null && release !== null && release.id !== preparedOn) {
    missing.push('The unit was released anew since the claim was prepared: withdraw the claim and prepare another.');
  }
  return missing;
}
