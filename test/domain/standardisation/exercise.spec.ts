import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../../../src/domain/kernel/domain-error.js';
import { unreachableStates } from '../../../src/domain/kernel/state-machine.js';
import { Anonymiser } from '../../../src/domain/standardisation/anonymise.js';
import { checkAnswers, checkMeeting, checkRevealOver } from '../../../src/domain/standardisation/check-exercise.js';
import {
  assertState,
  EXERCISE_STATES,
  EXERCISE_TRANSITIONS,
  type ExerciseEvent,
  isRevealed,
  moveExercise,
  questionsOf,
} from '../../../src/domain/standardisation/exercise.js';
import { masksFor } from '../../../src/domain/standardisation/masks.js';
import { sharedSheet } from '../../../src/domain/standardisation/shared-sheet.js';
import { coverOf } from '../../../src/domain/standardisation/standardisation-cover.js';

function refusalOf(work: () => unknown): { code: string; paths: string[] } {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return { code: error.code, paths: error.errors.map(({ path }) => path) };
    throw error;
  }
  return { code: 'none', paths: [] };
}

describe('an exercise', () => {
  it('is prepared, opened, revealed and concluded, in this order and no other', () => {
    expect(unreachableStates(EXERCISE_TRANSITIONS, 'prepared')).toEqual([]);
    const events: ExerciseEvent[] = ['open', 'reveal', 'conclude'];
    const moves = EXERCISE_STATES.flatMap((state) =>
      events
        .filter((event) => refusalOf(() => moveExercise(state, event)).code === 'none')
        .map((event) => [state, event, moveExercise(state, event)]),
    );
    expect(moves).toEqual([
      ['prepared', 'open', 'open'],
      ['open', 'reveal', 'revealed'],
      ['revealed', 'conclude', 'concluded'],
    ]);
    expect(EXERCISE_STATES.filter(isRevealed)).toEqual(['revealed', 'concluded']);
    expect(refusalOf(() => assertState('prepared', ['open'])).code).toBe('STATE_CONFLICT');
  });

  it('is revealed over the absent only after its last day, with a reason', () => {
    const reveal = (today: string, reason: string) =>
      refusalOf(() => checkRevealOver({ dueBy: '2026-06-10', today, reason })).code;
    expect([reveal('2026-06-10', 'Ill.'), reveal('2026-06-11', '  '), reveal('2026-06-11', 'Ill.')]).toEqual([
      ...['STATE_CONFLICT', 'REASON_REQUIRED', 'none'],
    ]);
  });

  it('is concluded once its meeting was held, with actions that can still be done', () => {
    const meet = (heldOn: string, ...dueDates: string[]) =>
      refusalOf(() => checkMeeting({ heldOn, today: '2026-06-10', dueDates }));
    expect(meet('2026-06-11').code).toBe('STATE_CONFLICT');
    expect(meet('2026-06-10', '2026-06-10', '2026-06-09')).toEqual({
      ...{ code: 'VALIDATION_FAILED', paths: ['actions[1].dueOn'] },
    });
    expect(meet('2026-06-01', '2026-06-10').code).toBe('none');
  });
});

