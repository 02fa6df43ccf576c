import { groupBy } from '../kernel/group-by.js';
import { type ExerciseDecision, type Question, questionKey } from './exercise.js';

/**
 * How far the raters of an exercise agree.
 *
 * Raw agreement is the share of agreeing pairs: of all pairs of raters on all subjects, how many gave the same outcome.
 * Kappa takes from it what chance alone would give: Cohen's for exactly two raters, Fleiss' for three or more.
 *
 * A subject is one criterion on one piece of evidence. Kappa needs several: chance is told from how often each outcome is
 * used, and on a single subject agreement and use are the same thing. So the kappa that counts is over the whole exercise,
 * and a criterion has one of its own only where the exercise shares several pieces of evidence.
 */
export interface Agreement {
  readonly raters: number;
  readonly subjects: number;
  /** 0 to 1; `null` with fewer than two raters. */
  readonly raw: number | null;
  readonly kappa: number | null;
  readonly statistic: 'cohen' | 'fleiss' | null;
  /** Why kappa, or even raw agreement, is `null`. */
  readonly undefinedBecause: string | null;
}

const NOBODY = 'Nobody decided, so there is nothing to compare.';
const ONE_RATER = 'Only one person decided: agreement takes two.';
const ONE_SUBJECT = 'There is only one decision to compare: chance cannot be told from one.';
const ONE_OUTCOME = 'Everybody gave the same outcome everywhere: chance alone would agree as well.';

/**
 * @param subjects for each subject what the raters said of it, every rater in the same place on every subject
 */
export function agreementOn(subjects: readonly (readonly string[])[]): Agreement {
  const raters = subjects[0]?.length ?? 0;
  if (subjects.some((ratings) => ratings.length !== raters)) throw new RangeError('every rater rates every subject');
  const known = { raters, subjects: subjects.length };
  if (raters < 2) {
    const undefinedBecause = raters === 0 ? NOBODY : ONE_RATER;
    return { ...known, raw: null, kappa: null, statistic: null, undefinedBecause };
  }
  const statistic = raters === 2 ? 'cohen' : 'fleiss';
  const raw = agreeingPairs(subjects) / (subjects.length * pairsOf(raters));
  const undefinedBecause = subjects.length < 2 ? ONE_SUBJECT : new Set(subjects.flat()).size === 1 ? ONE_OUTCOME : null;
  if (undefinedBecause !== null) return { ...known, raw, kappa: null, statistic, undefinedBecause };
  const byChance = raters === 2 ? cohenChance(subjects) : fleissChance(subjects);
  return { ...known, raw, kappa: (raw - byChance) / (1 - byChance), statistic, undefinedBecause: null };
}

const pairsOf = (many: number): number => (many * (many - 1)) / 2;

function countsOf(ratings: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const outcome of ratings) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return counts;
}

function agreeingPairs(subjects: readonly (readonly string[])[]): number {
  return subjects.reduce(
    (sum, ratings) => sum + [...countsOf(ratings).values()].reduce((pairs, many) => pairs + pairsOf(many), 0),
    0,
  );
}

/** J. Cohen, 1960: each rater with their own habit of using the outcomes. */
function cohenChance(subjects: readonly (readonly string[])[]): number {
  const [first, second] = [0, 1].map((rater) => countsOf(subjects.map((ratings) => ratings[rater] ?? '')));
  const products = [...(first ?? [])].map(([outcome, many]) => many * (second?.get(outcome) ?? 0));
  return products.reduce((sum, product) => sum + product, 0) / subjects.length ** 2;
}

/** J. L. Fleiss, 1971: the outcomes as all raters together use them. */
function fleissChance(subjects: readonly (readonly string[])[]): number {
  const all = subjects.flat();
  return [...countsOf(all).values()].reduce((sum, many) => sum + (many / all.length) ** 2, 0);
}

export interface ExerciseAgreement {
  readonly overall: Agreement;
  readonly criteria: readonly (Agreement & { readonly criterion: string })[];
}

/**
 * Agreement over an exercise and per criterion.
 * @param raters what each person decided, complete: one decision for each question, in any order
 */
export function agreementOf(
  questions: readonly Question[],
  raters: readonly (readonly ExerciseDecision[])[],
): ExerciseAgreement {
  const given = raters.map((decisions) => new Map(decisions.map((one) => [questionKey(one), one.outcome])));
  const ratingsOn = (question: Question): string[] =>
    given.map((outcomes) => {
      const outcome = outcomes.get(questionKey(question));
      if (outcome === undefined) throw new RangeError(`a rater left out ${questionKey(question)}`);
      return outcome;
    });
  const byCriterion = groupBy(questions, ({ criterion }) => criterion);
  return {
    overall: agreementOn(questions.map(ratingsOn)),
    criteria: [...byCriterion].map(([criterion, own]) => ({ criterion, ...agreementOn(own.map(ratingsOn)) })),
  };
}

/** How many of somebody's decisions are what was agreed in the end. */
export function countAsAgreed(decisions: readonly ExerciseDecision[], agreed: readonly ExerciseDecision[]): number {
  const outcomes = new Map(agreed.map((one) => [questionKey(one), one.outcome]));
  return decisions.filter((one) => outcomes.get(questionKey(one)) === one.outcome).length;
}
