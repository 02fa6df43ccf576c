import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { Operation } from '../../domain/access/permissions.js';
import { dueOn, lastDayToLodge } from '../../domain/appeal/appeal-policy.js';
import type { AppealStatus } from '../../domain/appeal/appeal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { AppealPoliciesReader } from './appeal-policies.reader.js';
import { AppealsReader, type ScopedAppeal } from './appeals.reader.js';

/** When the next step is due, and the policy that says so. */
export interface StepClock {
  readonly dueOn: string | null;
  readonly policyVersion: number;
}

/** Opens one appeal for change, and knows its clocks. */
@Injectable()
export class AppealDesk {
  constructor(
    private readonly reader: AppealsReader,
    private readonly policies: AppealPoliciesReader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Scope and permission first, then again under the lock of the learner's portfolio: somebody may have decided, escalated,
   * signed or taken a part in the unit in between.
   */
  async change<Result>(
    actor: Actor,
    id: string,
    operation: Operation,
    work: (scoped: ScopedAppeal) => Promise<Result>,
  ): Promise<Result> {
    const seen = await this.reader.forOperation(actor, id, operation);
    return this.unitOfWork.run(
      async () => work(await this.reader.forOperation(actor, id, operation)),
      portfolioLock(seen.appeal.learnerId),
    );
  }

  /** The clock that runs from today while an appeal has this status. */
  async clockFor(centreId: string, status: AppealStatus): Promise<StepClock> {
    const { version, policy } = await this.policies.current(centreId);
    return { dueOn: dueOn(status, this.clock.today(), policy), policyVersion: version };
  }

  /** The last day for lodging against what was decided at this instant; a failing has none. */
  async lastDayToLodge(centreId: string, decisionTakenAt: string | null): Promise<string | null> {
    if (decisionTakenAt === null) return null;
    const { policy } = await this.policies.current(centreId);
    return lastDayToLodge(decisionTakenAt.slice(0, 'YYYY-MM-DD'.length), policy);
  }
}
