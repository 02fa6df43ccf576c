import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { isGranted } from '../../domain/appeal/appeal.js';
import { isPending } from '../../domain/appeal/ladder.js';
import { asksForRedecision, isByRightPeople, isSettledByJudging } from '../../domain/appeal/redecision.js';
import { monthsBefore } from '../../domain/coverage/currency.js';
import { effectiveJudgement } from '../../domain/judgement/ledger.js';
import { JudgementsReader } from '../assessment/judgements.reader.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import { UnitSignatures } from '../registrations/unit-signatures.js';
import { AppealPoliciesReader } from './appeal-policies.reader.js';
import type { AppealRecord } from './appeal.record.js';
import { AppealsStore } from './appeals.store.js';
import { awaitedOf } from './awaited-of.js';

/**
 * What follows once an appeal has ended. One that is granted edits nothing: it voids what was signed, asks for the decision
 * to be taken again, and has the failure traced to other learners ([OFQ-I1]). Part of the use cases that end an appeal, in
 * their transaction.
 */
@Injectable()
export class ConcludeAppeal {
  constructor(
    private readonly store: AppealsStore,
    private readonly judgements: JudgementsReader,
    private readonly evidence: EvidenceReader,
    private readonly policies: AppealPoliciesReader,
    private readonly signatures: UnitSignatures,
  ) {}

  async run(actor: Actor, ended: AppealRecord): Promise<AppealRecord> {
    if (ended.status !== 'closed' || !isGranted(ended.outcome)) {
      const settled = await this.store.change(ended, { openSubject: subjectOf(ended) });
      await this.signatures.refreshStatus(ended.registrationId);
      return settled;
    }
    const awaitsRedecision = asksForRedecision(ended) && !(await this.isDecidedAnew(ended));
    const { policy } = await this.policies.current(ended.centreId);
    const decidedOn = (ended.decisionTakenAt ?? ended.lodgedAt).slice(0, 'YYYY-MM-DD'.length);
    const granted = await this.store.change(ended, {
      awaitsRedecision,
      tracing: 'open',
      tracingSince: monthsBefore(decidedOn, policy.tracingMonths),
      openSubject: subjectOf({ ...ended, awaitsRedecision }),
    });
    const reason = `an appeal was upheld${ended.outcome === 'partly' ? ' in part' : ''}`;
    await this.signatures.onChange(actor, ended.registrationId, 'appeal_upheld', reason);
    return granted;
  }

  /** While the appeal went on, the other work did too: what it asks for may have been done already. */
  private async isDecidedAnew(appeal: AppealRecord): Promise<boolean> {
    const awaited = awaitedOf(appeal);
    if (isSettledByJudging(appeal.kind)) {
      const ledger = await this.judgements.ofRegistration(appeal.registrationId);
      const ruling = effectiveJudgement(ledger, appeal.criterion ?? '');
      if (!ruling || ruling.id === appeal.judgementId || ruling.decidedAt < appeal.lodgedAt) return false;
      const countersignerId = ruling.countersignature?.countersignerId;
      return isByRightPeople(awaited, [ruling.assessorId, ...(countersignerId === undefined ? [] : [countersignerId])]);
    }
    const { learnerId, evidenceNumber } = appeal;
    const versions = await this.evidence.versions({ learnerId, number: evidenceNumber ?? 0 });
    const decisions = await this.evidence.decisions(versions.map(({ id }) => id));
    return decisions
      .filter(({ decidedAt }) => decidedAt > appeal.lodgedAt)
      .some(({ assessorId }) => isByRightPeople(awaited, [assessorId]));
  }
}

/** What an appeal still keeps from being appealed again, signed and claimed. */
const subjectOf = (appeal: AppealRecord): string | null => (isPending(appeal) ? appeal.openSubject : null);
