import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { type Relation, relationsTo } from '../../domain/access/permissions.js';
import { checkLocator } from '../../domain/evidence/check-locator.js';
import type { EvidenceLocator } from '../../domain/evidence/locator.js';
import { unmappedClaims } from '../../domain/evidence/rpl-flow.js';
import { DomainError, type ErrorCode, type FieldError } from '../../domain/kernel/domain-error.js';
import { findCriterion } from '../../domain/specification/find-criterion.js';
import { newId } from '../../platform/database/new-id.js';
import type { IfMatch } from '../../platform/http/etag.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import type { EvidenceClaimRecord } from './evidence-claim.record.js';
import { EvidenceDesk } from './evidence-desk.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';
import { LocatorsPolicy } from './locators.policy.js';
import { StaleRevisionPolicy } from './stale-revision.policy.js';

export interface ClaimInput {
  readonly registrationId: string;
  readonly criterion: string;
  readonly facets?: readonly string[];
  readonly locator?: EvidenceLocator | null;
  readonly rationale?: string | null;
}

const targetOf = (claim: { registrationId: string; criterion: string }): string =>
  `${claim.registrationId} ${claim.criterion}`;

/**
 * Says which criteria an item is for. The author replaces the claims of a draft as a whole; while it waits for a
 * decision an assigned assessor may add what the learner missed (holistic assessment, U40-R10), but takes nothing away.
 */
@Injectable()
export class ClaimCriteria {
  constructor(
    private readonly desk: EvidenceDesk,
    private readonly reader: EvidenceReader,
    private readonly store: EvidenceStore,
    private readonly registrations: RegistrationsReader,
    private readonly specifications: SpecificationReader,
    private readonly locators: LocatorsPolicy,
    private readonly staleRevision: StaleRevisionPolicy,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, expected: IfMatch, inputs: readonly ClaimInput[]): Promise<EvidenceRecord> {
    return this.desk.change(actor, id, 'evidence:claim', async (evidence, relations) => {
      this.assertMayClaim(actor, evidence, relations);
      const claims = await this.check(actor, evidence, inputs);
      await this.staleRevision.assertCurrent(evidence, await this.reader.claims([id]), expected, { claims });
      const isDraft = evidence.status === 'draft';
      const added = isDraft ? claims : await this.additions(actor, evidence, claims);
      await this.locators.assertFit(evidence, added, (claim) => `[${claims.indexOf(claim)}]`);
      if (isDraft) await this.store.replaceClaims(id, claims);
      else await this.store.addClaims(added);
      const changed = await this.store.change(evidence, {});
      if (evidence.status === 'draft') await this.store.keepRevision(changed, claims, actor.userId, this.clock.now());
      await this.trail.record(
        actor,
        'evidence.claims_changed',
        { ref: evidence.ref, claims: claims.map(({ criterion }) => criterion) },
        { learnerId: evidence.learnerId, evidenceId: id },
      );
      return changed;
    });
  }

  private assertMayClaim(actor: Actor, evidence: EvidenceRecord, relations: readonly Relation[]): void {
    if (evidence.status === 'draft') {
      if (evidence.authorId === actor.userId) return;
      throw new DomainError(
        'NOT_ALLOWED',
        'Only its author maps a draft; an assessor adds claims once it is submitted.',
      );
    }
    if (evidence.status !== 'submitted') {
      throw new DomainError(
        'STATE_CONFLICT',
        `${evidence.ref} is ${evidence.status}; claims change only on a draft or before a decision.`,
      );
    }
    if (!relations.includes('assessor')) {
      throw new DomainError('NOT_ALLOWED', `${evidence.ref} is submitted: recall it to change its claims.`);
    }
  }

  private async additions(
    actor: Actor,
    evidence: EvidenceRecord,
    claims: readonly EvidenceClaimRecord[],
  ): Promise<EvidenceClaimRecord[]> {
    const existing = new Set((await this.reader.claims([evidence.id])).map(targetOf));
    const missing = [...existing].filter((target) => !claims.some((claim) => targetOf(claim) === target));
    if (missing.length > 0) {
      throw new DomainError(
        'STATE_CONFLICT',
        'What was claimed at submission stays; decline it in the decision instead.',
      );
    }
    const added = claims.filter((claim) => !existing.has(targetOf(claim)));
    if (evidence.method === 'rpl_claim' && unmappedClaims(evidence.record, added).length > 0) {
      const message = 'says why the prior learning meets the criterion, or where';
      const errors = unmappedClaims(evidence.record, added).map((claim) => ({
        path: `[${claims.indexOf(claim)}].rationale`,
        message,
      }));
      throw new DomainError('SUBMISSION_INCOMPLETE', 'Prior learning is mapped criterion by criterion (§3.9).', errors);
    }
    const registrations = await this.registrations.byIds(added.map(({ registrationId }) => registrationId));
    if (registrations.some((registration) => !relationsTo(actor, registration).includes('assessor'))) {
      throw new DomainError('NOT_ALLOWED', 'You can add claims on the registrations that you assess.');
    }
    return added;
  }

  private async check(
    actor: Actor,
    evidence: EvidenceRecord,
    inputs: readonly ClaimInput[],
  ): Promise<EvidenceClaimRecord[]> {
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
