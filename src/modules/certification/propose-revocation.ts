import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { WholeClaim } from './certification.reader.js';
import { ClaimDesk } from './claim-desk.js';

/** The first of two people says that certificates must be revoked; they stand until the second agrees (B1, row 25). */
@Injectable()
export class ProposeRevocation {
  constructor(private readonly desk: ClaimDesk) {}

  run(actor: Actor, id: string, reason: string): Promise<WholeClaim> {
    return this.desk.change(actor, id, 'revocation_proposed', () => ({ reason }));
  }
}
