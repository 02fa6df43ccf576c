import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { WholeClaim } from './certification.reader.js';
import { ClaimDesk } from './claim-desk.js';

/** Takes a claim back before it is certificated. What is due to be told to the awarding organisation stays due. */
@Injectable()
export class WithdrawClaim {
  constructor(private readonly desk: ClaimDesk) {}

  run(actor: Actor, id: string, reason: string): Promise<WholeClaim> {
    return this.desk.change(actor, id, 'withdrawn', () => ({ reason }));
  }
}
