import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { allowedOperations } from '../../domain/access/permissions.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import type { ArrivedFileRecord } from './arrived-file.record.js';
import { ArrivalsReader } from './arrivals.reader.js';

/** Hands out a file of what arrived to somebody who might have its like here. */
@Injectable()
export class OpenArrivedFile {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly reader: ArrivalsReader,
  ) {}

  /** @throws DomainError NOT_FOUND, NOT_ALLOWED, FILE_PURGED */
  async run(
    actor: Actor,
    { registrationId, arrivalId, fileId }: Readonly<Record<'registrationId' | 'arrivalId' | 'fileId', string>>,
  ): Promise<ArrivedFileRecord> {
    const { relations } = await this.registrations.forOperation(actor, registrationId, 'arrival:read');
    const arrival = await this.reader.byId(arrivalId);
    const file = arrival?.registrationId === registrationId ? await this.reader.file(arrivalId, fileId) : null;
    if (!file) throw notFound();
    const allowed = allowedOperations(relations);
    if (!file.needs.every((operation) => allowed.includes(operation))) {
      throw new DomainError('NOT_ALLOWED', 'This file says more than you may read.');
    }
    if (file.purgedAt !== null) {
      throw new DomainError('FILE_PURGED', 'The bytes of this file were removed for data protection.');
    }
    return file;
  }
}
