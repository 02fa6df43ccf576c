import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { agreementOf, agreementOn, countAsAgreed } from '../../../src/domain/standardisation/agreement.js';
import { EXERCISE_OUTCOMES, questionsOf } from '../../../src/domain/standardisation/exercise.js';

/** Subjects from a table that says how often each category was used on each. */
const fromCounts = (table: readonly (readonly number[])[]): string[][] =>
  table.map((row) => row.flatMap((many, category) => Array.from({ length: many }, () => `c${category}`)));

/** Fleiss 1971, table 1: six psychiatrists each on thirty patients; depression, personality disorder, schizophrenia, neurosis, other. */
const DIAGNOSES = [
  [0, 0, 0, 6, 0],
  [0, 3, 0, 0, 3],
  [0, 1, 4, 0, 1],
  [0, 0, 0, 0, 6],
  [0, 3, 0, 3, 0],
  [2, 0, 4, 0, 0],
  [0, 0, 4, 0, 2],
  [2, 0, 3, 1, 0],
  [2, 0, 0, 4, 0],
  [0, 0, 0, 0, 6],
  [1, 0, 0, 5, 0],
  [1, 1, 0, 4, 0],
  [0, 3, 3, 0, 0],
  [1, 0, 0, 5, 0],
  [0, 2, 0, 3, 1],
  [0, 0, 5, 0, 1],
  [3, 0, 0, 1, 2],
  [5, 1, 0, 0, 0],
  [0, 2, 0, 4, 0],
  [1, 0, 2, 0, 3],
  [0, 0, 0, 0, 6],
  [0, 1, 0, 5, 0],
  [0, 2, 0, 1, 3],
  [2, 0, 0, 4, 0],
  [1, 0, 0, 4, 1],
  [0, 5, 0, 1, 0],
  [4, 0, 0, 0, 2],
  [0, 2, 0, 4, 0],
  [1, 0, 5, 0, 0],
  [0, 0, 0, 0, 6],
];

/** Ten subjects, fourteen raters, five categories: the example in most textbooks. */
const TEXTBOOK = [
  [0, 0, 0, 0, 14],
  [0, 2, 6, 4, 2],
  [0, 0, 3, 5, 6],
  [0, 3, 9, 2, 0],
  [2, 2, 8, 1, 1],
  [7, 7, 0, 0, 0],
  [3, 2, 6, 3, 0],
  [2, 5, 3, 2, 2],
  [6, 5, 2, 1, 0],
  [0, 2, 2, 3, 7],
];

const twice = (many: number, first: string, second: string): string[][] =>
  Array.from({ length: many }, () => [first, second]);

