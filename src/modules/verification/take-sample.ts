import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { canonicalJson } from '../../domain/kernel/canonical-json.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import type { SampleStage } from '../../domain/sampling/sampling-facts.js';
import { compareCriterionCodes } from '../../domain/specification/criterion-code.js';
import { findCriterion } from '../../domain/specification/find-criterion.js';
import type { UnitSpecification } from '../../domain/specification/unit.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import type { SignableUnit } from '../sign-off/sign-off.reader.js';
import type { IqaSampleRecord } from './iqa-sample.record.js';
import { SampleDesk } from './sample-desk.js';
import { samplingLock } from './sampling-lock.js';
import { SamplingReader } from './sampling.reader.js';
import { VerificationStore } from './verification.store.js';
import { VerifierPolicy } from './verifier.policy.js';

export interface NewSample {
  readonly stage: SampleStage;
  readonly criteria: readonly string[];
  /** Why this one; needed when no plan chose it. */
  readonly reason?: string | null;
  readonly plannedSampleId?: string | null;
}

/** An IQA takes a sample: what there is to see of the unit is frozen, so that what they say of it can be understood later. */
@Injectable()
export class TakeSample {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly desk: SampleDesk,
    private readonly policy: VerifierPolicy,
    private readonly plans: SamplingReader,
    private readonly store: VerificationStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, registrationId: string, input: NewSample): Promise<IqaSampleRecord> {
    const seen = await this.registrations.forOperation(actor, registrationId, 'sample:take');
    return this.unitOfWork.run(async () => {
      const { registration } = await this.registrations.forOperation(actor, registrationId, 'sample:take');
      const { unit, snapshot } = await this.desk.open(registration);
      await this.policy.check(actor, registration, unit);
      assertKnown(unit.facts.unit, input.criteria);
      if (input.stage === 'summative') assertComplete(unit);
      const sample: IqaSampleRecord = {
        id: newId(),
        centreId: registration.centreId,
        registrationId,
        plannedSampleId: input.plannedSampleId ?? null,
        stage: input.stage,
        selectionReason: await this.selectionReason(registration.centreId, registrationId, input),
        criteria: [...input.criteria].sort(compareCriterionCodes),
        snapshot,
        snapshotSha256: createHash('sha256').update(canonicalJson(snapshot)).digest('hex'),
        frozenAt: this.clock.now(),
        iqaId: actor.userId,
        ...{ evidenceRefs: null, recordsSeen: null, checks: null, decisions: null, feedback: null },
        ...{ learnerInterview: null, witnessContacted: null, signedAt: null },
      };
      await this.store.addSample(sample);
      const { id: sampleId, stage, criteria, snapshotSha256 } = sample;
      await this.trail.record(
        actor,
        'sample.taken',
        { sampleId, stage, criteria, snapshotSha256 },
        { registrationId, learnerId: registration.learnerId },
      );
      return sample;
    }, [...portfolioLock(seen.registration.learnerId), ...samplingLock(actor.centreId)]);
  }

  /** In the plan's words, in the IQA's, or in both. */
  private async selectionReason(centreId: string, registrationId: string, input: NewSample): Promise<string> {
    const own = input.reason?.trim() || null;
    if (input.plannedSampleId === undefined || input.plannedSampleId === null) {
      if (own !== null) return own;
      const message = 'must say why, when no plan has chosen it';
      throw new DomainError('REASON_REQUIRED', 'Say why you sample this unit.', [{ path: 'reason', message }]);
    }
    const found = await this.plans.planned(centreId, input.plannedSampleId);
    if (found?.planned.registrationId !== registrationId) throw notFound();
    const { planned, plan } = found;
    if (planned.version !== plan.version) {
      throw new DomainError(
        'STATE_CONFLICT',
        'The plan has been drawn anew since; take the sample from its new version.',
      );
    }
    if (planned.sampleId !== null) throw new DomainError('STATE_CONFLICT', 'Somebody has taken this sample already.');
    const left = planned.criteria.filter((criterion) => !input.criteria.includes(criterion));
    if (left.length > 0) {
      const message = `must include what is planned: ${left.join(', ')}`;
      throw new DomainError('SAMPLE_INCOMPLETE', 'The plan asks for more.', [{ path: 'criteria', message }]);
    }
    return [...new Set(planned.reasons.map(({ sentence }) => sentence)), ...(own === null ? [] : [own])].join(' ');
  }
}

function assertKnown(unit: UnitSpecification, criteria: readonly string[]): void {
  const errors = criteria.flatMap((criterion, index) =>
    findCriterion(unit, criterion)
      ? []
      : [{ path: `criteria[${index}]`, message: `is not a criterion of ${unit.key}` }],
  );
  if (errors.length > 0) throw new DomainError('CRITERION_UNKNOWN', 'There is no such criterion.', errors);
}

/** §4.1: a summative sample is of a completed unit. */
function assertComplete({ coverage }: SignableUnit): void {
  const open = coverage.criteria.filter(({ status }) => status !== 'met').map(({ code }) => code);
  if (open.length === 0) return;
  throw new DomainError('STATE_CONFLICT', 'The unit is not complete; take an interim sample.', [
    { path: 'stage', message: `is summative, and these are not met: ${open.join(', ')}` },
  ]);
}
