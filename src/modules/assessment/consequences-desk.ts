import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { CountersignatureResult } from '../../domain/judgement/judgement.js';
import { Redecisions } from '../registrations/redecisions.js';
import { UnitSignatures } from '../registrations/unit-signatures.js';
import { type JudgedUnit, JudgementFollowUp, type ToldJudgement } from './judgement-follow-up.js';

const CHANGE_WORDS = { agreed: 'countersigned', released: 'released' } as const;

type DecidedJudgement = ToldJudgement & { readonly assessorId: string };

/**
 * Tells whoever must know of judgements, inside their transaction: the list of what learners are asked, appeals that wait
 * for a decision, and last the signatures, once for a whole batch.
 */
@Injectable()
export class ConsequencesDesk {
  constructor(
    private readonly followUp: JudgementFollowUp,
    private readonly redecisions: Redecisions,
    private readonly signatures: UnitSignatures,
  ) {}

  async onRecorded(actor: Actor, unit: JudgedUnit, judgements: readonly DecidedJudgement[]): Promise<void> {
    await this.followUp.onRecorded(actor, unit, judgements);
    // A trainee's word has no effect yet, so nothing that was signed has changed.
    const effective = judgements.filter(({ assessorStatus }) => assessorStatus === 'qualified');
    for (const judgement of judgements) {
      await this.tellAppeals(actor, unit, judgement, [actor.userId], effective.includes(judgement));
    }
    await this.tellSignatories(actor, unit, effective, 'judged again');
  }

  async onCountersigned(
    actor: Actor,
    unit: JudgedUnit,
    judgements: readonly DecidedJudgement[],
    result: CountersignatureResult,
  ): Promise<void> {
    await this.followUp.onCountersigned(actor, unit, judgements, result);
    if (result === 'refused') return;
    for (const judgement of judgements) {
      await this.tellAppeals(actor, unit, judgement, [judgement.assessorId, actor.userId], true);
    }
    await this.tellSignatories(actor, unit, judgements, CHANGE_WORDS[result]);
  }

  private tellAppeals(
    actor: Actor,
    { id, learnerId }: JudgedUnit,
    { criterion }: DecidedJudgement,
    deciderIds: readonly string[],
    hasEffect: boolean,
  ): Promise<void> {
    return this.redecisions.onDecision(actor, {
      ...{ learnerId, registrationIds: [id], about: { criterion }, deciderIds, hasEffect },
    });
  }

  private async tellSignatories(
    actor: Actor,
    unit: JudgedUnit,
    judgements: readonly DecidedJudgement[],
    happening: string,
  ): Promise<void> {
    if (judgements.length === 0) return;
    const criteria = judgements.map(({ criterion }) => `AC${criterion}`).join(', ');
    const change = `${criteria} ${judgements.length === 1 ? 'was' : 'were'} ${happening}`;
    await this.signatures.onChange(actor, unit.id, 'judgement_changed', change);
  }
}
