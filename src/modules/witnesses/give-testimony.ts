import { Injectable } from '@nestjs/common';
import { checkTestimony } from '../../domain/evidence/check-testimony.js';
import { RELATIONSHIP_WORDS, WITNESS_CATEGORY_WORDS } from '../../domain/evidence/witness.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import type { MethodRecord } from '../evidence/evidence.record.js';
import { TestimonyDoor } from '../evidence/testimony.door.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { notAskedAnyMore } from './invitation-standing.js';
import { RequestedTestimonyReader } from './requested-testimony.reader.js';
import type { WitnessInvitationRecord } from './witness-invitation.record.js';
import { WitnessPolicy } from './witness.policy.js';
import { WitnessesStore } from './witnesses.store.js';

/** What a witness says, and their name under it. */
export interface GivenTestimony {
  readonly account: readonly string[];
  readonly name: string;
  /** Left out, today. */
  readonly signedOn?: string | null;
  readonly dates?: string | null;
  readonly location?: string | null;
  readonly knownFor?: string | null;
}

/** What a witness keeps: that it was received, when, and the hash of what was signed. */
export interface Receipt {
  readonly signedName: string;
  readonly signedOn: string;
  readonly receivedAt: string;
  readonly contentSha256: string;
}

/**
 * Takes the word of a witness who holds a link: the link is used up, the testimony frozen, signed and handed in, all in
 * one transaction. Whoever they may not be by now is refused, and the link stays good for a correction.
 */
@Injectable()
export class GiveTestimony {
  constructor(
    private readonly requested: RequestedTestimonyReader,
    private readonly policy: WitnessPolicy,
    private readonly door: TestimonyDoor,
    private readonly store: WitnessesStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(token: string, given: GivenTestimony): Promise<Receipt> {
    const { learnerId } = await this.requested.behind(token);
    return this.unitOfWork.run(async () => {
      const { invitation, evidence } = await this.requested.opened(token);
      const today = this.clock.today();
      const signedOn = given.signedOn ?? today;
      await this.policy.check(evidence, invitation);
      const invitedOn = invitation.invitedAt.slice(0, 10);
      checkTestimony({ ...given, invitedName: invitation.name, signedOn, invitedOn, today });

      const { contentSha256, submittedAt: receivedAt } = await this.door.give(evidence, {
        invitationId: invitation.id,
        record: testimonyRecord(invitation, given, signedOn),
        signedName: given.name,
        accountId: await this.policy.accountOf(invitation.centreId, invitation.email),
      });
      // Of several answers that come at once, the one that closes the link is the testimony.
      if (!(await this.store.end(invitation, { state: 'used', usedAt: receivedAt }))) throw notAskedAnyMore();
      return { signedName: given.name, signedOn, receivedAt, contentSha256 };
    }, portfolioLock(learnerId));
  }
}

/** The form of the method, as it would have been filled in from paper; without contact details. */
function testimonyRecord(invitation: WitnessInvitationRecord, given: GivenTestimony, signedOn: string): MethodRecord {
  const { name, jobRole, organisation, relationship, category } = invitation;
  return {
    witness: {
      ...{ name, jobRole, organisation, signedOn },
      relationship: RELATIONSHIP_WORDS[relationship],
      status: WITNESS_CATEGORY_WORDS[category],
      knownFor: given.knownFor ?? invitation.knownFor,
    },
    dates: given.dates ?? null,
    location: given.location ?? null,
    account: [...given.account],
  };
}
