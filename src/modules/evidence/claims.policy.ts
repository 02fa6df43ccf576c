import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { relationsTo } from '../../domain/access/relations.js';
import { checkLocator } from '../../domain/evidence/check-locator.js';
import type { EvidenceLocator } from '../../domain/evidence/locator.js';
import { DomainError, type ErrorCode, type FieldError } from '../../domain/kernel/domain-error.js';
import { findCriterion } from '../../domain/specification/find-criterion.js';
import type { AssessmentCriterion, UnitSpecification } from '../../domain/specification/unit.js';
import { newId } from '../../platform/database/new-id.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import type { EvidenceClaimRecord } from './evidence-claim.record.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';

export interface ClaimInput {
  readonly registrationId: string;
  readonly criterion: string;
  readonly facets?: readonly string[];
  readonly locator?: EvidenceLocator | null;
  readonly rationale?: string | null;
}

/** What a claim is told apart by. */
export const targetOf = (claim: { registrationId: string; criterion: string }): string =>
  `${claim.registrationId} ${claim.criterion}`;

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

/** What may be claimed, and whose claims are whose to decide. */
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

  /** @throws DomainError NOT_ALLOWED unless `actor` assesses every registration claimed on */
  async assertAssesses(actor: Actor, claims: readonly EvidenceClaimRecord[]): Promise<void> {
    const registrations = await this.registrations.byIds(claims.map(({ registrationId }) => registrationId));
    if (registrations.some((registration) => !relationsTo(actor, registration).includes('assessor'))) {
      throw new DomainError('NOT_ALLOWED', 'You can add claims on the registrations that you assess.');
    }
  }

  /**
   * What somebody claims, as rows, once every claim names a registration of the learner and what its unit knows.
   * @throws DomainError CLAIM_UNKNOWN, CRITERION_UNKNOWN, FACET_UNKNOWN, LOCATOR_INVALID at `[index].field`
   */
  async fitting(actor: Actor, evidence: EvidenceRecord, inputs: readonly ClaimInput[]): Promise<EvidenceClaimRecord[]> {
    const registrations = await this.registrations.ofLearner(evidence.centreId, evidence.learnerId);
    const faults: (FieldError & { code: ErrorCode })[] = [];
    const seen = new Set<string>();
    const claims: EvidenceClaimRecord[] = [];
    for (const [index, input] of inputs.entries()) {
      const fault = (code: ErrorCode, field: string, message: string) =>
        faults.push({ code, path: `[${index}].${field}`, message });
      const registration = registrations.find(({ id }) => id === input.registrationId);
      if (!registration) {
        fault('CLAIM_UNKNOWN', 'registrationId', 'is not a registration of this learner');
        continue;
      }
      const unit = await this.specifications.version(registration.unitKey, registration.specificationVersion);
      const criterion = findCriterion(unit, input.criterion);
      if (!criterion) {
        fault('CRITERION_UNKNOWN', 'criterion', `is not a criterion of ${unit.key}`);
        continue;
      }
      if (seen.has(targetOf(input))) fault('CRITERION_UNKNOWN', 'criterion', 'is claimed twice');
      seen.add(targetOf(input));
      const known = criterion.facets.map(({ code }) => code);
      const facets = input.facets ?? known;
      const strange = facets.filter((facet) => !known.includes(facet));
      if (facets.length === 0 || strange.length > 0) {
        fault('FACET_UNKNOWN', 'facets', `must be some of ${known.join(', ')}`);
      }
      const locator = input.locator ?? null;
      if (locator !== null) {
        for (const error of checkLocator(locator)) fault('LOCATOR_INVALID', error.path, error.message);
      }
      claims.push({
        id: newId(),
        evidenceId: evidence.id,
        registrationId: registration.id,
        criterion: criterion.code,
        claimedFacets: known.filter((facet) => facets.includes(facet)),
        facets: known.filter((facet) => facets.includes(facet)),
        locator,
        rationale: input.rationale ?? null,
        state: 'proposed',
        depthMet: null,
        claimedById: actor.userId,
        decidedById: null,
        decidedAt: null,
      });
    }
    const [first] = faults;
    if (first) {
      const errors = faults.map(({ path, message }) => ({ path, message }));
      throw new DomainError(first.code, 'Some claims do not fit the unit.', errors);
    }
    return claims;
  }
}
