import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { type VisitState, visitState } from '../../domain/visit/visit.js';
import { Clock } from '../../platform/time/clock.js';
import type { EqaVisitRecord } from './eqa-visit.record.js';
import { VisitsReader } from './visits.reader.js';

const STATE_WORDS: Readonly<Record<VisitState, string>> = {
  planned: 'has not begun',
  open: 'has begun',
  closed: 'is over',
  suspended: 'was ended early',
};

/** Opens one visit for whoever may know of it, at the times at which they may. */
@Injectable()
export class VisitDesk {
  constructor(
    private readonly reader: VisitsReader,
    private readonly clock: Clock,
  ) {}

  stateOf(visit: EqaVisitRecord): VisitState {
    return visitState(visit, this.clock.now());
  }

  /** @throws DomainError STATE_CONFLICT */
  assertState(visit: EqaVisitRecord, wanted: readonly VisitState[]): void {
    const state = this.stateOf(visit);
    if (wanted.includes(state)) return;
    throw new DomainError('STATE_CONFLICT', `This visit ${STATE_WORDS[state]}, so that is not possible.`);
  }

  /**
   * A verifier's own visit, for what they alone write.
   * @throws DomainError NOT_FOUND for another's that they may only read, STATE_CONFLICT unless it is open
   */
  async ownOpen(actor: Actor, id: string): Promise<EqaVisitRecord> {
    const visit = await this.reader.visitFor(actor, id);
    if (visit.eqaId !== actor.userId) throw notFound();
    this.assertState(visit, ['open']);
    return visit;
  }
}
