import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { CountersignatureResult } from '../../domain/judgement/judgement.js';
import { type JudgedUnit, JudgementFollowUp, type ToldJudgement } from '../assessment/judgement-follow-up.js';
import { LearnerActionsDesk } from './learner-actions-desk.js';
import { LearnerActionsReader } from './learner-actions.reader.js';

/**
 * Answers assessment: what a judgement asks of the learner becomes an action of theirs, and one that finds the criterion
 * met settles what earlier judgements on it had asked, as soon as it has effect.
 */
@Injectable()
export class FollowJudgements extends JudgementFollowUp {
  constructor(
    private readonly reader: LearnerActionsReader,
    private readonly actions: LearnerActionsDesk,
  ) {
    super();
  }

  override async onRecorded(actor: Actor, unit: JudgedUnit, judgements: readonly ToldJudgement[]): Promise<void> {
    await this.settle(
      actor,
      unit,
      judgements.filter(({ assessorStatus }) => assessorStatus === 'qualified'),
    );
    await this.actions.raise(
      actor,
      unit.learnerId,
      judgements.flatMap(({ id, criterion, action, targetDate }) =>
        action === null
          ? []
          : [
              {
                registrationId: unit.id,
                origin: 'judgement' as const,
                originId: id,
                criterion,
                text: action,
                dueOn: targetDate,
              },
            ],
      ),
    );
  }

  override async onCountersigned(
    actor: Actor,
    unit: JudgedUnit,
    judgements: readonly ToldJudgement[],
    result: CountersignatureResult,
  ): Promise<void> {
    if (result !== 'refused') return this.settle(actor, unit, judgements);
    const asked = await this.reader.from(judgements.map(({ id }) => id));
    const note = 'The judgement it came from was refused its countersignature.';
    await this.actions.close(actor, unit.learnerId, asked, 'judgement_void', note);
  }

  /** Ids are time-ordered: what a judgement itself or a later one asks is not settled by it. */
  private async settle(actor: Actor, unit: JudgedUnit, judgements: readonly ToldJudgement[]): Promise<void> {
    const met = judgements.filter(({ outcome }) => outcome === 'met');
    if (met.length === 0) return;
    const open = await this.reader.openFrom(unit.id, 'judgement');
    for (const { id, criterion } of met) {
      const settled = open.filter((action) => action.criterion === criterion && action.originId < id);
      const note = `AC${criterion} was judged met.`;
      await this.actions.close(actor, unit.learnerId, settled, 'criterion_met', note);
    }
  }
}
