import type { SharedEvidenceView, SharedTextView } from '../../src/modules/standardisation/shared-evidence.dto.js';
import type { ExerciseView } from '../../src/modules/standardisation/standardisation-view.dto.js';
import type { Person } from './people.js';
import { TODAY } from './running-clock.js';
import { textOf } from './readings.js';
import { evidenceNow } from './evidence.js';

export const EVENTS = '/api/standardisation-events';

export interface Arrangement {
  readonly evidenceIds: readonly string[];
  readonly participants: readonly Person[];
  readonly criteria?: readonly string[];
  readonly over?: object;
}

/** The body of an exercise that is due and held on the day of the story. */
export function exerciseOf({ evidenceIds, participants, criteria = ['2.6', '2.7'], over = {} }: Arrangement): object {
  return {
    title: 'Keeping customers informed',
    unit: 'U40',
    criteria,
    heldOn: TODAY,
    dueBy: TODAY,
    evidence: evidenceIds.map((evidenceId) => ({ evidenceId })),
    participantIds: participants.map(({ id }) => id),
    ...over,
  };
}

export async function arrange(by: Person, arrangement: Arrangement): Promise<ExerciseView> {
  const { body } = await by.post(EVENTS, exerciseOf(arrangement)).expect(201);
  return body as ExerciseView;
}

export const openExercise = (by: Person, id: string, anonymityConfirmed = true) =>
  by.post(`${EVENTS}/${id}/opening`, { anonymityConfirmed });

/** Waits until every file of these items has been read: before that no exercise with them opens. */
export async function whenRead(reader: Person, evidenceIds: readonly string[]): Promise<void> {
  for (const id of evidenceIds) {
    for (const file of (await evidenceNow(reader, id)).files) await textOf(reader, id, file.id);
  }
}

export async function openedExercise(by: Person, arrangement: Arrangement): Promise<ExerciseView> {
  const { id } = await arrange(by, arrangement);
  return (await openExercise(by, id).expect(200)).body as ExerciseView;
}

/** Answers in the order of the questions: piece by piece, criterion by criterion. */
export function answersOf(exercise: ExerciseView, outcomes: readonly string[], reason = 'rationale'): object[] {
  return exercise.evidence
    .flatMap(({ number }) => exercise.criteria.map((criterion) => ({ criterion, evidence: number })))
    .map((question, index) => ({ ...question, outcome: outcomes[index], [reason]: `Because of ${outcomes[index]}.` }));
}

export const decide = (by: Person, exercise: ExerciseView, outcomes: readonly string[], over: object = {}) =>
  by.post(`${EVENTS}/${exercise.id}/decisions`, { decisions: answersOf(exercise, outcomes), ...over });

export const conclude = (by: Person, exercise: ExerciseView, outcomes: readonly string[], over: object = {}) =>
  by.post(`${EVENTS}/${exercise.id}/conclusion`, {
    agreed: answersOf(exercise, outcomes, 'reasoning'),
    minutes: 'Talked about what keeping somebody informed means.',
    attendeeIds: exercise.people.map(({ personId }) => personId),
    ...over,
  });

export async function exerciseNow(person: Person, id: string): Promise<ExerciseView> {
  return (await person.get(`${EVENTS}/${id}`).expect(200)).body as ExerciseView;
}

export async function sharedEvidence(person: Person, id: string, number = 1): Promise<SharedEvidenceView> {
  return (await person.get(`${EVENTS}/${id}/evidence/${number}`).expect(200)).body as SharedEvidenceView;
}

export async function sharedText(person: Person, id: string, query = ''): Promise<SharedTextView> {
  return (await person.get(`${EVENTS}/${id}/evidence/1/files/1/text${query}`).expect(200)).body as SharedTextView;
}
