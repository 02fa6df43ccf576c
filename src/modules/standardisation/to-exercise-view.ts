import type { Actor } from '../../domain/access/actor.js';
import { groupBy } from '../../domain/kernel/group-by.js';
import { actionStatus } from '../../domain/sampling/sample-decision.js';
import { agreementOf } from '../../domain/standardisation/agreement.js';
import { isRevealed, questionsOf } from '../../domain/standardisation/exercise.js';
import type { BlindDecisionRecord } from './blind-decision.record.js';
import type { StandardisationActionRecord } from './standardisation-action.record.js';
import type { StandardisationConclusionRecord } from './standardisation-conclusion.record.js';
import type { StandardisationEventRecord } from './standardisation-event.record.js';
import type { StandardisationParticipantRecord } from './standardisation-participant.record.js';
import type {
  ConclusionView,
  ExerciseActionView,
  ExerciseAgreementView,
  ExercisePersonView,
  ExerciseSummaryView,
  ExerciseView,
} from './standardisation-view.dto.js';
import type { ExerciseRecords } from './standardisation.reader.js';

export type NamesById = ReadonlyMap<string, string>;

/** Everybody who is named in an exercise. */
export function peopleOf(
  events: readonly StandardisationEventRecord[],
  { people, conclusions, dissents, actions }: ExerciseRecords,
): (string | null)[] {
  return [
    ...events.flatMap(({ createdById, facilitatorId }) => [createdById, facilitatorId]),
    ...people.map(({ personId }) => personId),
    ...conclusions.map(({ signedById }) => signedById),
    ...dissents.map(({ personId }) => personId),
    ...actions.flatMap(actionPeople),
  ];
}

export const actionPeople = ({ ownerId, raisedById, closedById }: StandardisationActionRecord): (string | null)[] => [
  ...[ownerId, raisedById, closedById],
];

/** @param records of this exercise, as far as `actor` may see them */
export function toExerciseView(
  actor: Actor,
  event: StandardisationEventRecord,
  records: ExerciseRecords,
  names: NamesById,
): ExerciseView {
  const { id, title, unitKey, specificationVersion, criteria, heldOn, dueBy, state } = event;
  const { createdById, createdAt, facilitatorId, openedAt, revealedAt, revealCause, revealReason, concludedAt } = event;
  const nameOf = (personId: string): string => names.get(personId) ?? '';
  const mayTrace = actor.roles.includes('lead_iqa') || createdById === actor.userId;
  const prepares = mayTrace || facilitatorId === actor.userId;
  const [conclusion] = records.conclusions;
  return {
    ...{ id, title, specificationVersion, heldOn, dueBy, state },
    unit: unitKey,
    criteria: [...criteria],
    ...{ createdById, createdByName: nameOf(createdById), createdAt },
    ...{ facilitatorId, facilitatorName: nameOf(facilitatorId) },
    ...{ openedAt, revealedAt, revealCause, revealReason, concludedAt },
    alsoMask: prepares ? [...event.alsoMask] : null,
    ordinaryWords: prepares ? [...event.ordinaryWords] : null,
    people: records.people.map((person) => toPersonView(event, person, prepares, names)),
    evidence: records.evidence.map(({ number, shareRedactedFiles, sheetSha256, evidenceId, contentSha256 }) => ({
      ...{ number, shareRedactedFiles, sheetSha256 },
      ...(mayTrace ? { evidenceId, contentSha256 } : { evidenceId: null, contentSha256: null }),
    })),
    decisions: records.decisions.map(({ personId, decidedAt, answers }) => ({
      ...{ personId, name: nameOf(personId), decidedAt },
      answers: answers.map((answer) => ({ ...answer })),
    })),
    agreement: toAgreementView(event, records.evidence.length, records.decisions),
    conclusion: conclusion ? toConclusionView(conclusion, names) : null,
    dissents: records.dissents.map(({ personId, criterion, evidence, note, addedAt }) => ({
      ...{ personId, name: nameOf(personId), criterion, evidence, note, addedAt },
    })),
    actions: records.actions.map((action) => toExerciseActionView(action, names)),
  };
}

function toPersonView(
  { state }: StandardisationEventRecord,
  { personId, decides, decidedAt, decidedOriginally, attended }: StandardisationParticipantRecord,
  prepares: boolean,
  names: NamesById,
): ExercisePersonView {
  const hasDecided = decidedAt !== null;
  return {
    ...{ personId, name: names.get(personId) ?? '', decides, hasDecided, attended },
    isAbsent: decides && !hasDecided && isRevealed(state),
    // Who decided on it before would tell the others whose it is.
    decidedOriginally: prepares || isRevealed(state) ? [...decidedOriginally] : null,
  };
}

function toAgreementView(
  { state, criteria }: StandardisationEventRecord,
  pieces: number,
  decisions: readonly BlindDecisionRecord[],
): ExerciseAgreementView | null {
  if (!isRevealed(state)) return null;
  const { overall, criteria: each } = agreementOf(
    questionsOf(criteria, pieces),
    decisions.map(({ answers }) => answers),
  );
  return { overall, criteria: [...each] };
}

function toConclusionView(
  { agreed, minutes, heldOn, contentSha256, signedById, signedAt }: StandardisationConclusionRecord,
  names: NamesById,
): ConclusionView {
  return {
    agreed: agreed.map((answer) => ({ ...answer })),
    ...{ minutes, heldOn, contentSha256, signedById, signedAt },
    signedByName: names.get(signedById) ?? '',
  };
}

export function toExerciseActionView(action: StandardisationActionRecord, names: NamesById): ExerciseActionView {
  const { id, eventId, text, ownerId, dueOn, raisedById, raisedAt } = action;
  const { response, respondedAt, closedById, closureNote, closedAt } = action;
  return {
    ...{ id, eventId, text, ownerId, dueOn, raisedById, raisedAt },
    ...{ response, respondedAt, closedById, closureNote, closedAt },
    status: actionStatus(action),
    ownerName: names.get(ownerId) ?? '',
    raisedByName: names.get(raisedById) ?? '',
    closedByName: closedById === null ? null : (names.get(closedById) ?? ''),
  };
}

export function toSummaryViews(
  actor: Actor,
  events: readonly StandardisationEventRecord[],
  { people, evidence }: Pick<ExerciseRecords, 'people' | 'evidence'>,
  names: NamesById,
): ExerciseSummaryView[] {
  const peopleIn = groupBy(people, ({ eventId }) => eventId);
  const evidenceIn = groupBy(evidence, ({ eventId }) => eventId);
  return events.map(({ id, title, unitKey, criteria, heldOn, dueBy, state, facilitatorId }) => {
    const deciders = (peopleIn.get(id) ?? []).filter(({ decides }) => decides);
    const waiting = deciders.filter(({ decidedAt }) => decidedAt === null);
    return {
      ...{ id, title, unit: unitKey, criteria: [...criteria], heldOn, dueBy, state, facilitatorId },
      facilitatorName: names.get(facilitatorId) ?? '',
      pieces: evidenceIn.get(id)?.length ?? 0,
      participants: deciders.length,
      decided: deciders.length - waiting.length,
      awaitsYou: state === 'open' && waiting.some(({ personId }) => personId === actor.userId),
    };
  });
}
