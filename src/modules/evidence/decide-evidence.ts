import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkMayDecideEvidence } from '../../domain/access/separation-of-duties.js';
import { checkAcceptance, checkReturn } from '../../domain/evidence/check-decision.js';
import type { ReturnReason } from '../../domain/evidence/evidence.js';
import { moveEvidence } from '../../domain/evidence/lifecycle.js';
import type { VarcsCheck } from '../../domain/evidence/varcs.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { newId } from '../../platform/database/new-id.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { UnitSignatures } from '../registrations/unit-signatures.js';
import { ClaimsPolicy, type PlacedClaim, shownFacets } from './claims.policy.js';
import type { DecidedClaim } from './evidence-decision.record.js';
import { EvidenceDesk } from './evidence-desk.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord, WitnessVerification } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';

export interface EvidenceDecision {
  readonly outcome: 'accepted' | 'returned';
  readonly varcs?: VarcsCheck | null;
  readonly comment?: string | null;
  readonly reasons?: readonly ReturnReason[];
  readonly claims?: readonly {
    readonly registrationId: string;
    readonly criterion: string;
    readonly outcome: 'confirmed' | 'declined';
    readonly facets?: readonly string[];
    readonly depthMet?: boolean | null;
  }[];
  readonly witnessVerification?: Omit<WitnessVerification, 'byId'> | null;
}

/**
 * The allocated assessor accepts or returns what was submitted. Acceptance is of the item (VARCS), counting is decided
 * claim by claim (P3). Every decision stays in the ledger of decisions; the item carries the one in force.
 */
@Injectable()
export class DecideEvidence {
  constructor(
    private readonly desk: EvidenceDesk,
    private readonly reader: EvidenceReader,
    private readonly store: EvidenceStore,
    private readonly registrations: RegistrationsReader,
    private readonly claims: ClaimsPolicy,
    private readonly signatures: UnitSignatures,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, input: EvidenceDecision): Promise<EvidenceRecord> {
    return this.desk.change(actor, id, 'evidence:decide', async (evidence) => {
      const placed = await this.claims.ownOf(actor, evidence);
      await this.assertDutiesApart(actor, evidence, placed);
      return input.outcome === 'accepted'
        ? this.accept(actor, evidence, placed, input)
        : this.return(actor, evidence, input);
    });
  }

  private async accept(
    actor: Actor,
    evidence: EvidenceRecord,
    placed: readonly PlacedClaim[],
    input: EvidenceDecision,
  ): Promise<EvidenceRecord> {
    const status = moveEvidence(evidence.status, 'accept');
    const varcs = input.varcs ?? null;
    const comment = input.comment?.trim() || null;
    const decisions = (input.claims ?? []).map((claim) => ({ ...claim, depthMet: claim.depthMet ?? null }));
    checkAcceptance({
      ...evidence,
      contentSha256: evidence.contentSha256 ?? '',
      varcs,
      comment,
      decisions,
      claims: placed.map(({ claim, criterion, unit }) => ({
        registrationId: claim.registrationId,
        criterion: claim.criterion,
        kind: criterion.kind,
        suitability: criterion.methods[evidence.method],
        simulation: unit.rules.simulation,
      })),
    });

    const now = this.clock.now();
    const decided: DecidedClaim[] = [];
    for (const [index, decision] of decisions.entries()) {
      const target = placed.find(
        ({ claim }) => claim.registrationId === decision.registrationId && claim.criterion === decision.criterion,
      );
      if (!target) continue;
      const facets = shownFacets(
        target.criterion,
        decision.facets ?? target.claim.claimedFacets,
        `claims[${index}].facets`,
      );
      const { outcome, depthMet } = decision;
      await this.store.changeClaim(target.claim.id, {
        state: outcome,
        facets,
        depthMet,
        decidedById: actor.userId,
        decidedAt: now,
      });
      decided.push({
        registrationId: decision.registrationId,
        criterion: decision.criterion,
        outcome,
        facets,
        depthMet,
      });
    }
    const confirmed = decided.filter(({ outcome }) => outcome === 'confirmed');
    for (const registrationId of new Set(confirmed.map((claim) => claim.registrationId))) {
      await this.assertNotReleased(registrationId);
      await this.signatures.onChange(actor, registrationId, 'evidence_accepted', `${evidence.ref} was accepted`);
    }

    const accepted = await this.record(
      actor,
      evidence,
      { ...input, varcs, comment, claims: decided },
      {
        status,
        ...(evidence.rplState === null ? {} : { rplState: 'assessed' }),
        witnessVerification: input.witnessVerification ? { ...input.witnessVerification, byId: actor.userId } : null,
      },
    );
    await this.trail.record(
      actor,
      'evidence.accepted',
      {
        ref: evidence.ref,
        confirmed: confirmed.map(({ criterion }) => criterion),
        declined: decided.filter(({ outcome }) => outcome === 'declined').map(({ criterion }) => criterion),
      },
      { learnerId: evidence.learnerId, evidenceId: evidence.id },
    );
    await this.supersedeReplaced(actor, accepted);
    return accepted;
  }

