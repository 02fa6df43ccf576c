import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isVisitor, type Role } from '../../domain/access/actor.js';
import { mailboxOf } from '../../domain/access/mailbox.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { type AuditAuthor, AuditTrail } from '../audit/audit-trail.js';
import { IdentityReader } from './identity.reader.js';
import { IdentityStore } from './identity.store.js';
import { checkPassword, hashPassword } from './passwords.js';
import type { UserRecord } from './user.record.js';

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly password?: string;
}

/** The external verifier must owe nothing to the centre it verifies (assurance.md B1). */
export function checkRoles(roles: readonly Role[]): void {
  if (!isVisitor({ roles }) || roles.length === 1) return;
  throw holdsAnother('roles', 'eqa stands alone');
}

function holdsAnother(path: string, message: string): DomainError {
  const sentence = 'An external verifier holds no other role at the centre.';
  return new DomainError('SEGREGATION_OF_DUTIES', sentence, [{ path, message }]);
}

/** Adds a person to the centre of whoever asks. */
@Injectable()
export class CreateUser {
  constructor(
    private readonly reader: IdentityReader,
    private readonly store: IdentityStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(author: AuditAuthor, input: NewUser): Promise<{ user: UserRecord; temporaryPassword?: string }> {
    checkRoles(input.roles);
    const temporaryPassword = input.password === undefined ? randomBytes(12).toString('base64url') : undefined;
    if (input.password !== undefined) {
      const centre = await this.reader.centre(author.centreId);
      checkPassword(input.password, { email: input.email, name: input.name, centreName: centre.name });
    }
    const user: UserRecord = {
      id: newId(),
      centreId: author.centreId,
      email: input.email,
      name: input.name.trim(),
      roles: [...input.roles],
      passwordHash: await hashPassword(input.password ?? temporaryPassword ?? ''),
      isActive: true,
      revision: 1,
      createdAt: this.clock.now(),
    };
    try {
      await this.unitOfWork.run(async () => {
        await this.assertOnePerson(user);
        await this.store.addUser(user);
        await this.trail.record(author, 'user.created', { userId: user.id, roles: user.roles });
      }, [`mailbox:${mailboxOf(user.email)}`]);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new DomainError('ALREADY_EXISTS', 'Somebody has an account with this e-mail address already.', [
        { path: 'email', message: 'is taken' },
      ]);
    }
    return { user, ...(temporaryPassword === undefined ? {} : { temporaryPassword }) };
  }

  /** Two accounts of one mailbox are one person: neither makes them an external verifier beside something else. */
  private async assertOnePerson({ centreId, email, roles }: UserRecord): Promise<void> {
    const others = await this.reader.accountsOf(centreId, email);
    if (others.some((other) => isVisitor(other) !== isVisitor({ roles }))) {
      throw holdsAnother('email', 'is the mailbox of somebody who has an account here');
    }
  }
}
