import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import {
  type AppealTarget,
  checkEvidenceAppealable,
  checkJudgementAppealable,
  checkTarget,
} from '../../domain/appeal/check-lodging.js';
import { effectiveJudgement } from '../../domain/judgement/ledger.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { findCriterion } from '../../domain/specification/find-criterion.js';
import { JudgementsReader } from '../assessment/judgements.reader.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import type { AppealRecord } from './appeal.record.js';

/** What an appeal is against, as it is kept. */
export type Appealed = Pick<
  AppealRecord,
  | 'kind'
  | 'judgementId'
  | 'evidenceId'
  | 'evidenceNumber'
  | 'decisionId'
  | 'criterion'
  | 'decidedById'
  | 'countersignedById'
  | 'decisionTakenAt'
  | 'stage1DeciderId'
>;

type Decision = Omit<Appealed, 'kind' | 'stage1DeciderId'>;

const NOTHING = {
  ...{ judgementId: null, evidenceId: null, evidenceNumber: null, decisionId: null },
  countersignedById: null,
};

/** What may be appealed, and who reconsiders it. */
@Injectable()
export class AppealTargetPolicy {
  constructor(
    private readonly judgements: JudgementsReader,
    private readonly evidence: EvidenceReader,
    private readonly specifications: SpecificationReader,
    private readonly identity: IdentityReader,
  ) {}

  /**
   * @throws DomainError VALIDATION_FAILED, NOT_FOUND, CRITERION_UNKNOWN; STATE_CONFLICT when there is nothing to appeal
   *   against
   */
  async fitting(actor: Actor, registration: RegistrationRecord, target: AppealTarget): Promise<Appealed> {
    checkTarget(target);
    const decision = await this.decision(actor, registration, target);
    return { ...decision, kind: target.kind, stage1DeciderId: await this.reconsiderer(registration, decision) };
  }

  private decision(actor: Actor, registration: RegistrationRecord, target: AppealTarget): Promise<Decision> {
    if (target.judgementId !== null) return this.judgement(registration, target.judgementId);
    if (target.evidenceId !== null) return this.onEvidence(actor, registration, target, target.evidenceId);
    return this.failing(registration, target.criterion);
  }

  private async judgement({ id }: RegistrationRecord, judgementId: string): Promise<Decision> {
    const ledger = await this.judgements.ofRegistration(id);
    const judgement = ledger.find((entry) => entry.id === judgementId);
    if (!judgement) throw notFound();
    const { criterion, assessorId, decidedAt, countersignature } = judgement;
    checkJudgementAppealable({
      ...judgement,
      isEffective: effectiveJudgement(ledger, criterion)?.id === judgementId,
    });
    return {
      ...{ ...NOTHING, judgementId, criterion, decidedById: assessorId, decisionTakenAt: decidedAt },
      countersignedById: countersignature?.countersignerId ?? null,
    };
  }

  private async onEvidence(
    actor: Actor,
    registration: RegistrationRecord,
    target: AppealTarget,
    evidenceId: string,
  ): Promise<Decision> {
    const { evidence } = await this.evidence.forOperation(actor, evidenceId, 'evidence:read');
    const claims = await this.evidence.claims([evidenceId]);
    const here = claims.filter(({ registrationId }) => registrationId === registration.id);
    if (evidence.learnerId !== registration.learnerId || here.length === 0) throw notFound();
    const claim = here.find(({ criterion }) => criterion === target.criterion) ?? null;
    checkEvidenceAppealable(target, { ...evidence, claimState: claim?.state ?? null });
    const decisions = await this.evidence.decisions([evidenceId]);
    const taken = decisions.find((one) => one.id === evidence.decisionId) ?? decisions.at(-1);
    const by = claim === null ? taken : { ...taken, assessorId: claim.decidedById, decidedAt: claim.decidedAt };
    return {
      ...{ ...NOTHING, evidenceId, evidenceNumber: evidence.number, criterion: target.criterion },
      decisionId: taken?.id ?? null,
      decidedById: by?.assessorId ?? registration.assessorId,
      decisionTakenAt: by?.decidedAt ?? null,
    };
  }

  /** A failing is laid to whoever assesses the learner: they know best how it went, and reconsider first. */
  private async failing(registration: RegistrationRecord, criterion: string | null): Promise<Decision> {
    const unit = await this.specifications.version(registration.unitKey, registration.specificationVersion);
    if (criterion !== null && !findCriterion(unit, criterion)) {
      const message = `is not a criterion of ${unit.key}`;
      throw new DomainError('CRITERION_UNKNOWN', 'There is no such criterion.', [
        { path: 'against.criterion', message },
      ]);
    }
    return { ...NOTHING, criterion, decidedById: registration.assessorId, decisionTakenAt: null };
  }

  /**
   * Whoever countersigned or took the decision, if they are still here and qualified; a trainee's word alone settles
   * nothing (SOD4), so otherwise a qualified assessor of the registration.
   */
  private async reconsiderer(registration: RegistrationRecord, decision: Decision): Promise<string> {
    const { centreId, assessorId, countersignerId, coAssessorId } = registration;
    const candidates = [
      ...[decision.countersignedById, decision.decidedById, assessorId, countersignerId, coAssessorId],
    ].filter((id) => id !== null);
    const people = await this.identity.people(centreId, candidates);
    const able = people.filter(({ isActive, roles }) => isActive && roles.includes('assessor')).map(({ id }) => id);
    return candidates.find((id) => able.includes(id)) ?? assessorId;
  }
}
