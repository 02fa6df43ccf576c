import { Injectable } from '@nestjs/common';
import { type Actor, assessorStanding } from '../../domain/access/actor.js';
import { checkMayCountersign, checkNoDeclaredInterest } from '../../domain/access/separation-of-duties.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { pendingJudgement } from '../../domain/judgement/ledger.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { Redecisions } from '../registrations/redecisions.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { UnitSignatures } from '../registrations/unit-signatures.js';
import { AssessmentStore } from './assessment.store.js';
import { type JudgementEntry, JudgementsReader } from './judgements.reader.js';

/** A qualified assessor agrees with a trainee's judgement, which then takes effect, or refuses it, which voids it (SOD4). */
@Injectable()
export class CountersignJudgement {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly judgements: JudgementsReader,
    private readonly store: AssessmentStore,
    private readonly signatures: UnitSignatures,
    private readonly redecisions: Redecisions,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(
    actor: Actor,
    registrationId: string,
    judgementId: string,
    input: { result: 'agreed' | 'refused'; note?: string | null },
  ): Promise<JudgementEntry> {
    const seen = await this.registrations.forOperation(actor, registrationId, 'judgement:countersign');
    return this.unitOfWork.run(async () => {
      const { registration } = await this.registrations.forOperation(actor, registrationId, 'judgement:countersign');
      const ledger = await this.judgements.ofRegistration(registrationId);
      const judgement = ledger.find(({ id }) => id === judgementId);
      if (!judgement) throw notFound();
      checkMayCountersign({
        actorId: actor.userId,
        assessorId: judgement.assessorId,
        learnerId: registration.learnerId,
        actorIsQualified: assessorStanding(actor.roles) === 'qualified',
      });
      checkNoDeclaredInterest({
        actorId: actor.userId,
        conflictedPersonIds: await this.registrations.conflictedPersonIds(registration.learnerId),
      });
      if (pendingJudgement(ledger, judgement.criterion)?.id !== judgementId) {
        throw new DomainError('STATE_CONFLICT', 'This judgement does not wait for a countersignature.');
      }
      const note = input.note?.trim() || null;
      if (input.result === 'refused' && note === null) {
        throw new DomainError('REASON_REQUIRED', 'Tell the trainee why you refuse.', [
          { path: 'note', message: 'must say why' },
        ]);
      }

      const { result } = input;
      const countersignature = { countersignerId: actor.userId, result, note, at: this.clock.now() };
      await this.store.addCountersignature({ id: newId(), judgementId, ...countersignature });
      await this.trail.record(
        actor,
        'judgement.countersigned',
        { criterion: judgement.criterion, judgementId, result },
        { registrationId, learnerId: registration.learnerId },
      );
      if (result === 'agreed') {
        await this.redecisions.onDecision(actor, {
          learnerId: registration.learnerId,
          registrationIds: [registrationId],
          about: { criterion: judgement.criterion },
          deciderIds: [judgement.assessorId, actor.userId],
          hasEffect: true,
        });
        const change = `AC${judgement.criterion} was countersigned`;
        await this.signatures.onChange(actor, registrationId, 'judgement_changed', change);
      }
      return { ...judgement, countersignature };
    }, portfolioLock(seen.registration.learnerId));
  }
}
