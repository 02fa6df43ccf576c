import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { FileKeepers } from '../evidence/file-keepers.js';
import { PortfolioReader } from '../portfolio/portfolio.reader.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { ArrivalsReader } from './arrivals.reader.js';
import { ArrivalsStore } from './arrivals.store.js';

/**
 * What lies under the hash of evidence besides evidence: a portfolio that was uploaded again, and what arrived with a
 * learner. Of the latter a purge takes the learner's own files as well, or it would give up nothing.
 */
@Injectable()
export class FilesKept extends FileKeepers {
  constructor(
    private readonly portfolios: PortfolioReader,
    private readonly registrations: RegistrationsReader,
    private readonly reader: ArrivalsReader,
    private readonly store: ArrivalsStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async keeps(sha256: string): Promise<boolean> {
    return (await this.portfolios.isExport(sha256)) || (await this.reader.keeps(sha256));
  }

  override async letGo(learnerId: string, sha256s: readonly string[]): Promise<void> {
    const copies = await this.reader.copiesOf(learnerId, sha256s);
    const [first] = copies;
    if (!first) return;
    const purgedAt = this.clock.now();
    for (const { id } of copies) await this.store.changeFile(id, { purgedAt });
    const arrival = await this.reader.byId(first.importId);
    const registration = arrival?.registrationId && (await this.registrations.byId(arrival.registrationId));
    if (!registration) return;
    const facts = { fileIds: copies.map(({ id }) => id), sha256s: [...new Set(copies.map((copy) => copy.sha256))] };
    await this.trail.record({ centreId: registration.centreId, userId: null }, 'arrival.files_purged', facts, {
      registrationId: registration.id,
      learnerId,
    });
  }
}
