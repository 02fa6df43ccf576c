import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { Operation } from '../../domain/access/permissions.js';
import type { CountersignatureResult } from '../../domain/judgement/judgement.js';
import { pendingJudgement } from '../../domain/judgement/ledger.js';
import { checkEach, type PlaceOf } from '../../domain/kernel/check-each.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { ConsequencesDesk } from './consequences-desk.js';
import { AssessmentStore } from './assessment.store.js';
import { type JudgementEntry, JudgementsReader } from './judgements.reader.js';

/** What is said of judgements that wait. */
export interface SettlingWord {
  readonly operation: Operation;
  readonly result: CountersignatureResult;
  readonly note: string | null;
  readonly judgementIds: readonly string[];
  /** What is refused when the registration has no such judgement. */
  readonly unknown: DomainError;
  /** Where each judgement stands in the request; `null` when the request is about one. */
  readonly place: PlaceOf | null;
}

/** Where judgements of trainees are settled, one or several at once: all of them, or none. */
@Injectable()
export class CountersigningDesk {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly judgements: JudgementsReader,
    private readonly store: AssessmentStore,
    private readonly consequences: ConsequencesDesk,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @param assertMay who may say this word of these judgements, asked inside the transaction */
  async settle(
    actor: Actor,
    registrationId: string,
    word: SettlingWord,
    assertMay: (registration: RegistrationRecord, judgements: readonly JudgementEntry[]) => Promise<void>,
  ): Promise<JudgementEntry[]> {
    const seen = await this.registrations.forOperation(actor, registrationId, word.operation);
    return this.unitOfWork.run(async () => {
      const { registration } = await this.registrations.forOperation(actor, registrationId, word.operation);
      const ledger = await this.judgements.ofRegistration(registrationId);
      const judgements = findAll(ledger, word);
      await assertMay(registration, judgements);
      checkEach(judgements, (judgement) => assertWaits(ledger, judgement), word.place);

      const said = { countersignerId: actor.userId, result: word.result, note: word.note, at: this.clock.now() };
      await this.store.addCountersignatures(judgements.map(({ id }) => ({ id: newId(), judgementId: id, ...said })));
      for (const judgement of judgements) await this.recordEvent(actor, registration, judgement, word);
      await this.consequences.onCountersigned(actor, registration, judgements, word.result);
      return judgements.map((judgement) => ({ ...judgement, countersignature: said }));
    }, portfolioLock(seen.registration.learnerId));
  }

  private recordEvent(
    actor: Actor,
    { id, learnerId }: RegistrationRecord,
    { criterion, id: judgementId }: JudgementEntry,
    { result, note }: SettlingWord,
  ): Promise<void> {
    const subject = { registrationId: id, learnerId };
    return result === 'released'
      ? this.trail.record(actor, 'judgement.released', { criterion, judgementId, reason: note ?? '' }, subject)
      : this.trail.record(actor, 'judgement.countersigned', { criterion, judgementId, result }, subject);
  }
}

function findAll(ledger: readonly JudgementEntry[], { judgementIds, place, unknown }: SettlingWord): JudgementEntry[] {
  const found = judgementIds.map((wanted) => ledger.find(({ id }) => id === wanted));
  checkEach(
    found,
    (judgement) => {
      if (!judgement) throw unknown;
    },
    place,
  );
  return found.filter((judgement) => judgement !== undefined);
}

function assertWaits(ledger: readonly JudgementEntry[], { id, criterion }: JudgementEntry): void {
  if (pendingJudgement(ledger, criterion)?.id === id) return;
  throw new DomainError('STATE_CONFLICT', 'This judgement does not wait for a countersignature.');
}
