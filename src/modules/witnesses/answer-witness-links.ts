import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { mailboxOf } from '../../domain/access/mailbox.js';
import { Clock } from '../../platform/time/clock.js';
import { WitnessLinks } from '../evidence/witness-links.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { standingOf } from './invitation-standing.js';
import { WitnessesReader } from './witnesses.reader.js';

/** Answers earlier rooms about people who testify through a link. */
@Injectable()
export class AnswerWitnessLinks extends WitnessLinks {
  constructor(
    private readonly reader: WitnessesReader,
    private readonly identity: IdentityReader,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async isAwaited(evidenceId: string): Promise<boolean> {
    const invitations = await this.reader.ofEvidence([evidenceId]);
    return invitations.some((invitation) => standingOf(invitation, this.clock.now()) === 'open');
  }

  /** By the address, whatever account has it by now: a witness may have become an assessor since. */
  override async isWitness(actor: Actor, evidenceIds: readonly string[]): Promise<boolean> {
    const given = (await this.reader.ofEvidence(evidenceIds)).filter(({ state }) => state === 'used');
    if (given.length === 0) return false;
    const person = await this.identity.user(actor.centreId, actor.userId);
    return person !== null && given.some(({ email }) => mailboxOf(email) === mailboxOf(person.email));
  }
}
