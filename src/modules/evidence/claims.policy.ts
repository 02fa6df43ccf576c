import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { relationsTo } from '../../domain/access/permissions.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { findCriterion } from '../../domain/specification/find-criterion.js';
import type { AssessmentCriterion, UnitSpecification } from '../../domain/specification/unit.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import type { EvidenceClaimRecord } from './evidence-claim.record.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';

/** A claim with what its unit says about it. */
export interface PlacedClaim {
  readonly claim: EvidenceClaimRecord;
  readonly registration: RegistrationRecord;
  readonly unit: UnitSpecification;
  readonly criterion: AssessmentCriterion;
}

/**
 * The facets an assessor says a claim shows, in the order of the criterion.
 * @throws DomainError FACET_UNKNOWN at `path`
 */
export function shownFacets(criterion: AssessmentCriterion, facets: readonly string[], path: string): string[] {
  const known = criterion.facets.map(({ code }) => code);
  if (facets.length === 0 || facets.some((facet) => !known.includes(facet))) {
    const message = `must be some of ${known.join(', ')}`;
    throw new DomainError('FACET_UNKNOWN', `Criterion ${criterion.code} has no such facets.`, [{ path, message }]);
  }
  return known.filter((facet) => facets.includes(facet));
}

/** Whose claims are whose to decide. */
@Injectable()
export class ClaimsPolicy {
  constructor(
    private readonly reader: EvidenceReader,
    private readonly registrations: RegistrationsReader,
    private readonly specifications: SpecificationReader,
  ) {}

  /**
   * The claims of an item that this assessor may decide: those on registrations they are allocated to.
   * @throws DomainError NOT_ALLOWED when there is none
   */
  async ownOf(actor: Actor, evidence: EvidenceRecord): Promise<PlacedClaim[]> {
    const claims = await this.reader.claims([evidence.id]);
    const registrations = await this.registrations.byIds(claims.map(({ registrationId }) => registrationId));
    const placed: PlacedClaim[] = [];
    for (const claim of claims) {
      const registration = registrations.find(({ id }) => id === claim.registrationId);
      if (!registration || !relationsTo(actor, registration).includes('assessor')) continue;
      const unit = await this.specifications.version(registration.unitKey, registration.specificationVersion);
      const criterion = findCriterion(unit, claim.criterion);
      if (criterion) placed.push({ claim, registration, unit, criterion });
    }
    if (placed.length === 0) {
      throw new DomainError('NOT_ALLOWED', `${evidence.ref} claims nothing on a registration that you assess.`);
    }
    return placed;
  }
}
