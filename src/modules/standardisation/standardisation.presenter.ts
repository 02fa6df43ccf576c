import { Injectable } from '@nestjs/common';
import { type Actor, isVisitor } from '../../domain/access/actor.js';
import { groupBy } from '../../domain/kernel/group-by.js';
import { type ExerciseAttended, coverOf } from '../../domain/standardisation/standardisation-cover.js';
import { Clock } from '../../platform/time/clock.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { StandardisationActionRecord } from './standardisation-action.record.js';
import { StandardisationCoverReader } from './standardisation-cover.reader.js';
import type { StandardisationEventRecord } from './standardisation-event.record.js';
import type {
  ExerciseActionView,
  ExerciseSummaryView,
  ExerciseView,
  PersonCoverView,
} from './standardisation-view.dto.js';
import { overseesExercises, StandardisationReader } from './standardisation.reader.js';
import { actionPeople, peopleOf, toExerciseActionView, toExerciseView, toSummaryViews } from './to-exercise-view.js';

/** Shows exercises with the names of the people in them, to each person as much as is theirs to see. */
@Injectable()
export class StandardisationPresenter {
  constructor(
    private readonly reader: StandardisationReader,
    private readonly coverReader: StandardisationCoverReader,
    private readonly identity: IdentityReader,
    private readonly clock: Clock,
  ) {}

  async exercise(actor: Actor, event: StandardisationEventRecord): Promise<ExerciseView> {
    const records = await this.reader.recordsOf([event], actor.userId);
    return toExerciseView(actor, event, records, await this.identity.names(peopleOf([event], records)));
  }

  async summaries(actor: Actor, events: readonly StandardisationEventRecord[]): Promise<ExerciseSummaryView[]> {
    const ids = events.map(({ id }) => id);
    const records = { people: await this.reader.people(ids), evidence: await this.reader.evidence(ids) };
    const names = await this.identity.names(events.map(({ facilitatorId }) => facilitatorId));
    return toSummaryViews(actor, events, records, names);
  }

  async action(action: StandardisationActionRecord): Promise<ExerciseActionView> {
    return toExerciseActionView(action, await this.identity.names(actionPeople(action)));
  }

  /** Everybody of the unit for whoever oversees it, and for everybody else themselves. */
  async cover(actor: Actor, unitKey: string): Promise<PersonCoverView[]> {
    const staff = await this.coverReader.staffOf(actor.centreId, unitKey);
    const seesAll = overseesExercises(actor) || (isVisitor(actor) && (await this.reader.opensUnit(actor, unitKey)));
    const shown = seesAll ? staff : staff.filter((id) => id === actor.userId);
    const people = shown.length === 0 ? [] : await this.identity.people(actor.centreId, shown);
    const attended = groupBy(await this.coverReader.attended(actor.centreId, unitKey), ({ personId }) => personId);
    return people
      .filter(({ isActive }) => isActive)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, name }) => ({ personId: id, name, ...this.personCover(attended.get(id) ?? []) }));
  }

  private personCover(attended: readonly ExerciseAttended[]): Omit<PersonCoverView, 'personId' | 'name'> {
    const { last, dueBy, isCurrent, warning, agreement } = coverOf(attended, this.clock.today());
    return {
      last: last && { eventId: last.eventId, title: last.title, heldOn: last.heldOn },
      ...{ dueBy, isCurrent, warning },
      agreement: agreement.map(({ eventId, title, heldOn, decided, asAgreed, share }) => ({
        ...{ eventId, title, heldOn, decided, asAgreed, share },
      })),
    };
  }
}
