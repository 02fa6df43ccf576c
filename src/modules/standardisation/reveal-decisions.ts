import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkRevealOver } from '../../domain/standardisation/check-exercise.js';
import { assertState } from '../../domain/standardisation/exercise.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { ExerciseDesk } from './exercise-desk.js';
import type { StandardisationEventRecord } from './standardisation-event.record.js';
import { standardisationLock } from './standardisation-lock.js';
import { StandardisationReader } from './standardisation.reader.js';

/** The facilitator stops waiting for those who have not decided by the last day. They decide no more. */
@Injectable()
export class RevealDecisions {
  constructor(
    private readonly reader: StandardisationReader,
    private readonly desk: ExerciseDesk,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, reason: string): Promise<StandardisationEventRecord> {
    await this.reader.forFacilitator(actor, id);
    return this.unitOfWork.run(async () => {
      const scoped = await this.reader.forFacilitator(actor, id);
      assertState(scoped.event.state, ['open']);
      checkRevealOver({ dueBy: scoped.event.dueBy, today: this.clock.today(), reason });
      return this.desk.reveal(actor, scoped, 'facilitator', reason.trim());
    }, [standardisationLock(id)]);
  }
}
