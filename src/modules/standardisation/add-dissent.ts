import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError, type FieldError } from '../../domain/kernel/domain-error.js';
import { assertState } from '../../domain/standardisation/exercise.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { StandardisationEventRecord } from './standardisation-event.record.js';
import { standardisationLock } from './standardisation-lock.js';
import { type ScopedExercise, StandardisationReader } from './standardisation.reader.js';
import { StandardisationStore } from './standardisation.store.js';

export interface Dissent {
  readonly note: string;
  /** `null` when it is about the whole. */
  readonly criterion: string | null;
  readonly evidence: number | null;
}

/** A participant says that they do not share what was agreed. What was agreed stays; so does their word. */
@Injectable()
export class AddDissent {
  constructor(
    private readonly reader: StandardisationReader,
    private readonly store: StandardisationStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, { note, criterion, evidence }: Dissent): Promise<StandardisationEventRecord> {
    return this.unitOfWork.run(async () => {
      const scoped = await this.reader.forActor(actor, id);
      if (!scoped.own?.decides) {
        throw new DomainError('NOT_ALLOWED', 'Only the participants of an exercise dissent from it.');
      }
      assertState(scoped.event.state, ['concluded']);
      assertAsked(scoped, criterion, evidence);
      await this.store.addDissent({
        ...{ id: newId(), eventId: id, personId: actor.userId, criterion, evidence, note: note.trim() },
        addedAt: this.clock.now(),
      });
      await this.trail.record(actor, 'standardisation.dissent_added', { eventId: id, criterion, evidence });
      return scoped.event;
    }, [standardisationLock(id)]);
  }
}

/** @throws DomainError CRITERION_UNKNOWN */
function assertAsked(
  { event, evidence: pieces }: ScopedExercise,
  criterion: string | null,
  evidence: number | null,
): void {
  const errors: FieldError[] = [];
  if (criterion !== null && !event.criteria.includes(criterion)) {
    errors.push({ path: 'criterion', message: 'is not asked in this exercise' });
  }
  if (evidence !== null && evidence > pieces.length) {
    errors.push({ path: 'evidence', message: `is not one of the ${pieces.length} pieces of evidence` });
  }
  if (errors.length > 0) throw new DomainError('CRITERION_UNKNOWN', 'That was not part of this exercise.', errors);
}
