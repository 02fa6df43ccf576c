import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { moveExercise } from '../../domain/standardisation/exercise.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { OriginalDecidersReader } from './original-deciders.reader.js';
import type { RevealCause, StandardisationEventRecord } from './standardisation-event.record.js';
import type { ScopedExercise } from './standardisation.reader.js';
import { StandardisationStore } from './standardisation.store.js';

/** What happens to an exercise on more than one occasion. Inside the caller's transaction and lock. */
@Injectable()
export class ExerciseDesk {
  constructor(
    private readonly originals: OriginalDecidersReader,
    private readonly store: StandardisationStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Notes who in the exercise had decided on its evidence before: when it opens, and for good when it is revealed. */
  async markOriginals({ event, people, evidence }: ScopedExercise): Promise<void> {
    const numbers = await this.originals.of(event.unitKey, evidence);
    for (const { id, personId } of people) {
      const decidedOriginally = numbers.get(personId);
      if (decidedOriginally) await this.store.changePerson(id, { decidedOriginally });
    }
  }

  /** Lets everybody in it see what everybody decided; who has not decided is absent from now on. */
  async reveal(
    actor: Actor,
    scoped: ScopedExercise,
    revealCause: RevealCause,
    revealReason: string | null,
  ): Promise<StandardisationEventRecord> {
    const { event, people } = scoped;
    const state = moveExercise(event.state, 'reveal');
    await this.markOriginals(scoped);
    const change = { state, revealedAt: this.clock.now(), revealCause, revealReason };
    const revealed = await this.store.change(event, change);
    const absentIds = people
      .filter(({ decides, decidedAt }) => decides && decidedAt === null)
      .map(({ personId }) => personId);
    const facts = { eventId: event.id, cause: revealCause, reason: revealReason, absentIds };
    await this.trail.record(actor, 'standardisation.revealed', facts);
    return revealed;
  }
}
