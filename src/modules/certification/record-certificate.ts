import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkClaimDay } from '../../domain/certification/certificate-claim.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { Clock } from '../../platform/time/clock.js';
import { SignOffReader } from '../sign-off/sign-off.reader.js';
import { AoNotificationsReader } from './ao-notifications.reader.js';
import type { WholeClaim } from './certification.reader.js';
import { ClaimDesk } from './claim-desk.js';
import { ClaimantPolicy } from './claimant.policy.js';

/** The awarding organisation has issued the certificates of a claim. */
@Injectable()
export class RecordCertificate {
  constructor(
    private readonly desk: ClaimDesk,
    private readonly signOffs: SignOffReader,
    private readonly notifications: AoNotificationsReader,
    private readonly claimants: ClaimantPolicy,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, input: { number: string; issuedOn: string }): Promise<WholeClaim> {
    return this.desk.change(actor, id, 'certificated', async ({ steps, registrations }) => {
      const notBefore = steps.at(-1)?.happenedOn ?? null;
      checkClaimDay('issuedOn', input.issuedOn, { notBefore, today: this.clock.today() });
      const due = await this.notifications.dueOn(registrations.map((registration) => registration.id));
      if (due.size > 0) {
        throw new DomainError(
          'STATE_CONFLICT',
          'A unit of this claim has changed since it was claimed: tell the awarding organisation first.',
        );
      }
      for (const registration of registrations) {
        const unit = await this.signOffs.signable(registration, this.clock.now());
        const signOffs = await this.signOffs.signOffs(registration.id);
        await this.claimants.check(actor, registration, { unit, signOffs });
      }
      return { happenedOn: input.issuedOn, reference: input.number.trim() };
    });
  }
}