describe('agreement between raters', () => {
  it('is 0.430 for the diagnoses of Fleiss 1971', () => {
    const { kappa, raw, ...about } = agreementOn(fromCounts(DIAGNOSES));
    expect(about).toEqual({ raters: 6, subjects: 30, statistic: 'fleiss', undefinedBecause: null });
    expect(kappa).toBeCloseTo(0.43, 3);
    expect(raw).toBeCloseTo(0.5556, 4);
  });

  it('is 0.210 for ten subjects and fourteen raters', () => {
    const { kappa, raw } = agreementOn(fromCounts(TEXTBOOK));
    expect(kappa).toBeCloseTo(0.21, 3);
    expect(raw).toBeCloseTo(0.378, 3);
  });

  it('is Cohen’s for two raters: 0.4 where 20 and 15 of 50 agree', () => {
    const grants = [
      ...twice(20, 'yes', 'yes'),
      ...twice(5, 'yes', 'no'),
      ...twice(10, 'no', 'yes'),
      ...twice(15, 'no', 'no'),
    ];
    const { kappa, raw, statistic } = agreementOn(grants);
    expect([statistic, raw]).toEqual(['cohen', 0.7]);
    expect(kappa).toBeCloseTo(0.4, 10);
  });

  it('tells two raters’ habits apart: 0.1304 and 0.2593 over the same 60 in 100', () => {
    const table = (yy: number, yn: number, ny: number, nn: number): string[][] => [
      ...twice(yy, 'yes', 'yes'),
      ...twice(yn, 'yes', 'no'),
      ...twice(ny, 'no', 'yes'),
      ...twice(nn, 'no', 'no'),
    ];
    expect(agreementOn(table(45, 15, 25, 15)).kappa).toBeCloseTo(0.1304, 4);
    expect(agreementOn(table(25, 35, 5, 35)).kappa).toBeCloseTo(0.2593, 4);
  });

  it('is below 0 where two raters contradict each other', () => {
    expect(
      agreementOn([
        ['met', 'none'],
        ['none', 'met'],
      ]).kappa,
    ).toBe(-1);
  });

  it.each([
    ['nobody decided', [[], []], null, 'Nobody decided'],
    ['one person decided', [['met'], ['none']], null, 'takes two'],
    ['there is one subject', [['met', 'met', 'none']], 1 / 3, 'only one decision'],
    [
      'all used one outcome',
      [
        ['met', 'met'],
        ['met', 'met'],
      ],
      1,
      'same outcome everywhere',
    ],
  ])('has no kappa when %s, and says why', (_, subjects, raw, words) => {
    const answer = agreementOn(subjects);
    expect(answer).toMatchObject({ raw, kappa: null });
    expect(answer.undefinedBecause).toContain(words);
  });

  const subjects = fc.tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 12 })).chain(([raters, many]) =>
    fc.array(fc.array(fc.constantFrom(...EXERCISE_OUTCOMES), { minLength: raters, maxLength: raters }), {
      minLength: many,
      maxLength: many,
    }),
  );
  const close = (a: number | null, b: number | null): boolean =>
    a === null || b === null ? a === b : Math.abs(a - b) < 1e-9;

  it('does not depend on the order of the raters or of the subjects', () => {
    fc.assert(
      fc.property(subjects, fc.nat(), (table, turn) => {
        const turned = table.map((ratings) => {
          const by = turn % ratings.length;
          return [...ratings.slice(by), ...ratings.slice(0, by)];
        });
        const [a, b, c] = [agreementOn(table), agreementOn(turned), agreementOn([...table].reverse())];
        expect(close(a.kappa, b.kappa) && close(a.kappa, c.kappa) && close(a.raw, b.raw) && close(a.raw, c.raw)).toBe(
          true,
        );
      }),
    );
  });

  it('is 1 exactly where all agree on more than one outcome, and never more', () => {
    fc.assert(
      fc.property(subjects, (table) => {
        const unanimous = agreementOn(table.map((ratings) => ratings.map(() => ratings[0] ?? 'none')));
        expect(unanimous.raw).toBe(1);
        expect([1, null]).toContain(unanimous.kappa);
        const { kappa } = agreementOn(table);
        expect(kappa === null || (kappa <= 1 && kappa >= -1)).toBe(true);
      }),
    );
  });

  it('counts every criterion on every piece of evidence, and each criterion by itself', () => {
    const questions = questionsOf(['1.1', '2.1'], 2);
    const said = (...outcomes: (typeof EXERCISE_OUTCOMES)[number][]) =>
      questions.map((question, index) => ({ ...question, outcome: outcomes[index] ?? 'none' }));
    const raters = [said('met', 'met', 'none', 'met'), said('met', 'none', 'none', 'met').reverse()];
    const { overall, criteria } = agreementOf(questions, raters);
    expect(overall).toMatchObject({ raters: 2, subjects: 4, raw: 0.75, kappa: 0.5 });
    expect(criteria).toMatchObject([
      { criterion: '1.1', subjects: 2, raw: 1, kappa: 1 },
      { criterion: '2.1', subjects: 2, raw: 0.5, kappa: 0 },
    ]);
    expect(countAsAgreed(raters[1] ?? [], raters[0] ?? [])).toBe(3);
    expect(() => agreementOf(questions, [said('met').slice(1)])).toThrow(RangeError);
  });
});