describe('answers to an exercise', () => {
  const names = { list: 'decisions', reason: 'rationale' };
  const met = (criterion: string, evidence?: number) => ({
    ...{ criterion, evidence, outcome: 'met' as const, reasoning: ' Shown. ' },
  });

  it('are one for each criterion on each piece of evidence, in the order of the questions', () => {
    const questions = questionsOf(['1.1', '2.1'], 2);
    const given = [
      met('2.1', 2),
      met('1.1', 2),
      { criterion: '2.1', evidence: 1, outcome: 'none' as const },
      met('1.1', 1),
    ];
    expect(checkAnswers(questions, given, names)).toEqual([
      { criterion: '1.1', evidence: 1, outcome: 'met', reasoning: 'Shown.' },
      { criterion: '2.1', evidence: 1, outcome: 'none', reasoning: null },
      { criterion: '1.1', evidence: 2, outcome: 'met', reasoning: 'Shown.' },
      { criterion: '2.1', evidence: 2, outcome: 'met', reasoning: 'Shown.' },
    ]);
  });

  it('need no number where there is one piece', () => {
    expect(checkAnswers(questionsOf(['1.1'], 1), [met('1.1')], names)).toMatchObject([{ evidence: 1 }]);
  });

  it('are refused when they are not asked, not complete, doubled or without a reason, and every fault is named', () => {
    const questions = questionsOf(['1.1', '2.1'], 2);
    const refusal = refusalOf(() =>
      checkAnswers(
        questions,
        [met('9.9', 1), met('1.1'), met('1.1', 3), met('2.1', 1), met('2.1', 1), { ...met('2.1', 2), reasoning: ' ' }],
        names,
      ),
    );
    expect(refusal).toEqual({
      code: 'CRITERION_UNKNOWN',
      paths: [
        ...['decisions[0].criterion', 'decisions[1].evidence', 'decisions[2].evidence', 'decisions[4].criterion'],
        ...['decisions[5].rationale', 'decisions', 'decisions'],
      ],
    });
    expect(refusalOf(() => checkAnswers(questions, [met('1.1', 1)], names)).code).toBe('SUBMISSION_INCOMPLETE');
    const unexplained = [{ ...met('1.1'), reasoning: null }];
    expect(refusalOf(() => checkAnswers(questionsOf(['1.1'], 1), unexplained, names)).code).toBe('REASON_REQUIRED');
  });
});

describe('a sheet to be shared', () => {
  it('shows months, masked words and the locators of the criteria asked, and nothing else', () => {
    const anonymiser = new Anonymiser(masksFor([{ role: 'Learner', who: '1', name: 'Maya Okafor' }]));
    const claim = (criterion: string, locator: object | null) => ({ criterion, locator, state: 'confirmed' });
    const facts = {
      ...({ method: 'work_product', setting: 'workplace', channel: 'email', title: 'Maya’s thread' } as const),
      ...{ activityFrom: '2026-02-27', activityTo: '2026-03-06', contextStatement: 'Maya wrote.' },
      record: { note: 'Okafor' },
      claims: [claim('3.10', { page: 2, note: 'Maya', sheet: 'Okafor' }), claim('3.9', null), claim('1.1', null)],
    };
    expect(sharedSheet(facts, ['3.9', '3.10'], anonymiser)).toEqual({
      ...{ method: 'work_product', setting: 'workplace', channel: 'email', activityMonth: '2026-02 to 2026-03' },
      ...{ contextStatement: 'Learner A wrote.', record: { note: 'Learner A' } },
      claims: [
        { criterion: '3.9', locator: null },
        { criterion: '3.10', locator: { page: 2, note: 'Learner A', sheet: 'Learner A' } },
      ],
    });
    const oneMonth = { ...facts, activityFrom: '2026-03-01' };
    expect(sharedSheet(oneMonth, [], anonymiser)).toMatchObject({ activityMonth: '2026-03', claims: [] });
  });
});

describe('cover by standardisation', () => {
  const held = (heldOn: string, decided = 4, asAgreed = 3) => ({
    eventId: heldOn,
    title: heldOn,
    heldOn,
    decided,
    asAgreed,
  });

  it('lasts twelve months from the last exercise, to the day', () => {
    const exercises = [held('2025-06-01'), held('2024-02-29')];
    expect(coverOf(exercises, '2026-06-01')).toMatchObject({ dueBy: '2026-06-01', isCurrent: true, warning: null });
    const stale = coverOf(exercises, '2026-06-02');
    expect(stale).toMatchObject({ isCurrent: false, last: { heldOn: '2025-06-01' } });
    expect(stale.warning).toContain('2025-06-01');
    expect(coverOf([held('2024-02-29')], '2026-06-01').dueBy).toBe('2025-02-28');
    expect(coverOf([], '2026-06-01')).toMatchObject({ last: null, dueBy: null, isCurrent: false, agreement: [] });
  });

  it('shows how often somebody had decided as was agreed, over time, without the meetings they only came to', () => {
    const { agreement, last } = coverOf(
      [held('2026-05-01', 0, 0), held('2026-03-01', 4, 4), held('2025-11-01')],
      '2026-06-01',
    );
    expect(agreement.map(({ heldOn, share }) => [heldOn, share])).toEqual([
      ['2025-11-01', 0.75],
      ['2026-03-01', 1],
    ]);
    expect(last?.heldOn).toBe('2026-05-01');
  });
});
