import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { ReleaseFollowUp } from '../sign-off/release-follow-up.js';
import type { SignOffRecord } from '../sign-off/sign-off.record.js';
import { OrderPortfolio } from './order-portfolio.js';

/** Answers the sign-off room: a release has its portfolio fixed in the same transaction. */
@Injectable()
export class OrderOnRelease extends ReleaseFollowUp {
  constructor(private readonly orderPortfolio: OrderPortfolio) {
    super();
  }

  override async onRelease(actor: Actor, registration: RegistrationRecord, release: SignOffRecord): Promise<void> {
    // The document of record is the centre's copy: it carries the learner's number (domain.md §5.2, section 2), and nothing
    // that was not handed in.
    await this.orderPortfolio.run(actor, registration, release, { showsUln: true, showsDrafts: false });
  }
}
