import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { Relation } from '../../domain/access/relations.js';
import { unmappedClaims } from '../../domain/evidence/rpl-flow.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import type { IfMatch } from '../../platform/http/etag.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { type ClaimInput, ClaimsPolicy, targetOf } from './claims.policy.js';
import type { EvidenceClaimRecord } from './evidence-claim.record.js';
import { EvidenceDesk } from './evidence-desk.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';
import { LocatorsPolicy } from './locators.policy.js';
import { StaleRevisionPolicy } from './stale-revision.policy.js';

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
    private readonly policy: ClaimsPolicy,
    private readonly locators: LocatorsPolicy,
    private readonly staleRevision: StaleRevisionPolicy,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, expected: IfMatch, inputs: readonly ClaimInput[]): Promise<EvidenceRecord> {
    return this.desk.change(actor, id, 'evidence:claim', async (evidence, relations) => {
      this.assertMayClaim(actor, evidence, relations);
      const claims = await this.policy.fitting(actor, evidence, inputs);
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
    await this.policy.assertAssesses(actor, added);
    return added;
  }
}
