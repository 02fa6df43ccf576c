import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { checkCountersignerLink, linksOverlap } from '../../domain/staff/staff-duties.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { CountersignerLinkRecord } from './countersigner-link.record.js';
import { staffLock } from './staff-lock.js';
import { StaffPolicy } from './staff.policy.js';
import { StaffRecordsReader } from './staff-records.reader.js';
import { StaffStore } from './staff.store.js';

/** Names the qualified assessor who countersigns and mentors a trainee. Registrations still name theirs one by one. */
@Injectable()
export class LinkCountersigner {
  constructor(
    private readonly policy: StaffPolicy,
    private readonly identity: IdentityReader,
    private readonly records: StaffRecordsReader,
    private readonly store: StaffStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(
    actor: Actor,
    traineeId: string,
    input: { qualifiedId: string; from: string; until?: string | null },
  ): Promise<CountersignerLinkRecord> {
    const { qualifiedId, from: startsOn, until: endsOn = null } = input;
    return this.unitOfWork.run(async () => {
      const trainee = await this.policy.writable(actor, traineeId);
      const named = await this.identity.user(actor.centreId, qualifiedId);
      const qualified = named?.isActive ? named : null;
      checkCountersignerLink({ actorId: actor.userId, trainee, qualified, startsOn, endsOn });
      await this.assertNotLinked(traineeId, qualifiedId, { startsOn, endsOn });
      const row: CountersignerLinkRecord = {
        ...{ id: newId(), centreId: actor.centreId, personId: traineeId, qualifiedId, startsOn, endsOn },
        ...{ recordedById: actor.userId, recordedAt: this.clock.now() },
        ...{ endedById: null, endedAt: null, endingReason: null },
      };
      await this.store.addLink(row);
      await this.trail.record(actor, 'countersigner.linked', {
        ...{ linkId: row.id, traineeId, qualifiedId, from: startsOn, until: endsOn },
      });
      return row;
    }, staffLock(traineeId));
  }

  private async assertNotLinked(
    traineeId: string,
    qualifiedId: string,
    days: Pick<CountersignerLinkRecord, 'startsOn' | 'endsOn'>,
  ): Promise<void> {
    const links = await this.records.links([traineeId], { open: true });
    const same = links.filter((link) => link.personId === traineeId && link.qualifiedId === qualifiedId);
    if (!same.some((link) => linksOverlap(link, days))) return;
    throw new DomainError('ALREADY_EXISTS', 'These two are linked in that time already.', [
      { path: 'qualifiedId', message: 'is linked with this trainee in that time already' },
    ]);
  }
}
