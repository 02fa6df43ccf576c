import type { Relation } from '../access/relations.js';
import { DomainError } from '../kernel/domain-error.js';

/** Who may read a message: the learner too, or only those who assess and verify. */
export const FEEDBACK_AUDIENCES = ['learner', 'assessors'] as const;
export type FeedbackAudience = (typeof FEEDBACK_AUDIENCES)[number];

/**
 * Whether somebody reads what is not for the learner. Whoever is the learner here does not, whatever else they are at the
 * centre (SOD7): an IQA's working notes are about decisions on them (§3.1).
 */
export function readsAssessorsSide(relations: readonly Relation[]): boolean {
  return relations.length > 0 && !relations.includes('learner');
}

/**
 * Who reads what this person writes. Learners write to those who assess them, and only in answer to something; IQAs write
 * to the assessors' side alone; assessors and countersigners choose, and mean the readers of what they answer, or else the
 * learner. What the learner may not read is not answered where they can.
 * @throws DomainError VALIDATION_FAILED with `audience` or `inReplyTo`
 */
export function audienceOf(said: {
  readonly relations: readonly Relation[];
  readonly asked: FeedbackAudience | null;
  /** The audience of the message it answers; `null` when it answers none. */
  readonly answered: FeedbackAudience | null;
}): FeedbackAudience {
  const { relations, asked, answered } = said;
  const isLearner = relations.includes('learner');
  if (isLearner && answered === null) {
    throw new DomainError('VALIDATION_FAILED', 'Answer a message of your assessor’s.', [
      { path: 'inReplyTo', message: 'must name the message that you answer' },
    ]);
  }
  const own = isLearner ? 'learner' : assesses(relations) ? null : 'assessors';
  const audience = own ?? asked ?? answered ?? 'learner';
  if (asked !== null && asked !== audience) {
    throw refusedAudience('what an IQA writes is for the assessors’ side, and what a learner writes they can read');
  }
  if (answered === 'assessors' && audience === 'learner') {
    throw refusedAudience('the learner cannot read the message that it answers');
  }
  return audience;
}

function assesses(relations: readonly Relation[]): boolean {
  return relations.includes('assessor') || relations.includes('countersigner');
}

function refusedAudience(message: string): DomainError {
  return new DomainError('VALIDATION_FAILED', 'This message is for other readers.', [{ path: 'audience', message }]);
}
