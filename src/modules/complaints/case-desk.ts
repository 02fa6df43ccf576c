import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { authorise } from '../../domain/access/permissions.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import type { ComplaintCaseRecord } from './complaint-case.record.js';
import { ComplaintsReader } from './complaints.reader.js';

/** Opens a portfolio, or one of its cases, for change: scope and permission first, then again inside the transaction. */
@Injectable()
export class CaseDesk {
  constructor(
    private readonly reader: ComplaintsReader,
    private readonly registrations: RegistrationsReader,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * The learner whose portfolio is meant, if `actor` may write cases into it.
   * @throws DomainError VALIDATION_FAILED when nobody is named and the actor is no learner; NOT_FOUND, NOT_ALLOWED,
   *   SEGREGATION_OF_DUTIES
   */
  async writableLearner(actor: Actor, named: string | undefined): Promise<string> {
    const learnerId = named ?? actor.userId;
    const relations = await this.registrations.relationsToPortfolio(actor, learnerId);
    if (named === undefined && relations.length === 0) {
      const message = 'must say whose portfolio it is: you are not registered on a unit yourself';
      throw new DomainError('VALIDATION_FAILED', 'The case has no portfolio to go to.', [
        { path: 'learnerId', message },
      ]);
    }
    authorise('case:edit', relations);
    await this.assertDisinterested(actor, learnerId);
    return learnerId;
  }

  /** Runs `work` on the portfolio that is meant while nobody else changes it. Throws as `writableLearner` does. */
  changePortfolio<Result>(
    actor: Actor,
    named: string | undefined,
    work: (learnerId: string) => Promise<Result>,
  ): Promise<Result> {
    return this.unitOfWork.run(
      async () => work(await this.writableLearner(actor, named)),
      portfolioLock(named ?? actor.userId),
    );
  }

  async change<Result>(actor: Actor, id: string, work: (row: ComplaintCaseRecord) => Promise<Result>): Promise<Result> {
    const { row: seen } = await this.reader.forOperation(actor, id, 'case:edit');
    return this.unitOfWork.run(async () => {
      // Somebody may have moved the case or reassigned the learner between the look above and the lock.
      const { row } = await this.reader.forOperation(actor, id, 'case:edit');
      await this.assertDisinterested(actor, row.learnerId);
      return work(row);
    }, portfolioLock(seen.learnerId));
  }

  private async assertDisinterested(actor: Actor, learnerId: string): Promise<void> {
    const conflicted = await this.registrations.conflictedPersonIds(learnerId);
    if (conflicted.includes(actor.userId)) {
      throw new DomainError('SEGREGATION_OF_DUTIES', 'SOD6: a declared interest in this learner bars you from this.');
    }
  }
}
