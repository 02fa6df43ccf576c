import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type Actor, isVisitor } from '../../domain/access/actor.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { type ExerciseState, isRevealed } from '../../domain/standardisation/exercise.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { VisitScope } from '../registrations/visit-scope.js';
import { BlindDecisionRecord } from './blind-decision.record.js';
import { SharedEvidenceRecord } from './shared-evidence.record.js';
import { StandardisationActionRecord } from './standardisation-action.record.js';
import { StandardisationConclusionRecord } from './standardisation-conclusion.record.js';
import { StandardisationDissentRecord } from './standardisation-dissent.record.js';
import { StandardisationEventRecord } from './standardisation-event.record.js';
import { StandardisationParticipantRecord } from './standardisation-participant.record.js';

export interface ExerciseFilter {
  readonly unit?: string;
  readonly state?: ExerciseState;
}

/** An exercise, everybody in it, and the part of whoever asks, if they have one. */
export interface ScopedExercise {
  readonly event: StandardisationEventRecord;
  readonly people: readonly StandardisationParticipantRecord[];
  readonly evidence: readonly SharedEvidenceRecord[];
  readonly own: StandardisationParticipantRecord | null;
}

/** Everything about some exercises that one person, or somebody who was in none of them, may see. */
export interface ExerciseRecords {
  readonly people: readonly StandardisationParticipantRecord[];
  readonly evidence: readonly SharedEvidenceRecord[];
  readonly decisions: readonly BlindDecisionRecord[];
  readonly conclusions: readonly StandardisationConclusionRecord[];
  readonly dissents: readonly StandardisationDissentRecord[];
  readonly actions: readonly StandardisationActionRecord[];
}

