import { Injectable } from '@nestjs/common';
import { type Actor, isVisitor, type Role } from '../../domain/access/actor.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { assertRevision, type IfMatch } from '../../platform/http/etag.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { checkRoles } from './create-user.js';
import { IdentityReader } from './identity.reader.js';
import { IdentityStore } from './identity.store.js';
import type { UserRecord } from './user.record.js';

/** Changes what somebody may be at the centre, or ends their access when they leave. Their past decisions stay theirs. */
@Injectable()
export class ChangeUser {
  constructor(
    private readonly reader: IdentityReader,
    private readonly store: IdentityStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
  ) {}

  run(
    actor: Actor,
    id: string,
    expected: IfMatch,
    input: { name?: string; roles?: Role[]; isActive?: boolean },
  ): Promise<UserRecord> {
    // A manager who could raise themselves could take any part in any registration.
    if (id === actor.userId) {
      throw new DomainError('SEGREGATION_OF_DUTIES', 'Nobody changes their own roles or access; another manager does.');
    }
    if (input.roles) checkRoles(input.roles);
    return this.unitOfWork.run(async () => {
      const user = await this.reader.user(actor.centreId, id);
      if (!user) throw notFound();
      assertRevision(user.revision, expected);
      const { name = user.name, roles = user.roles, isActive = user.isActive } = input;
      // What was done under an account stays with it, so that nobody verifies their own work from outside.
      if (isVisitor(user) !== isVisitor({ roles })) {
        const message = 'an external verifier has an account for that alone';
        throw new DomainError('SEGREGATION_OF_DUTIES', 'Nobody changes between the centre and its verifiers.', [
          { path: 'roles', message },
        ]);
      }
      const change = { name: name.trim(), roles, isActive, revision: user.revision + 1 };
      await this.store.changeUser(id, change);
      if (!isActive) await this.store.endSessionsOf(id);
      await this.trail.record(actor, 'user.changed', { userId: id, fields: Object.keys(input), roles, isActive });
      return { ...user, ...change };
    }, [`person:${id}`]);
  }
}
