import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkAcceptance } from '../../domain/evidence/check-decision.js';
import { ACCEPTANCE_STATEMENT } from '../../domain/evidence/declaration.js';
import { METHOD_CARDS } from '../../domain/evidence/evidence-method.js';
import type { EvidenceSignature } from '../../domain/evidence/evidence.js';
import { moveEvidence } from '../../domain/evidence/lifecycle.js';
import { moveRpl } from '../../domain/evidence/rpl-flow.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { type PlacedClaim, shownFacets } from './claims.policy.js';
import { decisionOn, type EvidenceDecision } from './evidence-decision.js';
import type { DecidedClaim, EvidenceDecisionRecord } from './evidence-decision.record.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';
import { SignedUnitsPolicy } from './signed-units.policy.js';

/** Accepts an item and decides the claims on it that are this assessor's. Part of `DecideEvidence`, in its transaction. */
@Injectable()
export class AcceptEvidence {
  constructor(
    private readonly reader: EvidenceReader,
    private readonly store: EvidenceStore,
    private readonly signedUnits: SignedUnitsPolicy,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(
    actor: Actor,
    evidence: EvidenceRecord,
    placed: readonly PlacedClaim[],
    input: EvidenceDecision,
  ): Promise<EvidenceRecord> {
    // The assessor of another unit may add their word on their own claims to an item that is accepted already.
    const isFurther = evidence.status === 'accepted';
    const open = isFurther ? placed.filter(({ claim }) => claim.state === 'proposed') : placed;
    if (!isFurther || open.length === 0) moveEvidence(evidence.status, 'accept');
    await this.assertNewest(evidence);
    const said = this.check(evidence, open, input);

    const decidedAt = this.clock.now();
    const claims = await this.decideClaims(actor, open, input, decidedAt);
    const confirmed = claims.filter(({ outcome }) => outcome === 'confirmed');
    const ruling = { ...said, reasons: [], claims, assessorId: actor.userId, decidedAt };
    const decision = decisionOn(evidence, { outcome: 'accepted', ...ruling });
    const accepted = isFurther
      ? await this.addTo(evidence, decision)
      : await this.putInForce(actor, evidence, decision, input);
    await this.trail.record(
      actor,
      'evidence.accepted',
      {
        ref: evidence.ref,
        confirmed: confirmed.map(({ criterion }) => criterion),
        declined: claims.filter(({ outcome }) => outcome === 'declined').map(({ criterion }) => criterion),
      },
      { learnerId: evidence.learnerId, evidenceId: evidence.id },
    );
    await this.supersedeOthers(actor, accepted);
    const now = await this.reader.claims([evidence.id]);
    const counted = now.filter((claim) =>
      confirmed.some(({ registrationId }) => registrationId === claim.registrationId),
    );
    await this.signedUnits.assertNoneReleased(counted);
    await this.signedUnits.changed(actor, counted, 'evidence_accepted', `${evidence.ref} was accepted`);
    return accepted;
  }

  /** @throws DomainError ACCEPTANCE_REFUSED, CLAIM_UNKNOWN */
  private check(evidence: EvidenceRecord, open: readonly PlacedClaim[], input: EvidenceDecision) {
    const varcs = input.varcs ?? null;
    const comment = input.comment?.trim() || null;
    checkAcceptance({
      ...evidence,
      contentSha256: evidence.contentSha256 ?? '',
      varcs,
      comment,
      today: this.clock.today(),
      witnessVerifiedOn: input.witnessVerification?.verifiedOn ?? null,
      decisions: (input.claims ?? []).map((claim) => ({ ...claim, depthMet: claim.depthMet ?? null })),
      claims: open.map(({ claim, criterion, unit }) => ({
        registrationId: claim.registrationId,
        criterion: claim.criterion,
        kind: criterion.kind,
        suitability: criterion.methods[evidence.method],
        simulation: unit.rules.simulation,
      })),
    });
    return { varcs, comment };
  }

  private async decideClaims(
    actor: Actor,
    open: readonly PlacedClaim[],
    input: EvidenceDecision,
    decidedAt: string,
  ): Promise<DecidedClaim[]> {
    const decided: DecidedClaim[] = [];
    for (const [index, { registrationId, criterion, outcome, facets: said, depthMet = null }] of (
      input.claims ?? []
    ).entries()) {
      const target = open.find(({ claim }) => claim.registrationId === registrationId && claim.criterion === criterion);
      if (!target) continue;
      const facets = shownFacets(target.criterion, said ?? target.claim.claimedFacets, `claims[${index}].facets`);
      const decision = { facets, depthMet, decidedById: actor.userId, decidedAt };
      await this.store.changeClaim(target.claim.id, { state: outcome, ...decision });
      decided.push({ registrationId, criterion, outcome, facets, depthMet });
    }
    return decided;
  }

  private putInForce(
    actor: Actor,
    evidence: EvidenceRecord,
    decision: EvidenceDecisionRecord,
    { witnessVerification }: EvidenceDecision,
  ): Promise<EvidenceRecord> {
    return this.store.decide(evidence, decision, {
      status: moveEvidence(evidence.status, 'accept'),
      ...(evidence.rplState === null ? {} : { rplState: moveRpl(evidence.rplState, 'assess') }),
      // Said before the decision, it stands.
      ...(witnessVerification ? { witnessVerification: { ...witnessVerification, byId: actor.userId } } : {}),
      signatures: [...evidence.signatures, ...this.signatureOf(actor, evidence, decision)],
    });
  }

  /** §2.2 WQ: signed by learner and assessor; whoever accepts has read what they sign. */
  private signatureOf(actor: Actor, { method }: EvidenceRecord, decision: EvidenceDecisionRecord): EvidenceSignature[] {
    if (!METHOD_CARDS[method].isSignedByAcceptance) return [];
    return [
      {
        role: 'assessor',
        personId: actor.userId,
        personName: actor.name,
        statement: ACCEPTANCE_STATEMENT,
        signedAt: decision.decidedAt,
        contentSha256: decision.contentSha256,
      },
    ];
  }

  private async addTo(evidence: EvidenceRecord, decision: EvidenceDecisionRecord): Promise<EvidenceRecord> {
    await this.store.addDecision(decision);
    return this.store.change(evidence, {});
  }

  /** Two versions of one item must not both count: one piece of work would pass for two. */
  private async assertNewest(evidence: EvidenceRecord): Promise<void> {
    const versions = await this.reader.versions(evidence);
    const later = versions.find(({ version, status }) => version > evidence.version && status === 'accepted');
    if (later)
      throw new DomainError('STATE_CONFLICT', `${later.ref} is accepted already; it replaces ${evidence.ref}.`);
  }

  /** §3.3: an accepted version is superseded when its replacement is accepted, in every unit that counts it. */
  private async supersedeOthers(actor: Actor, accepted: EvidenceRecord): Promise<void> {
    const versions = await this.reader.versions(accepted);
    const isLeftBehind = ({ version, status }: EvidenceRecord): boolean =>
      version < accepted.version && (status === 'accepted' || status === 'submitted');
    for (const old of versions.filter(isLeftBehind)) {
      const claims = await this.reader.claims([old.id]);
      await this.signedUnits.assertNoneReleased(claims);
      await this.store.change(old, { status: moveEvidence(old.status, 'supersede') });
      await this.trail.record(
        actor,
        'evidence.superseded',
        { ref: old.ref, by: accepted.ref },
        { learnerId: accepted.learnerId, evidenceId: old.id },
      );
      await this.signedUnits.changed(actor, claims, 'evidence_withdrawn', `${old.ref} was replaced by ${accepted.ref}`);
    }
  }
}