  private async return(actor: Actor, evidence: EvidenceRecord, input: EvidenceDecision): Promise<EvidenceRecord> {
    const status = moveEvidence(evidence.status, 'return');
    const reasons = input.reasons ?? [];
    const comment = input.comment?.trim() || null;
    checkReturn({ reasons, comment });
    const returned = await this.record(actor, evidence, { ...input, comment, claims: [] }, { status });
    await this.trail.record(
      actor,
      'evidence.returned',
      { ref: evidence.ref, reasons },
      { learnerId: evidence.learnerId, evidenceId: evidence.id },
    );
    return returned;
  }

  private async record(
    actor: Actor,
    evidence: EvidenceRecord,
    input: EvidenceDecision & { claims: readonly DecidedClaim[] },
    change: Partial<EvidenceRecord>,
  ): Promise<EvidenceRecord> {
    const decision = {
      id: newId(),
      evidenceId: evidence.id,
      outcome: input.outcome,
      varcs: input.varcs ?? null,
      comment: input.comment ?? null,
      reasons: [...(input.reasons ?? [])],
      claims: [...input.claims],
      contentSha256: evidence.contentSha256 ?? '',
      assessorId: actor.userId,
      decidedAt: this.clock.now(),
    };
    await this.store.addDecision(decision);
    return this.store.change(evidence, {
      ...change,
      decisionId: decision.id,
      decidedAt: decision.decidedAt,
      decidedById: actor.userId,
      varcs: decision.varcs,
      decisionComment: decision.comment,
      returnReasons: decision.reasons,
    });
  }

  /** §3.3: an accepted version is superseded when its replacement is accepted. */
  private async supersedeReplaced(actor: Actor, accepted: EvidenceRecord): Promise<void> {
    if (accepted.replacesId === null) return;
    const replaced = await this.reader.byId(accepted.replacesId);
    if (replaced.status !== 'accepted') return;
    await this.store.change(replaced, { status: moveEvidence(replaced.status, 'supersede') });
    await this.trail.record(
      actor,
      'evidence.superseded',
      { ref: replaced.ref, by: accepted.ref },
      { learnerId: accepted.learnerId, evidenceId: replaced.id },
    );
  }

  private async assertDutiesApart(
    actor: Actor,
    evidence: EvidenceRecord,
    placed: readonly PlacedClaim[],
  ): Promise<void> {
    checkMayDecideEvidence({
      actorId: actor.userId,
      learnerId: evidence.learnerId,
      iqaIds: placed.map(({ registration }) => registration.iqaId),
      // A witness has no account; who filed their paper is not a witness (SOD3 bites with witness links).
      witnessIds: [],
      conflictedPersonIds: await this.registrations.conflictedPersonIds(evidence.learnerId),
    });
  }

  private async assertNotReleased(registrationId: string): Promise<void> {
    if (await this.signatures.isReleased(registrationId)) {
      throw new DomainError(
        'STATE_CONFLICT',
        'The unit is released. Re-open it before more evidence is counted in it.',
      );
    }
  }
}
