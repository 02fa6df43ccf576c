import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { assertState } from '../../domain/standardisation/exercise.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { assertRevision, type IfMatch } from '../../platform/http/etag.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { assertNotPast, type NewExercise } from './arrange-standardisation.js';
import type { StandardisationEventRecord } from './standardisation-event.record.js';
import { standardisationLock } from './standardisation-lock.js';
import { StandardisationReader } from './standardisation.reader.js';
import { StandardisationStore } from './standardisation.store.js';

export type ExerciseChange = Partial<Pick<NewExercise, 'title' | 'heldOn' | 'dueBy' | 'alsoMask' | 'ordinaryWords'>>;

/** The facilitator mends an exercise before it opens: above all what is masked, after looking at what it makes of the texts. */
@Injectable()
export class ChangeStandardisation {
  constructor(
    private readonly reader: StandardisationReader,
    private readonly store: StandardisationStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, expected: IfMatch, input: ExerciseChange): Promise<StandardisationEventRecord> {
    await this.reader.forFacilitator(actor, id);
    return this.unitOfWork.run(async () => {
      const { event } = await this.reader.forFacilitator(actor, id);
      assertRevision(event.revision, expected);
      assertState(event.state, ['prepared']);
      const given = Object.entries(input).filter(([, value]) => value !== undefined);
      const change = Object.fromEntries(given) as Partial<StandardisationEventRecord>;
      if (change.dueBy !== undefined) assertNotPast(change.dueBy, this.clock.today());
      const changed = await this.store.change(event, change);
      await this.trail.record(actor, 'standardisation.changed', { eventId: id, fields: Object.keys(change) });
      return changed;
    }, [standardisationLock(id)]);
  }
}
