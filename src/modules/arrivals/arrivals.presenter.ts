import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { allowedOperations } from '../../domain/access/permissions.js';
import { groupBy } from '../../domain/kernel/group-by.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { type ArrivalsView, toArrivalView } from './arrivals.dto.js';
import { ArrivalsReader } from './arrivals.reader.js';
import { ImportConflictsReader } from './import-conflicts.reader.js';
import type { PortfolioImportRecord } from './portfolio-import.record.js';
import { type PortfolioImportView, toImportView } from './portfolio-imports.dto.js';

/** Shows imports with what stands in their way now, and what has arrived to those who may read it. */
@Injectable()
export class ArrivalsPresenter {
  constructor(
    private readonly reader: ArrivalsReader,
    private readonly conflicts: ImportConflictsReader,
    private readonly registrations: RegistrationsReader,
  ) {}

  /** @throws DomainError NOT_FOUND, NOT_ALLOWED for a registration that is not the actor's to change */
  async show(actor: Actor, row: PortfolioImportRecord, registrationId?: string): Promise<PortfolioImportView> {
    const { facts, state } = row;
    if (!facts || state !== 'previewed') return toImportView(row, []);
    const destination =
      registrationId === undefined
        ? null
        : {
            ...(await this.registrations.forOperation(actor, registrationId, 'registration:change')),
            isSameLearner: false,
          };
    return toImportView(row, await this.conflicts.of(actor, { ...row, facts }, destination));
  }

  /** @throws DomainError NOT_FOUND, NOT_ALLOWED */
  async arrivals(actor: Actor, registrationId: string): Promise<ArrivalsView> {
    const { relations } = await this.registrations.forOperation(actor, registrationId, 'arrival:read');
    const allowed = allowedOperations(relations);
    const arrivals = await this.reader.ofRegistration(registrationId);
    const files = await this.reader.filesOf(arrivals.map(({ id }) => id));
    const readable = files.filter(({ needs }) => needs.every((operation) => allowed.includes(operation)));
    const filesOf = groupBy(readable, ({ importId }) => importId);
    return { items: arrivals.map((arrival) => toArrivalView(arrival, filesOf.get(arrival.id) ?? [])) };
  }
}
