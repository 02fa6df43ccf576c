import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { ActionOrigin, ClosureCause } from '../../domain/planning/learner-action.js';
import { newId } from '../../platform/database/new-id.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { LearnerActionRecord } from './learner-action.record.js';
import { PlanningStore } from './planning.store.js';

/** Something to be asked of a learner. */
export interface NewLearnerAction {
  readonly registrationId: string;
  readonly origin: ActionOrigin;
  readonly originId: string;
  readonly criterion: string | null;
  readonly text: string;
  /** YYYY-MM-DD. */
  readonly dueOn: string | null;
}

/** Raises and closes what learners are asked to do, inside the transaction of whatever it comes from. */
@Injectable()
export class LearnerActionsDesk {
  constructor(
    private readonly store: PlanningStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async raise(actor: Actor, learnerId: string, asked: readonly NewLearnerAction[]): Promise<void> {
    const actions = asked.map((action): LearnerActionRecord => ({
      id: newId(),
      ...action,
      raisedById: actor.userId,
      raisedAt: this.clock.now(),
      ...{ response: null, respondedAt: null },
      ...{ closureCause: null, closureNote: null, closedById: null, closedAt: null },
    }));
    await this.store.addActions(actions);
    for (const { id, origin, criterion, dueOn, registrationId } of actions) {
      const facts = { actionId: id, origin, criterion, dueOn };
      await this.trail.record(actor, 'learner_action.raised', facts, { registrationId, learnerId });
    }
  }

  /** Closes those that are open, for one reason. */
  async close(
    actor: Actor,
    learnerId: string,
    actions: readonly LearnerActionRecord[],
    cause: ClosureCause,
    note: string | null,
  ): Promise<Pick<LearnerActionRecord, 'closureCause' | 'closureNote' | 'closedById' | 'closedAt'>> {
    const open = actions.filter(({ closedAt }) => closedAt === null);
    const closure = {
      closureCause: cause,
      closureNote: note,
      closedById: actor.userId,
      closedAt: this.clock.now(),
    };
    await this.store.closeActions(
      open.map(({ id }) => id),
      closure,
    );
    for (const { id, registrationId } of open) {
      const facts = { actionId: id, cause };
      await this.trail.record(actor, 'learner_action.closed', facts, { registrationId, learnerId });
    }
    return closure;
  }
}
