import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { checkAnswers, type ProposedAnswer } from '../../domain/standardisation/check-exercise.js';
import { assertState, type Question, questionKey, questionsOf } from '../../domain/standardisation/exercise.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { BlindAnswer } from './blind-decision.record.js';
import { ExerciseDesk } from './exercise-desk.js';
import type { StandardisationEventRecord } from './standardisation-event.record.js';
import { standardisationLock } from './standardisation-lock.js';
import type { StandardisationParticipantRecord } from './standardisation-participant.record.js';
import { type ScopedExercise, StandardisationReader } from './standardisation.reader.js';
import { StandardisationStore } from './standardisation.store.js';

export interface ProposedDecision extends ProposedAnswer {
  readonly gapNoted: string | null;
}

/**
 * A participant decides on every criterion, once, before they see what anybody else decided. With the last decision the
 * exercise is revealed. It is no judgement: nothing of any learner's changes (P2).
 */
@Injectable()
export class DecideBlind {
  constructor(
    private readonly reader: StandardisationReader,
    private readonly desk: ExerciseDesk,
    private readonly store: StandardisationStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, decisions: readonly ProposedDecision[]): Promise<StandardisationEventRecord> {
    assertParticipant(await this.reader.forActor(actor, id));
    return this.unitOfWork.run(async () => {
      const scoped = await this.reader.forActor(actor, id);
      const { event, people, evidence } = scoped;
      const own = assertParticipant(scoped);
      assertState(event.state, ['open']);
      if (own.decidedAt !== null) {
        throw new DomainError('STATE_CONFLICT', 'You have decided already; a blind decision is made once.');
      }
      const answers = toAnswers(questionsOf(event.criteria, evidence.length), decisions);
      const decidedAt = this.clock.now();
      await this.store.addDecision({ id: newId(), eventId: id, personId: actor.userId, answers, decidedAt });
      await this.store.changePerson(own.id, { decidedAt });
      // That somebody decided, and nothing of what: the trail has readers who are blind.
      await this.trail.record(actor, 'standardisation.decided', { eventId: id });
      const now = people.map((person) => (person.id === own.id ? { ...person, decidedAt } : person));
      const isLast = now.every((person) => !person.decides || person.decidedAt !== null);
      return isLast ? this.desk.reveal(actor, { ...scoped, people: now }, 'all_decided', null) : event;
    }, [standardisationLock(id)]);
  }
}

/** @throws DomainError NOT_ALLOWED */
function assertParticipant({ own }: ScopedExercise): StandardisationParticipantRecord {
  if (own?.decides) return own;
  throw new DomainError('NOT_ALLOWED', 'Only the participants of an exercise decide in it.');
}

function toAnswers(questions: readonly Question[], decisions: readonly ProposedDecision[]): BlindAnswer[] {
  const answers = checkAnswers(questions, decisions, { list: 'decisions', reason: 'rationale' });
  const only = questions.every(({ evidence }) => evidence === 1) ? 1 : undefined;
  const gaps = new Map(
    decisions.map(({ criterion, evidence, gapNoted }) => [
      questionKey({ criterion, evidence: evidence ?? only ?? 0 }),
      gapNoted?.trim() || null,
    ]),
  );
  return answers.map(({ criterion, evidence, outcome, reasoning }) => ({
    ...{ criterion, evidence, outcome, rationale: reasoning },
    gapNoted: gaps.get(questionKey({ criterion, evidence })) ?? null,
  }));
}
