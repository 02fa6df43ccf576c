import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { canonicalJson } from '../../domain/kernel/canonical-json.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { countAsAgreed } from '../../domain/standardisation/agreement.js';
import { checkAnswers, checkMeeting, type ProposedAnswer } from '../../domain/standardisation/check-exercise.js';
import { moveExercise, questionsOf } from '../../domain/standardisation/exercise.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { BlindDecisionRecord } from './blind-decision.record.js';
import { ParticipantsPolicy } from './participants.policy.js';
import type { StandardisationActionRecord } from './standardisation-action.record.js';
import type { StandardisationConclusionRecord } from './standardisation-conclusion.record.js';
import type { StandardisationEventRecord } from './standardisation-event.record.js';
import { standardisationLock } from './standardisation-lock.js';
import { type ScopedExercise, StandardisationReader } from './standardisation.reader.js';
import { StandardisationStore } from './standardisation.store.js';

export interface ExerciseConclusion {
  readonly agreed: readonly ProposedAnswer[];
  readonly minutes: string;
  /** Left out, the day that was planned. */
  readonly heldOn: string | null;
  readonly attendeeIds: readonly string[];
  readonly actions: readonly { readonly text: string; readonly ownerId: string; readonly dueOn: string }[];
}

/** The facilitator signs what the meeting agreed, with its minutes, who was there and what is to be done. */
@Injectable()
export class ConcludeStandardisation {
  constructor(
    private readonly reader: StandardisationReader,
    private readonly participants: ParticipantsPolicy,
    private readonly store: StandardisationStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, input: ExerciseConclusion): Promise<StandardisationEventRecord> {
    await this.reader.forFacilitator(actor, id);
    return this.unitOfWork.run(async () => {
      const scoped = await this.reader.forFacilitator(actor, id);
      const { event, evidence } = scoped;
      const state = moveExercise(event.state, 'conclude');
      const heldOn = input.heldOn ?? event.heldOn;
      checkMeeting({ heldOn, today: this.clock.today(), dueDates: input.actions.map(({ dueOn }) => dueOn) });
      const names = { list: 'agreed', reason: 'reasoning' };
      const agreed = checkAnswers(questionsOf(event.criteria, evidence.length), input.agreed, names);
      assertInExercise(scoped, input.attendeeIds);
      await this.participants.checkOwners(
        actor,
        input.actions.map(({ ownerId }) => ownerId),
      );
      const decisions = await this.reader.decisionsShown([event], null);
      const signed = { agreed, minutes: input.minutes.trim(), heldOn, attendeeIds: [...input.attendeeIds].sort() };
      const conclusion: StandardisationConclusionRecord = {
        ...{ id: newId(), eventId: id, ...signed },
        contentSha256: hashOf(scoped, decisions, signed, input.actions),
        signedById: actor.userId,
        signedAt: this.clock.now(),
      };
      await this.store.addConclusion(conclusion, this.raised(actor, id, input));
      await this.noteParts(scoped, conclusion, decisions);
      const concluded = await this.store.change(event, { state, concludedAt: conclusion.signedAt });
      const { contentSha256 } = conclusion;
      const actions = input.actions.length;
      await this.trail.record(actor, 'standardisation.concluded', { eventId: id, heldOn, contentSha256, actions });
      return concluded;
    }, [standardisationLock(id)]);
  }

  private raised(actor: Actor, eventId: string, { actions }: ExerciseConclusion): StandardisationActionRecord[] {
    return actions.map(({ text, ownerId, dueOn }) => ({
      ...{ id: newId(), eventId, text: text.trim(), ownerId, dueOn },
      ...{ raisedById: actor.userId, raisedAt: this.clock.now() },
      ...{ response: null, respondedAt: null, closedById: null, closureNote: null, closedAt: null },
    }));
  }

  /** Each person's part as the cover counts it: whether they came, and how their decisions compare with what was agreed. */
  private async noteParts(
    { people }: ScopedExercise,
    { agreed, attendeeIds }: StandardisationConclusionRecord,
    decisions: readonly BlindDecisionRecord[],
  ): Promise<void> {
    for (const { id, personId } of people) {
      const answers = decisions.find((decision) => decision.personId === personId)?.answers;
      await this.store.changePerson(id, {
        attended: attendeeIds.includes(personId),
        ...(answers ? { questionsDecided: answers.length, decidedAsAgreed: countAsAgreed(answers, agreed) } : {}),
      });
    }
  }
}

/** @throws DomainError ROLE_MISSING for attendees who have no part in the exercise */
function assertInExercise({ people }: ScopedExercise, attendeeIds: readonly string[]): void {
  const errors = attendeeIds.flatMap((attendee, index) =>
    people.some(({ personId }) => personId === attendee)
      ? []
      : [{ path: `attendeeIds[${index}]`, message: 'has no part in this exercise' }],
  );
  if (errors.length > 0) throw new DomainError('ROLE_MISSING', 'Only people of the exercise attend it.', errors);
}

function hashOf(
  { event, evidence }: ScopedExercise,
  decisions: readonly BlindDecisionRecord[],
  signed: Pick<StandardisationConclusionRecord, 'agreed' | 'minutes' | 'heldOn' | 'attendeeIds'>,
  actions: ExerciseConclusion['actions'],
): string {
  const { id: eventId, unitKey, specificationVersion, title, criteria } = event;
  const content = {
    ...{ eventId, unitKey, specificationVersion, title, criteria, actions, ...signed },
    evidence: evidence.map(({ number, contentSha256, sheetSha256 }) => ({ number, contentSha256, sheetSha256 })),
    decisions: decisions.map(({ personId, answers, decidedAt }) => ({ personId, answers, decidedAt })),
  };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
