import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { type Actor, isVisitor } from '../../domain/access/actor.js';
import { type Operation, opensWithVisit } from '../../domain/access/permissions.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AccessLog, type LoggedAccess, type WriteDown } from '../../platform/http/access-log.js';
import { Clock } from '../../platform/time/clock.js';
import { VisitsReader } from './visits.reader.js';
import { VisitsStore } from './visits.store.js';

/** What somebody does with their own account is theirs. */
const OWN_ACCOUNT: readonly Operation[] = ['self:read', 'self:change', 'session:end'];

/** The longest address that is kept whole. */
const PATH_LIMIT = 1_000;

/** Answers the HTTP floor: every request of an external verifier during a visit is a row, written before the answer. */
@Injectable()
export class LogViews extends AccessLog {
  constructor(
    private readonly reader: VisitsReader,
    private readonly store: VisitsStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async watch(actor: Actor, operation: Operation): Promise<WriteDown | null> {
    if (!isVisitor(actor) || OWN_ACCOUNT.includes(operation)) return null;
    const visit = await this.reader.openVisitOf(actor);
    if (visit) return (access) => this.write(visit.id, access);
    if (opensWithVisit(operation)) throw notFound();
    return null;
  }

  private async write(visitId: string, access: LoggedAccess): Promise<void> {
    const { operation, method, route, params, status } = access;
    const view = {
      ...{ id: newId(), visitId, at: this.clock.now(), operation, method, route, status },
      path: access.path.slice(0, PATH_LIMIT),
      registrationId: route.startsWith('/api/registrations/') ? idIn(params.id) : null,
      evidenceId: route.startsWith('/api/evidence/') ? idIn(params.id) : null,
      fileId: idIn(params.fileId),
    };
    try {
      // Aside: a request that is refused leaves its Idempotency-Key unused, and is logged all the same.
      await this.unitOfWork.runAside(() => this.store.addView(view));
    } catch (error) {
      const refusal = new DomainError(
        'UNAVAILABLE',
        'This could not be noted in the log of the visit, so it is not shown.',
      );
      refusal.cause = error;
      throw refusal;
    }
  }
}

const idIn = (value: string | undefined): string | null => (isUUID(value) ? String(value).toLowerCase() : null);
