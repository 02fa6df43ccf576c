import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkHoldsPart } from '../../domain/access/separation-of-duties.js';
import { compareEvidenceRefs } from '../../domain/evidence/evidence-ref.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import {
  type CheckAnswer,
  checkSampleRecord,
  overallDecision,
  type ProposedAction,
  type ProposedSampleDecision,
  type SampleCheck,
} from '../../domain/sampling/sample-decision.js';
import type { RecordKind } from '../../domain/sampling/sampling-facts.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { UnitSignatures } from '../registrations/unit-signatures.js';
import { ActionsPolicy } from './actions.policy.js';
import type { IqaActionRecord } from './iqa-action.record.js';
import type { IqaSampleRecord } from './iqa-sample.record.js';
import { SampleDesk } from './sample-desk.js';
import { samplingLock } from './sampling-lock.js';
import { SamplingDesk } from './sampling-desk.js';
import { type ScopedSample, SamplesReader } from './samples.reader.js';
import { VerificationStore } from './verification.store.js';

export interface SampleFindings {
  readonly checks: Readonly<Record<SampleCheck, CheckAnswer>>;
  readonly decisions: readonly ProposedSampleDecision[];
  readonly feedback: string;
  readonly actions: readonly (ProposedAction & { readonly ownerId: string | null })[];
  /** Refs of the evidence looked at; left out, what the sampled decisions rest on. */
  readonly evidenceRefs: readonly string[] | null;
  readonly recordsSeen: readonly RecordKind[];
  readonly learnerInterview: string | null;
  readonly witnessContacted: string | null;
}

/**
 * The IQA signs what they found in a sample: a decision for each criterion, feedback, actions. It edits no judgement:
 * where the IQA does not agree, the assessor judges again (§4.2).
 */
@Injectable()
export class RecordSample {
  constructor(
    private readonly reader: SamplesReader,
    private readonly desk: SampleDesk,
    private readonly actions: ActionsPolicy,
    private readonly plans: SamplingDesk,
    private readonly store: VerificationStore,
    private readonly signatures: UnitSignatures,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, findings: SampleFindings): Promise<IqaSampleRecord> {
    const seen = await this.reader.forOperation(actor, id, 'sample:take');
    return this.unitOfWork.run(async () => {
      const scoped = await this.reader.forOperation(actor, id, 'sample:take');
      const { sample, registration } = scoped;
      await this.actions.assertMayVerify(actor, registration);
      checkHoldsPart({ actorId: actor.userId, partyId: sample.iqaId, part: 'IQA who took this sample' });
      if (sample.signedAt !== null) throw new DomainError('STATE_CONFLICT', 'This sample is signed already.');
      checkSampleRecord({ ...findings, ...sampleFacts(sample), today: this.clock.today() });
      const record = this.toRecord(sample, findings);
      const raised = await this.actions.raised(actor, scoped, findings.actions, findings.decisions);
      await this.store.signSample(id, record, raised);
      await this.tell(actor, scoped, findings.decisions, raised);
      await this.drawConsequences(actor, scoped, findings.decisions, raised);
      return { ...sample, ...record };
    }, [...portfolioLock(seen.registration.learnerId), ...samplingLock(actor.centreId)]);
  }

  private toRecord(sample: IqaSampleRecord, findings: SampleFindings): Partial<IqaSampleRecord> {
    const judged = sample.snapshot.judgements.filter(({ criterion }) => sample.criteria.includes(criterion));
    const assessorOf = new Map(judged.map(({ criterion, assessorId }) => [criterion, assessorId]));
    const { checks, recordsSeen, feedback, learnerInterview, witnessContacted } = findings;
    const evidenceRefs =
      findings.evidenceRefs ?? [...new Set(judged.flatMap(({ refs }) => refs))].sort(compareEvidenceRefs);
    const known = new Set(sample.snapshot.evidence.map(({ ref }) => ref));
    const unknown = evidenceRefs.flatMap((ref, index) =>
      known.has(ref) ? [] : [{ path: `evidenceRefs[${index}]`, message: 'is no evidence of this sample' }],
    );
    if (unknown.length > 0) throw new DomainError('SAMPLE_INCOMPLETE', 'Some evidence was not part of it.', unknown);
    return {
      ...{ checks, recordsSeen, evidenceRefs, feedback, learnerInterview, witnessContacted },
      decisions: findings.decisions.map(({ criterion, decision, note }) => ({
        ...{ criterion, decision, note: note?.trim() || null },
        assessorId: assessorOf.get(criterion) ?? null,
      })),
      signedAt: this.clock.now(),
    };
  }

  private async tell(
    actor: Actor,
    { sample, registration }: ScopedSample,
    decisions: readonly ProposedSampleDecision[],
    raised: readonly IqaActionRecord[],
  ): Promise<void> {
    const subject = { registrationId: registration.id, learnerId: registration.learnerId };
    await this.trail.record(
      actor,
      'sample.signed',
      {
        ...{ sampleId: sample.id, stage: sample.stage, decision: overallDecision(decisions) },
        decisions: decisions.map(({ criterion, decision }) => ({ criterion, decision })),
      },
      subject,
    );
    for (const { id: actionId, severity, against, subject: what, dueDate, ownerId } of raised) {
      const facts = { actionId, severity, against, subject: what, dueDate, ownerId };
      await this.trail.record(actor, 'action.raised', facts, subject);
    }
  }

  /** What the IQA does not agree with goes back to the assessor, and nothing stays released over an essential action (§3.7). */
  private async drawConsequences(
    actor: Actor,
    { registration }: ScopedSample,
    decisions: readonly ProposedSampleDecision[],
    raised: readonly IqaActionRecord[],
  ): Promise<void> {
    const disagrees = decisions.some(({ decision }) => decision === 'not_agreed');
    const isEssential = raised.some(({ severity }) => severity === 'essential');
    if (disagrees || (isEssential && (await this.signatures.isReleased(registration.id)))) {
      const criteria = decisions.filter(({ decision }) => decision !== 'agreed').map(({ criterion }) => criterion);
      const reason = `the IQA sampled it and did not agree or requires action: AC${criteria.join(', AC')}`;
      await this.signatures.onChange(actor, registration.id, 'iqa_rejected', reason);
    } else if (isEssential) {
      await this.desk.refreshStatus(registration.id);
    }
    if (disagrees) await this.plans.redrawAfterDisagreement(actor, registration.unitKey);
  }
}

const sampleFacts = ({ criteria, snapshot }: IqaSampleRecord) => ({ criteria, snapshot });
