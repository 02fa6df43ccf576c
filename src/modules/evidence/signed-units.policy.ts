import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/kernel/domain-error.js';
import type { SignatureEvent } from '../../domain/sign-off/voided-stages.js';
import type { AuditAuthor } from '../audit/audit-trail.js';
import { UnitSignatures } from '../registrations/unit-signatures.js';
import type { EvidenceClaimRecord } from './evidence-claim.record.js';

const unitsOf = (claims: readonly EvidenceClaimRecord[]): string[] => [
  ...new Set(claims.filter(({ state }) => state === 'confirmed').map(({ registrationId }) => registrationId)),
];

/** What a change of evidence means for the units that count it: one item may serve several (U40-R10). */
@Injectable()
export class SignedUnitsPolicy {
  constructor(private readonly signatures: UnitSignatures) {}

  /** @throws DomainError STATE_CONFLICT when one of the units that count these claims is released (§3.3) */
  async assertNoneReleased(claims: readonly EvidenceClaimRecord[]): Promise<void> {
    for (const registrationId of unitsOf(claims)) {
      if (await this.signatures.isReleased(registrationId)) {
        throw new DomainError('STATE_CONFLICT', 'A released unit counts this evidence. Re-open the unit first.');
      }
    }
  }

  /** Voids what was signed in the units that count these claims. Call it when the change is written. */
  async changed(
    author: AuditAuthor,
    claims: readonly EvidenceClaimRecord[],
    event: SignatureEvent,
    reason: string,
  ): Promise<void> {
    for (const registrationId of unitsOf(claims)) {
      await this.signatures.onChange(author, registrationId, event, reason);
    }
  }
}
