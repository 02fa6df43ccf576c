import { addDays } from '../../../domain/kernel/working-days.js';
import {
  type Addressee,
  type CentreKind,
  type FollowedAction,
  type FoundWork,
  holders,
  type LearnerScope,
  type QueueKind,
} from './queue-kind.js';

const START_OF_DAY = 'T00:00:00.000Z';

const leads = (scope: LearnerScope): Addressee[] => [{ id: scope.centreId, part: 'lead_iqa' }];

function aboutAction(scope: LearnerScope, { id, registrationId, severity, subject, dueDate }: FollowedAction) {
  const unit = scope.units.find(({ registration }) => registration.id === registrationId);
  return {
    ...{ subjectId: id, registrationId, unitKey: unit?.registration.unitKey ?? null },
    detail: { severity, subject, date: dueDate },
  };
}

const ACTION_TO_ANSWER: QueueKind = {
  kind: 'action_to_answer',
  find: (scope) =>
    scope.actions
      .filter(({ closedAt, respondedAt }) => closedAt === null && respondedAt === null)
      .map((action) => ({
        ...aboutAction(scope, action),
        ...{ since: action.raisedAt, dueOn: action.dueDate },
        waitsFor: [{ id: action.ownerId, part: 'owner' as const }],
      })),
};

/** An answer waits for the IQA of the registration and for whoever raised the action, never for its owner (SOD2). */
const ACTION_TO_CLOSE: QueueKind = {
  kind: 'action_to_close',
  find: (scope) =>
    scope.actions
      .filter(({ closedAt, respondedAt }) => closedAt === null && respondedAt !== null)
      .map((action) => {
        const unit = scope.units.find(({ registration }) => registration.id === action.registrationId);
        const named = unit ? holders(unit.registration, ['iqaId'], scope) : [];
        const isLead = scope.people.get(action.raisedById)?.roles.includes('lead_iqa') ?? false;
        const raiser: Addressee[] =
          isLead && !named.some(({ id }) => id === action.raisedById) && !scope.barredIds.has(action.raisedById)
            ? [{ id: action.raisedById, part: 'verifier' }]
            : [];
        return {
          ...aboutAction(scope, action),
          ...{ since: action.respondedAt, dueOn: action.dueDate },
          waitsFor: [...named, ...raiser].filter(({ id }) => id !== action.ownerId),
        };
      }),
};

/** Shows to the lead IQA from the day after it was due. */
const ACTION_OVERDUE: QueueKind = {
  kind: 'action_overdue',
  find: (scope) =>
    scope.actions
      .filter(({ closedAt }) => closedAt === null)
      .map((action) => ({
        ...aboutAction(scope, action),
        since: `${addDays(action.dueDate, 1)}${START_OF_DAY}`,
        dueOn: action.dueDate,
        waitsFor: leads(scope),
      })),
};

function openChoices(scope: LearnerScope) {
  return scope.choices
    .filter(({ sampleId }) => sampleId === null)
    .map((choice) => {
      const unit = scope.units.find(({ registration }) => registration.id === choice.registrationId);
      return {
        choice,
        work: {
          ...{ registrationId: choice.registrationId, unitKey: unit?.registration.unitKey ?? null },
          ...{ dueOn: choice.plannedOn, detail: { stage: choice.stage, date: choice.plannedOn } },
        },
      };
    });
}

/** A planned sample shows from the day for which it is planned. */
const SAMPLE_TO_TAKE: QueueKind = {
  kind: 'sample_to_take',
  find: (scope) =>
    openChoices(scope).map(({ choice, work }): FoundWork => ({
      ...work,
      subjectId: choice.id,
      since: `${choice.plannedOn}${START_OF_DAY}`,
      waitsFor: scope.barredIds.has(choice.iqaId) ? [] : [{ id: choice.iqaId, part: 'verifier' }],
    })),
};

const SAMPLE_OVERDUE: QueueKind = {
  kind: 'sample_overdue',
  find: (scope) =>
    openChoices(scope).map(({ choice, work }) => ({
      ...work,
      subjectId: choice.id,
      since: `${addDays(choice.plannedOn, 1)}${START_OF_DAY}`,
      waitsFor: leads(scope),
    })),
};

/** Only whoever took a sample signs it, as long as they verify here. */
const SAMPLE_TO_FINISH: QueueKind = {
  kind: 'sample_to_finish',
  find: (scope) =>
    scope.samples
      .filter(({ signedAt }) => signedAt === null)
      .flatMap(({ id, registrationId, iqaId, stage, frozenAt }): FoundWork[] => {
        const unit = scope.units.find(({ registration }) => registration.id === registrationId);
        const verifies =
          unit?.registration.iqaId === iqaId || (scope.people.get(iqaId)?.roles.includes('lead_iqa') ?? false);
        if (!verifies) return [];
        return [
          {
            ...{ subjectId: id, registrationId, unitKey: unit?.registration.unitKey ?? null, since: frozenAt },
            detail: { stage },
            waitsFor: [{ id: iqaId, part: 'verifier' }],
          },
        ];
      }),
};

/** Plans whose period is running and that were drawn under another strategy than the one in force. */
const PLAN_TO_REDRAW: CentreKind = {
  kind: 'plan_to_redraw',
  find: async ({ reader, centreId, today }) => {
    const rows = await reader.sql<{ id: string; unitKey: string; iqaId: string | null; changedAt: string }[]>`
      SELECT plan.id, plan."unitKey", plan."iqaId", policy."createdAt" AS "changedAt"
      FROM sampling_plans plan
      JOIN sampling_plan_versions drawn ON drawn."planId" = plan.id AND drawn.version = plan.version
      JOIN sampling_policies policy ON policy."centreId" = plan."centreId" AND policy.version = (
        SELECT MAX(version) FROM sampling_policies WHERE "centreId" = ${centreId})
      WHERE plan."centreId" = ${centreId} AND plan."periodTo" >= ${today} AND drawn."policyVersion" < policy.version`;
    return rows.map(({ id, unitKey, iqaId, changedAt }) => ({
      ...{ subjectId: id, unitKey, since: changedAt },
      waitsFor: [
        iqaId === null ? { id: centreId, part: 'lead_iqa' as const } : { id: iqaId, part: 'verifier' as const },
      ],
    }));
  },
};

export const VERIFICATION_KINDS: readonly QueueKind[] = [
  ACTION_TO_ANSWER,
  SAMPLE_TO_TAKE,
  SAMPLE_TO_FINISH,
  ACTION_TO_CLOSE,
  SAMPLE_OVERDUE,
  ACTION_OVERDUE,
];

export const VERIFICATION_CENTRE_KINDS: readonly CentreKind[] = [PLAN_TO_REDRAW];
