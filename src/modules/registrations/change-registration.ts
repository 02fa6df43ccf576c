import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { STAFF_PARTS } from '../../domain/registration/allocation-history.js';
import { checkUln } from '../../domain/registration/uln.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { assertRevision, type IfMatch } from '../../platform/http/etag.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { NewRegistration } from './create-registration.js';
import { PartiesPolicy } from './parties.policy.js';
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
    checkUln(input.uln);
    const { registration: seen } = await this.reader.forOperation(actor, id, 'registration:change');
    return this.unitOfWork.run(async () => {
      const { registration: current } = await this.reader.forOperation(actor, id, 'registration:change');
      assertRevision(current.revision, expected);
      const given = Object.entries(input).filter(([, value]) => value !== undefined);
      const change = Object.fromEntries(given) as Partial<RegistrationRecord>;
      const changed: RegistrationRecord = { ...current, ...change, revision: current.revision + 1 };
      // Correcting an address must not fail on people who were allocated long ago.
      if (STAFF_PARTS.some((part) => part in change)) await this.parties.check(actor, changed);
      await this.store.change(id, { ...change, revision: changed.revision });
      const people = (row: RegistrationRecord) => Object.fromEntries(STAFF_PARTS.map((part) => [part, row[part]]));
      await this.trail.record(
        actor,
        'registration.changed',
        { fields: Object.keys(change), before: people(current), after: people(changed) },
        { registrationId: id, learnerId: current.learnerId },
      );
      return changed;
    }, portfolioLock(seen.learnerId));
  }
}