@Injectable()
export class StandardisationReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly visits: VisitScope,
  ) {}

  /**
   * An exercise that `actor` is in, has an action of, or oversees. Whose work is shared in it never sees it, whatever
   * else they are.
   * @throws DomainError NOT_FOUND
   */
  async forActor(actor: Actor, id: string): Promise<ScopedExercise> {
    const { reader } = this.unitOfWork;
    const event = await reader.findOneBy(StandardisationEventRecord, { id, centreId: actor.centreId });
    if (!event) throw notFound();
    const [people, evidence] = [await this.people([id]), await this.evidence([id])];
    const own = people.find(({ personId }) => personId === actor.userId) ?? null;
    const isIn =
      own !== null ||
      overseesExercises(actor) ||
      (isVisitor(actor) && (await this.opensUnit(actor, event.unitKey))) ||
      (await reader.existsBy(StandardisationActionRecord, { eventId: id, ownerId: actor.userId }));
    if (!isIn || evidence.some(({ learnerId }) => learnerId === actor.userId)) throw notFound();
    return { event, people, evidence, own };
  }

  /** Whether an external verifier looks at this unit now: then they see its exercises as somebody who was in none. */
  opensUnit(actor: Actor, unitKey: string): Promise<boolean> {
    const opened = this.visits.opensUnit(actor, 'event.unitKey');
    return this.unitOfWork.reader
      .createQueryBuilder(StandardisationEventRecord, 'event')
      .where('event.centreId = :centreId AND event.unitKey = :unitKey', { centreId: actor.centreId, unitKey })
      .andWhere(opened.sql, opened.parameters)
      .getExists();
  }

  /** The same, for what only its facilitator does. */
  async forFacilitator(actor: Actor, id: string): Promise<ScopedExercise> {
    const scoped = await this.forActor(actor, id);
    if (scoped.event.facilitatorId !== actor.userId) {
      throw new DomainError(
        'SEGREGATION_OF_DUTIES',
        'SOD10: only the facilitator of this exercise does this, nobody on their behalf.',
      );
    }
    return scoped;
  }

  /** Exercises in the scope of `forActor`, in the order of ids, after the one with id `after`. */
  list(
    actor: Actor,
    { unit, state }: ExerciseFilter,
    limit: number,
    after: string | null,
  ): Promise<StandardisationEventRecord[]> {
    const query = this.unitOfWork.reader
      .createQueryBuilder(StandardisationEventRecord, 'event')
      .where('event.centreId = :centreId', { centreId: actor.centreId })
      .andWhere(
        `NOT EXISTS (SELECT 1 FROM standardisation_evidence shared
          WHERE shared."eventId" = event.id AND shared."learnerId" = :me)`,
      )
      .setParameter('me', actor.userId)
      .orderBy('event.id')
      .take(limit);
    if (isVisitor(actor)) {
      const opened = this.visits.opensUnit(actor, 'event.unitKey');
      query.andWhere(opened.sql, opened.parameters);
    } else if (!overseesExercises(actor)) {
      query.andWhere(
        `(EXISTS (SELECT 1 FROM standardisation_participants person
           WHERE person."eventId" = event.id AND person."personId" = :me)
         OR EXISTS (SELECT 1 FROM standardisation_actions own
           WHERE own."eventId" = event.id AND own."ownerId" = :me))`,
      );
    }
    if (unit !== undefined) query.andWhere('event.unitKey = :unit', { unit });
    if (state !== undefined) query.andWhere('event.state = :state', { state });
    if (after !== null) query.andWhere('event.id > :after', { after });
    return query.getMany();
  }

  /** All exercises of a unit of a centre, oldest first, for whoever verifies from outside. */
  onUnit(centreId: string, unitKey: string): Promise<StandardisationEventRecord[]> {
    return this.unitOfWork.reader.find(StandardisationEventRecord, {
      where: { centreId, unitKey },
      order: { id: 'ASC' },
    });
  }

  /**
   * What there is to see of these exercises.
   * @param viewerId `null` for somebody who decided in none of them, such as an EQA
   */
  async recordsOf(events: readonly StandardisationEventRecord[], viewerId: string | null): Promise<ExerciseRecords> {
    const ids = events.map(({ id }) => id);
    return {
      people: await this.people(ids),
      evidence: await this.evidence(ids),
      decisions: await this.decisionsShown(events, viewerId),
      conclusions: await this.of(StandardisationConclusionRecord, ids),
      dissents: await this.of(StandardisationDissentRecord, ids),
      actions: await this.of(StandardisationActionRecord, ids),
    };
  }

  /**
   * The one door to what people decided: before the reveal only one's own, whoever asks; afterwards everybody's. Nothing
   * else in the product reads the table.
   */
  async decisionsShown(
    events: readonly StandardisationEventRecord[],
    viewerId: string | null,
  ): Promise<BlindDecisionRecord[]> {
    const revealed = events.filter(({ state }) => isRevealed(state)).map(({ id }) => id);
    const blind = events.filter(({ state }) => !isRevealed(state)).map(({ id }) => id);
    const where = [
      ...(revealed.length === 0 ? [] : [{ eventId: In(revealed) }]),
      ...(blind.length === 0 || viewerId === null ? [] : [{ eventId: In(blind), personId: viewerId }]),
    ];
    if (where.length === 0) return [];
    return this.unitOfWork.reader.find(BlindDecisionRecord, { where, order: { id: 'ASC' } });
  }

  people(eventIds: readonly string[]): Promise<StandardisationParticipantRecord[]> {
    return this.of(StandardisationParticipantRecord, eventIds);
  }

  /** By number. */
  async evidence(eventIds: readonly string[]): Promise<SharedEvidenceRecord[]> {
    return (await this.of(SharedEvidenceRecord, eventIds)).sort((a, b) => a.number - b.number);
  }

  /** An action of an exercise in the scope of `forActor`. */
  async actionFor(actor: Actor, id: string): Promise<StandardisationActionRecord> {
    const action = await this.unitOfWork.reader.findOneBy(StandardisationActionRecord, { id });
    if (!action) throw notFound();
    await this.forActor(actor, action.eventId);
    return action;
  }

  private async of<Row extends { id: string; eventId: string }>(
    record: new () => Row,
    eventIds: readonly string[],
  ): Promise<Row[]> {
    if (eventIds.length === 0) return [];
    return this.unitOfWork.reader
      .createQueryBuilder(record, 'row')
      .where('row.eventId IN (:...eventIds)', { eventIds: [...eventIds] })
      .orderBy('row.id')
      .getMany();
  }
}

/** Whether somebody sees every exercise of the centre; blindness holds for them as for everybody. */
export function overseesExercises(actor: Actor): boolean {
  return actor.roles.some((role) => role === 'lead_iqa' || role === 'centre_manager');
}
