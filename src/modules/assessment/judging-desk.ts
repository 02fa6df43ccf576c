import { Injectable } from '@nestjs/common';
import { type Actor, assessorStanding } from '../../domain/access/actor.js';
import { checkMayJudge } from '../../domain/access/separation-of-duties.js';
import { computeCoverage } from '../../domain/coverage/compute-coverage.js';
import type { CoverageFacts, CriterionCoverage } from '../../domain/coverage/coverage.js';
import { checkJudgement } from '../../domain/judgement/check-judgement.js';
import type { JudgementOutcome } from '../../domain/judgement/judgement.js';
import { checkEach, type PlaceOf } from '../../domain/kernel/check-each.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { WitnessLinks } from '../evidence/witness-links.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { UnitSignatures } from '../registrations/unit-signatures.js';
import { ConsequencesDesk } from './consequences-desk.js';
import { AssessmentStore } from './assessment.store.js';
import { CoverageFactsReader } from './coverage-facts.reader.js';
import type { JudgementRecord } from './judgement.record.js';

export interface NewJudgement {
  readonly criterion: string;
  readonly outcome: JudgementOutcome;
  readonly rationale: string;
  readonly evidenceIds: readonly string[];
  readonly overrideReason?: string | null;
  readonly action?: string | null;
  readonly targetDate?: string | null;
}

/** Where judgements are made, one or several at once: all are recorded or none, each as a row of the ledger of its own. */
@Injectable()
export class JudgingDesk {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly facts: CoverageFactsReader,
    private readonly store: AssessmentStore,
    private readonly signatures: UnitSignatures,
    private readonly links: WitnessLinks,
    private readonly consequences: ConsequencesDesk,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @param place where each judgement stands in the request; `null` when the request is one judgement */
  async judge(
    actor: Actor,
    registrationId: string,
    proposed: readonly NewJudgement[],
    place: PlaceOf | null,
  ): Promise<JudgementRecord[]> {
    const seen = await this.registrations.forOperation(actor, registrationId, 'judgement:record');
    return this.unitOfWork.run(async () => {
      // Again inside the transaction: the learner may have been handed over, or evidence withdrawn, in between.
      const { registration } = await this.registrations.forOperation(actor, registrationId, 'judgement:record');
      await this.assertMayJudge(actor, registration, proposed, place);
      if (await this.signatures.isReleased(registrationId)) {
        throw new DomainError('STATE_CONFLICT', 'The unit is released. Re-open it before a judgement changes.');
      }

      const now = this.clock.now();
      const facts = await this.facts.of(registration, now);
      // Judged afresh: what an earlier judgement left behind must not colour how current the evidence is today.
      const { criteria } = computeCoverage({ ...facts, judgements: [] });
      checkEach(proposed, (judgement) => checkProposed(judgement, facts, criteria), place);

      const judgements = proposed.map((judgement, index) => rowOf(actor, judgement, index, facts, now));
      await this.store.addJudgements(judgements);
      for (const judgement of judgements) await this.recordEvent(actor, registration, judgement);
      await this.consequences.onRecorded(actor, registration, judgements);
      return judgements;
    }, portfolioLock(seen.registration.learnerId));
  }

  private async assertMayJudge(
    actor: Actor,
    { learnerId, iqaId }: RegistrationRecord,
    proposed: readonly NewJudgement[],
    place: PlaceOf | null,
  ): Promise<void> {
    const conflictedPersonIds = await this.registrations.conflictedPersonIds(learnerId);
    const isWitness = await this.links.isWitness(actor, [
      ...new Set(proposed.flatMap(({ evidenceIds }) => evidenceIds)),
    ]);
    // One question for all of them; only where the answer is yes is it asked which.
    const witnessed = new Set<NewJudgement>();
    for (const judgement of isWitness ? proposed : []) {
      if (await this.links.isWitness(actor, judgement.evidenceIds)) witnessed.add(judgement);
    }
    checkEach(
      proposed,
      (judgement) => {
        const witnessIds = witnessed.has(judgement) ? [actor.userId] : [];
        checkMayJudge({ actorId: actor.userId, learnerId, iqaId, witnessIds, conflictedPersonIds });
      },
      place,
    );
  }

  private recordEvent(actor: Actor, { id, learnerId }: RegistrationRecord, judgement: JudgementRecord): Promise<void> {
    return this.trail.record(
      actor,
      'judgement.recorded',
      {
        criterion: judgement.criterion,
        outcome: judgement.outcome,
        judgementId: judgement.id,
        isOverride: judgement.overrideReason !== null,
        isProvisional: judgement.assessorStatus === 'trainee',
      },
      { registrationId: id, learnerId },
    );
  }
}

/** @throws DomainError CRITERION_UNKNOWN, EVIDENCE_NOT_COUNTABLE and those of `checkJudgement` */
function checkProposed(proposed: NewJudgement, facts: CoverageFacts, criteria: readonly CriterionCoverage[]): void {
  const coverage = criteria.find(({ code }) => code === proposed.criterion);
  if (!coverage) {
    const message = `is not a criterion of ${facts.unit.key}`;
    throw new DomainError('CRITERION_UNKNOWN', 'There is no such criterion.', [{ path: 'criterion', message }]);
  }
  checkJudgement({ ...proposed, coverage, overrideReason: proposed.overrideReason?.trim() || null });
  const known = new Set(facts.evidence.map(({ id }) => id));
  const errors = proposed.evidenceIds.flatMap((id, index) =>
    known.has(id) ? [] : [{ path: `evidenceIds[${index}]`, message: 'claims nothing on this registration' }],
  );
  if (errors.length > 0)
    throw new DomainError('EVIDENCE_NOT_COUNTABLE', 'Some evidence is not part of this unit.', errors);
}

function rowOf(
  actor: Actor,
  proposed: NewJudgement,
  index: number,
  { registrationId, judgements, unit }: CoverageFacts,
  now: string,
): JudgementRecord {
  return {
    id: newId(),
    registrationId,
    sequence: judgements.length + 1 + index,
    criterion: proposed.criterion,
    outcome: proposed.outcome,
    assessorId: actor.userId,
    assessorStatus: assessorStanding(actor.roles) ?? 'trainee',
    decidedAt: now,
    rationale: proposed.rationale.trim(),
    evidenceIds: [...proposed.evidenceIds],
    overrideReason: proposed.overrideReason?.trim() || null,
    action: proposed.action?.trim() || null,
    targetDate: proposed.targetDate ?? null,
    specificationVersion: unit.version,
    policyVersion: unit.policy.version,
  };
}
