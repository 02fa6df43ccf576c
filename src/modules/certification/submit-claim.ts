import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkClaimDay } from '../../domain/certification/certificate-claim.js';
import { Clock } from '../../platform/time/clock.js';
import { CertificationReader, type WholeClaim } from './certification.reader.js';
import { ClaimDesk } from './claim-desk.js';
import { ClaimablePolicy } from './claimable.policy.js';

/** The claim has gone to the awarding organisation. Everything is asked again: a unit may have fallen meanwhile. */
@Injectable()
export class SubmitClaim {
  constructor(
    private readonly desk: ClaimDesk,
    private readonly reader: CertificationReader,
    private readonly policy: ClaimablePolicy,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, input: { aoReference: string; claimedOn: string }): Promise<WholeClaim> {
    return this.desk.change(actor, id, 'submitted', async ({ claim, units, registrations }) => {
      checkClaimDay('claimedOn', input.claimedOn, { notBefore: null, today: this.clock.today() });
      const offered = await this.reader.qualification(actor.centreId, claim.qualificationId);
      const { eqaReleaseReference } = claim;
      await this.policy.check(
        actor,
        registrations,
        { offered, eqaReleaseReference, claimId: claim.id },
        units.map(({ releaseId }) => releaseId),
      );
      return { happenedOn: input.claimedOn, reference: input.aoReference.trim() };
    });
  }
}
