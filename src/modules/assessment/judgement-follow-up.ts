import type { Actor } from '../../domain/access/actor.js';
import type { CountersignatureResult, CriterionJudgement } from '../../domain/judgement/judgement.js';

/** A judgement with what it asks of the learner. */
export interface ToldJudgement extends Pick<CriterionJudgement, 'id' | 'criterion' | 'outcome' | 'assessorStatus'> {
  readonly action: string | null;
  /** YYYY-MM-DD. */
  readonly targetDate: string | null;
}

/** The learner's unit that judgements are about. */
export interface JudgedUnit {
  readonly id: string;
  readonly centreId: string;
  readonly learnerId: string;
}

/**
 * What follows from judgements, inside the transaction that records them. Declared here, answered by the planning room,
 * which keeps what learners have been asked to do.
 */
export abstract class JudgementFollowUp {
  abstract onRecorded(actor: Actor, unit: JudgedUnit, judgements: readonly ToldJudgement[]): Promise<void>;

  /** Judgements of trainees that were countersigned or released: they have taken effect, or are void. */
  abstract onCountersigned(
    actor: Actor,
    unit: JudgedUnit,
    judgements: readonly ToldJudgement[],
    result: CountersignatureResult,
  ): Promise<void>;
}
