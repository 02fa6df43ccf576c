import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { isValidUln } from '../../domain/registration/uln.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { assertRevision, type IfMatch } from '../../platform/http/etag.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { type NewRegistration, PartiesPolicy } from './create-registration.js';
import type { RegistrationRecord } from './registration.record.js';
import { RegistrationsReader } from './registrations.reader.js';
import { portfolioLock } from './portfolio-lock.js';
import { RegistrationsStore } from './registrations.store.js';

/** `undefined` keeps a field, `null` clears it. Learner, unit and specification never change: that is another registration. */
export type RegistrationChange = Partial<Omit<NewRegistration, 'learnerId' | 'unit' | 'registeredOn'>>;

/** Hands a learner over to other people, or corrects what was noted about the registration. */
@Injectable()
export class ChangeRegistration {
  constructor(
    private readonly reader: RegistrationsReader,
    private readonly store: RegistrationsStore,
    private readonly parties: PartiesPolicy,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
  ) {}

  async run(actor: Actor, id: string, expected: IfMatch, input: RegistrationChange): Promise<RegistrationRecord> {
    if (typeof input.uln === 'string' && !isValidUln(input.uln)) {
      throw new DomainError('ULN_INVALID', 'The unique learner number is mistyped: its check digit does not fit.', [
        { path: 'uln', message: 'must be ten digits with a valid check digit' },
      ]);
    }
    const { registration: seen } = await this.reader.forOperation(actor, id, 'registration:change');
    return this.unitOfWork.run(async () => {
      const current = await this.reader.byId(id);
      assertRevision(current.revision, expected);
      const given = Object.entries(input).filter(([, value]) => value !== undefined);
      const change = Object.fromEntries(given) as Partial<RegistrationRecord>;
      const changed: RegistrationRecord = { ...current, ...change, revision: current.revision + 1 };
      await this.parties.check(changed);
      await this.store.change(id, { ...change, revision: changed.revision });
      const parts = ['assessorId', 'coAssessorId', 'iqaId', 'countersignerId'] as const;
      const people = (row: RegistrationRecord) => Object.fromEntries(parts.map((part) => [part, row[part]]));
      await this.trail.record(
        actor,
        'registration.changed',
        { before: people(current), after: people(changed) },
        { registrationId: id, learnerId: current.learnerId },
      );
      return changed;
    }, portfolioLock(seen.learnerId));
  }
}
