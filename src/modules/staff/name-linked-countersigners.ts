import { Injectable } from '@nestjs/common';
import { isLinkInForce } from '../../domain/staff/staff-duties.js';
import { Clock } from '../../platform/time/clock.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { LinkedCountersigners } from '../registrations/linked-countersigners.js';
import { StaffRecordsReader } from './staff-records.reader.js';

/** Answers whoever registers a learner with a trainee: whom the manager would name to countersign. */
@Injectable()
export class NameLinkedCountersigners extends LinkedCountersigners {
  constructor(
    private readonly records: StaffRecordsReader,
    private readonly identity: IdentityReader,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async namesFor(traineeId: string): Promise<string[]> {
    const links = await this.records.links([traineeId], { open: true });
    const linked = links.filter((link) => link.personId === traineeId && isLinkInForce(link, this.clock.today()));
    return [...(await this.identity.names(linked.map(({ qualifiedId }) => qualifiedId))).values()].sort();
  }
}
