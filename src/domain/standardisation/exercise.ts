import { DomainError } from '../kernel/domain-error.js';
import { JUDGEMENT_OUTCOMES } from '../judgement/judgement.js';
import { nextState, type Transitions } from '../kernel/state-machine.js';

/**
 * How far an exercise has come (§4.3). `prepared`: the facilitator looks at what is going to be shown. `open`: everybody
 * decides blind. `revealed`: all see all decisions and discuss them. `concluded`: agreed, signed, and never changed again.
 */
export const EXERCISE_STATES = ['prepared', 'open', 'revealed', 'concluded'] as const;
export type ExerciseState = (typeof EXERCISE_STATES)[number];

export type ExerciseEvent = 'open' | 'reveal' | 'conclude';

export const EXERCISE_TRANSITIONS: Transitions<ExerciseState, ExerciseEvent> = {
  prepared: { open: 'open' },
  open: { reveal: 'revealed' },
  revealed: { conclude: 'concluded' },
  concluded: {},
};

const STATE_WORDS: Readonly<Record<ExerciseState, string>> = {
  prepared: 'is still being prepared',
  open: 'is open for decisions',
  revealed: 'has been revealed',
  concluded: 'is concluded',
};

const EVENT_WORDS: Readonly<Record<ExerciseEvent, string>> = {
  open: 'opened',
  reveal: 'revealed',
  conclude: 'concluded',
};

/** @throws DomainError STATE_CONFLICT when there is no such move */
export function moveExercise(state: ExerciseState, event: ExerciseEvent): ExerciseState {
  const next = nextState(EXERCISE_TRANSITIONS, state, event);
  if (next === undefined) {
    throw new DomainError(
      'STATE_CONFLICT',
      `This exercise ${STATE_WORDS[state]}, so it cannot be ${EVENT_WORDS[event]}.`,
    );
  }
  return next;
}

/** @throws DomainError STATE_CONFLICT in any other state than those in which this is done */
export function assertState(state: ExerciseState, when: readonly ExerciseState[]): void {
  if (!when.includes(state)) throw new DomainError('STATE_CONFLICT', `This exercise ${STATE_WORDS[state]}: not now.`);
}

/** Whether anybody may see what others decided. The one question on which blindness rests. */
export const isRevealed = (state: ExerciseState): boolean => state === 'revealed' || state === 'concluded';

/** What an assessor may decide on a criterion, and `none`: the evidence says nothing about it. No judgement of anybody. */
export const EXERCISE_OUTCOMES = [...JUDGEMENT_OUTCOMES, 'none'] as const;
export type ExerciseOutcome = (typeof EXERCISE_OUTCOMES)[number];

/** What is decided on in an exercise: one criterion, on one piece of the evidence by its number. */
export interface Question {
  readonly criterion: string;
  /** From 1. */
  readonly evidence: number;
}

export interface ExerciseDecision extends Question {
  readonly outcome: ExerciseOutcome;
}

/** Every criterion on every piece of evidence, in the order in which they are shown. */
export function questionsOf(criteria: readonly string[], pieces: number): Question[] {
  return Array.from({ length: pieces }, (_, index) => index + 1).flatMap((evidence) =>
    criteria.map((criterion) => ({ criterion, evidence })),
  );
}

export const questionKey = ({ criterion, evidence }: Question): string => `${evidence}/${criterion}`;
