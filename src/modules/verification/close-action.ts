import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { effectiveJudgement } from '../../domain/judgement/ledger.js';
import { checkClosure } from '../../domain/sampling/sample-decision.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { JudgementsReader } from '../assessment/judgements.reader.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { ActionsPolicy } from './actions.policy.js';
import type { IqaActionRecord } from './iqa-action.record.js';
import { SampleDesk } from './sample-desk.js';
import { SamplesReader } from './samples.reader.js';
import { VerificationStore } from './verification.store.js';

/** An IQA closes an action, with a note; with the last essential one the unit may become ready again (§4.2). */
@Injectable()
export class CloseAction {
  constructor(
    private readonly reader: SamplesReader,
    private readonly registrations: RegistrationsReader,
    private readonly judgements: JudgementsReader,
    private readonly policy: ActionsPolicy,
    private readonly desk: SampleDesk,
    private readonly store: VerificationStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, note: string): Promise<IqaActionRecord> {
    const { registration: seen } = await this.scoped(actor, id);
    return this.unitOfWork.run(async () => {
      const { action, registration } = await this.scoped(actor, id);
      await this.policy.assertMayVerify(actor, registration);
      if (action.ownerId === actor.userId) {
        throw new DomainError('SEGREGATION_OF_DUTIES', 'SOD2: nobody closes an action that is theirs to answer.');
      }
      checkClosure({ ...action, effectiveSequence: await this.effectiveSequence(action) });
      const change = { closedById: actor.userId, closureNote: note.trim(), closedAt: this.clock.now() };
      await this.store.changeAction(id, change);
      const { severity, subject } = action;
      await this.trail.record(
        actor,
        'action.closed',
        { actionId: id, severity, subject },
        { registrationId: registration.id, learnerId: registration.learnerId },
      );
      if (severity === 'essential') await this.desk.refreshStatus(registration.id);
      return { ...action, ...change };
    }, portfolioLock(seen.learnerId));
  }

  private async scoped(actor: Actor, id: string) {
    const action = await this.reader.action(actor.centreId, id);
    if (!action) throw notFound();
    const { registration } = await this.registrations.forOperation(actor, action.registrationId, 'action:close');
    return { action, registration };
  }

  /** Place in the ledger of what now rules on the criterion the action is about. */
  private async effectiveSequence({ against, subject, registrationId }: IqaActionRecord): Promise<number | null> {
    if (against !== 'criterion' || subject === null) return null;
    const ledger = await this.judgements.ofRegistration(registrationId);
    return effectiveJudgement(ledger, subject)?.sequence ?? null;
  }
}
