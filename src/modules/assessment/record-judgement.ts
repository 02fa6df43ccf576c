import { Injectable } from '@nestjs/common';
import { type Actor, assessorStanding } from '../../domain/access/actor.js';
import { checkMayJudge } from '../../domain/access/separation-of-duties.js';
import { computeCoverage } from '../../domain/coverage/compute-coverage.js';
import { checkJudgement } from '../../domain/judgement/check-judgement.js';
import type { JudgementOutcome } from '../../domain/judgement/judgement.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { WitnessLinks } from '../evidence/witness-links.js';
import { Redecisions } from '../registrations/redecisions.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { UnitSignatures } from '../registrations/unit-signatures.js';
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

/** An assessor decides on a criterion. The system shows what is evidenced; only this records `met` (P2). */
@Injectable()
export class RecordJudgement {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly facts: CoverageFactsReader,
    private readonly store: AssessmentStore,
    private readonly signatures: UnitSignatures,
    private readonly links: WitnessLinks,
    private readonly redecisions: Redecisions,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, registrationId: string, input: NewJudgement): Promise<JudgementRecord> {
    const seen = await this.registrations.forOperation(actor, registrationId, 'judgement:record');
    return this.unitOfWork.run(async () => {
      // Again inside the transaction: the learner may have been handed over, or evidence withdrawn, in between.
      const { registration } = await this.registrations.forOperation(actor, registrationId, 'judgement:record');
      checkMayJudge({
        actorId: actor.userId,
        learnerId: registration.learnerId,
        iqaId: registration.iqaId,
        witnessIds: (await this.links.isWitness(actor, input.evidenceIds)) ? [actor.userId] : [],
        conflictedPersonIds: await this.registrations.conflictedPersonIds(registration.learnerId),
      });
      if (await this.signatures.isReleased(registrationId)) {
        throw new DomainError('STATE_CONFLICT', 'The unit is released. Re-open it before a judgement changes.');
      }

      const now = this.clock.now();
      const facts = await this.facts.of(registration, now);
      // Judged afresh: what an earlier judgement left behind must not colour how current the evidence is today.
      const { criteria } = computeCoverage({ ...facts, judgements: [] });
      const coverage = criteria.find(({ code }) => code === input.criterion);
      if (!coverage) {
        const message = `is not a criterion of ${facts.unit.key}`;
        throw new DomainError('CRITERION_UNKNOWN', 'There is no such criterion.', [{ path: 'criterion', message }]);
      }
      const overrideReason = input.overrideReason?.trim() || null;
      checkJudgement({ ...input, coverage, overrideReason });
      this.assertEvidenceKnown(
        input.evidenceIds,
        facts.evidence.map(({ id }) => id),
      );

      const assessorStatus = assessorStanding(actor.roles) ?? 'trainee';
      const judgement: JudgementRecord = {
        id: newId(),
        registrationId,
        sequence: facts.judgements.length + 1,
        criterion: coverage.code,
        outcome: input.outcome,
        assessorId: actor.userId,
        assessorStatus,
        decidedAt: now,
        rationale: input.rationale.trim(),
        evidenceIds: [...input.evidenceIds],
        overrideReason,
        action: input.action?.trim() || null,
        targetDate: input.targetDate ?? null,
        specificationVersion: facts.unit.version,
        policyVersion: facts.unit.policy.version,
      };
      await this.store.addJudgement(judgement);
      await this.trail.record(
        actor,
        'judgement.recorded',
        {
          criterion: judgement.criterion,
          outcome: judgement.outcome,
          judgementId: judgement.id,
          isOverride: overrideReason !== null,
          isProvisional: assessorStatus === 'trainee',
        },
        { registrationId, learnerId: registration.learnerId },
      );
      await this.redecisions.onDecision(actor, {
        learnerId: registration.learnerId,
        registrationIds: [registrationId],
        about: { criterion: judgement.criterion },
        deciderIds: [actor.userId],
        hasEffect: assessorStatus === 'qualified',
      });
      // A trainee's word has no effect yet, so nothing that was signed has changed.
      if (assessorStatus === 'qualified') {
        const change = `AC${judgement.criterion} was judged again`;
        await this.signatures.onChange(actor, registrationId, 'judgement_changed', change);
      }
      return judgement;
    }, portfolioLock(seen.registration.learnerId));
  }

  private assertEvidenceKnown(evidenceIds: readonly string[], known: readonly string[]): void {
    const errors = evidenceIds.flatMap((id, index) =>
      known.includes(id) ? [] : [{ path: `evidenceIds[${index}]`, message: 'claims nothing on this registration' }],
    );
    if (errors.length > 0)
      throw new DomainError('EVIDENCE_NOT_COUNTABLE', 'Some evidence is not part of this unit.', errors);
  }
}
