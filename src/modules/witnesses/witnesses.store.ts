import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type Delivery, WitnessInvitationRecord } from './witness-invitation.record.js';

@Injectable()
export class WitnessesStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  add(invitation: WitnessInvitationRecord): Promise<void> {
    return this.unitOfWork.insert(WitnessInvitationRecord, invitation);
  }

  /** Ends an open invitation. `false`: somebody else has ended it, and nothing was changed. */
  async end(
    { id, revision }: WitnessInvitationRecord,
    how: { state: 'used'; usedAt: string } | { state: 'revoked'; revokedAt: string },
  ): Promise<boolean> {
    const open = { id, state: 'open' as const };
    return (await this.unitOfWork.update(WitnessInvitationRecord, open, { ...how, revision: revision + 1 })) === 1;
  }

  async noteDelivery(id: string, delivery: Delivery): Promise<void> {
    await this.unitOfWork.update(WitnessInvitationRecord, { id }, { delivery });
  }
}
