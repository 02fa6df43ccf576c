import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { Redecisions } from '../registrations/redecisions.js';
import { DecisionFollowUp } from './decision-follow-up.js';
import type { EvidenceRecord } from './evidence.record.js';

/** Tells later rooms of a decision on evidence, inside its transaction: what learners are asked, and what appeals wait for. */
@Injectable()
export class AfterDecision {
  constructor(
    private readonly followUp: DecisionFollowUp,
    private readonly redecisions: Redecisions,
  ) {}

  /** @param registrationIds the units of whoever decided that the item is claimed on */
  async run(actor: Actor, decided: EvidenceRecord, registrationIds: readonly string[]): Promise<void> {
    if (decided.status === 'returned') {
      await this.followUp.onReturned(actor, decided, registrationIds, decided.decisionComment ?? '');
    } else {
      await this.followUp.onAccepted(actor, decided);
    }
    await this.redecisions.onDecision(actor, {
      learnerId: decided.learnerId,
      registrationIds,
      about: { evidenceNumber: decided.number },
      deciderIds: [actor.userId],
      hasEffect: true,
    });
  }
}
