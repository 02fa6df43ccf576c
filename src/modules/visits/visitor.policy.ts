import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/kernel/domain-error.js';
import type { VisitWindow } from '../../domain/visit/visit.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { VisitsReader } from './visits.reader.js';

/** Who may be let in, and when. */
@Injectable()
export class VisitorPolicy {
  constructor(
    private readonly identity: IdentityReader,
    private readonly reader: VisitsReader,
  ) {}

  /**
   * A visitor is an external verifier and nothing else here, and has one pass at a time, so that it is never in question
   * which visit somebody looked at something for.
   * @param exceptId the visit that moves
   * @throws DomainError ROLE_MISSING, STATE_CONFLICT
   */
  async check(centreId: string, eqaId: string, window: VisitWindow, exceptId: string | null = null): Promise<void> {
    const person = await this.identity.user(centreId, eqaId);
    if (!person?.isActive || person.roles.join() !== 'eqa') {
      throw new DomainError('ROLE_MISSING', 'A visit is made by an external verifier.', [
        { path: 'eqaId', message: 'is not an active external verifier of this centre' },
      ]);
    }
    if (await this.reader.isExpected(eqaId, window, exceptId)) {
      throw new DomainError('STATE_CONFLICT', 'This verifier is let in for another visit at that time.');
    }
  }
}
