import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { ReleaseFollowUp } from '../sign-off/release-follow-up.js';
import type { SignOffRecord } from '../sign-off/sign-off.record.js';
import { FOR_EVERYBODY, OrderPortfolio } from './order-portfolio.js';

/** Answers the sign-off room: a release has its portfolio fixed in the same transaction. */
@Injectable()
export class OrderOnRelease extends ReleaseFollowUp {
  constructor(private readonly orderPortfolio: OrderPortfolio) {
    super();
  }

  override async onRelease(actor: Actor, registration: RegistrationRecord, release: SignOffRecord): Promise<void> {
    // One document for all who ever see it, whom it must tell no more than they may know (domain.md §5.2 row 10, §5.3).
    await this.orderPortfolio.run(actor, registration, release, FOR_EVERYBODY);
  }
}
