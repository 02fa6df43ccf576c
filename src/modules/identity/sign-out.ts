import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { IdentityStore } from './identity.store.js';
import { tokenHash } from '../../platform/secrets/token-hash.js';

/** Ends the session in use, at once. */
@Injectable()
export class SignOut {
  constructor(
    private readonly store: IdentityStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
  ) {}

  async run(actor: Actor, token: string): Promise<void> {
    await this.unitOfWork.run(async () => {
      await this.store.endSession(tokenHash(token));
      await this.trail.record(actor, 'session.ended', {});
    });
  }
}
