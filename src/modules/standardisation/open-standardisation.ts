import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { moveExercise } from '../../domain/standardisation/exercise.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { ContentsReader } from '../contents/contents.reader.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { ExerciseDesk } from './exercise-desk.js';
import { type ShownEvidence, SharingDesk } from './sharing-desk.js';
import type { StandardisationEventRecord } from './standardisation-event.record.js';
import { standardisationLock } from './standardisation-lock.js';
import { type ScopedExercise, StandardisationReader } from './standardisation.reader.js';
import { StandardisationStore } from './standardisation.store.js';

/**
 * The facilitator says that they have looked at everything participants will see and that it names nobody; from then on
 * it stays as they saw it. The system finds names, and certifies nothing.
 */
@Injectable()
export class OpenStandardisation {
  constructor(
    private readonly reader: StandardisationReader,
    private readonly sharing: SharingDesk,
    private readonly contents: ContentsReader,
    private readonly desk: ExerciseDesk,
    private readonly store: StandardisationStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, isConfirmed: boolean): Promise<StandardisationEventRecord> {
    const seen = await this.reader.forFacilitator(actor, id);
    const portfolios = seen.evidence.flatMap(({ learnerId }) => portfolioLock(learnerId));
    return this.unitOfWork.run(async () => {
      const scoped = await this.reader.forFacilitator(actor, id);
      const { event, evidence } = scoped;
      const state = moveExercise(event.state, 'open');
      if (!isConfirmed) {
        throw new DomainError('DECLARATION_REQUIRED', 'Confirm that nobody is named in what participants will see.', [
          { path: 'anonymityConfirmed', message: 'must be true' },
        ]);
      }
      const masks = await this.sharing.masks(event, evidence);
      const shown = await this.freeze(scoped);
      const opened = await this.store.change(event, { state, masks, openedAt: this.clock.now() });
      await this.desk.markOriginals(scoped);
      await this.trail.record(actor, 'standardisation.opened', {
        eventId: id,
        sheets: shown.map(({ sheetSha256 }) => sheetSha256),
      });
      for (const { evidenceId, learnerId, contentSha256 } of evidence) {
        const facts = { eventId: id, contentSha256 };
        await this.trail.record(actor, 'evidence.shared_anonymised', facts, { learnerId, evidenceId });
      }
      return opened;
    }, [standardisationLock(id), ...portfolios]);
  }

  private async freeze({ event, evidence }: ScopedExercise): Promise<ShownEvidence[]> {
    const anonymiser = await this.sharing.anonymiser(event, evidence);
    const all: ShownEvidence[] = [];
    for (const shared of evidence) {
      const shown = await this.sharing.shown(event, shared, anonymiser);
      await this.assertRead(shared.number, shown);
      await this.store.freeze(shared.id, shown);
      all.push(shown);
    }
    return all;
  }

  /** What is read later than the facilitator looked, nobody would have looked at. */
  private async assertRead(number: number, { files }: ShownEvidence): Promise<void> {
    const readings = await this.contents.readings(files.map(({ sha256 }) => sha256));
    const isUnread = files.some(({ sha256 }) => (readings.get(sha256)?.state ?? 'waiting') === 'waiting');
    if (!isUnread) return;
    throw new DomainError(
      'STATE_CONFLICT',
      `A file of evidence ${number} is still being read; look at its text in a moment, then open the exercise.`,
    );
  }
}
