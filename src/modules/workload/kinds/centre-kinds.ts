import type { CentreKind, QueueKind } from './queue-kind.js';

interface Row {
  readonly id: string;
  readonly since: string;
}

/** Somebody decides in an exercise that is open. */
const EXERCISE_TO_DECIDE: CentreKind = {
  kind: 'exercise_to_decide',
  find: async ({ reader, centreId }) => {
    const rows = await reader.sql<(Row & { unitKey: string; dueBy: string; personId: string })[]>`
      SELECT event.id, event."unitKey", event."dueBy", event."openedAt" AS since, person."personId"
      FROM standardisation_events event JOIN standardisation_participants person ON person."eventId" = event.id
      WHERE event."centreId" = ${centreId} AND event.state = 'open' AND person.decides AND person."decidedAt" IS NULL`;
    return rows.map(({ id, since, unitKey, dueBy, personId }) => ({
      ...{ subjectId: id, since, unitKey, dueOn: dueBy, waitsFor: [{ id: personId, part: 'owner' as const }] },
    }));
  },
};

const EXERCISE_TO_CONCLUDE: CentreKind = {
  kind: 'exercise_to_conclude',
  find: async ({ reader, centreId }) => {
    const rows = await reader.sql<(Row & { unitKey: string; heldOn: string; facilitatorId: string })[]>`
      SELECT id, "unitKey", "heldOn", "revealedAt" AS since, "facilitatorId"
      FROM standardisation_events WHERE "centreId" = ${centreId} AND state = 'revealed'`;
    return rows.map(({ id, since, unitKey, heldOn, facilitatorId }) => ({
      ...{ subjectId: id, since, unitKey, dueOn: heldOn, waitsFor: [{ id: facilitatorId, part: 'owner' as const }] },
    }));
  },
};

/** What people recorded of themselves counts once somebody else has confirmed it. */
const QUALIFICATION_TO_CONFIRM: CentreKind = {
  kind: 'qualification_to_confirm',
  find: async ({ reader, centreId }) => {
    const rows = await reader.sql<(Row & { personId: string })[]>`
      SELECT id, "personId", "recordedAt" AS since FROM staff_qualifications
      WHERE "centreId" = ${centreId} AND "confirmedAt" IS NULL AND "endedAt" IS NULL`;
    return rows.map(({ id, since, personId }) => ({
      ...{
        subjectId: id,
        since,
        detail: { subject: personId },
        waitsFor: [{ id: centreId, part: 'overseer' as const }],
      },
    }));
  },
};

const COMPETENCE_TO_CONFIRM: CentreKind = {
  kind: 'competence_to_confirm',
  find: async ({ reader, centreId }) => {
    const rows = await reader.sql<(Row & { personId: string; unitKey: string })[]>`
      SELECT id, "personId", "unitKey", "recordedAt" AS since FROM staff_competences
      WHERE "centreId" = ${centreId} AND "confirmedAt" IS NULL AND "endedAt" IS NULL`;
    return rows.map(({ id, since, personId, unitKey }) => ({
      ...{ subjectId: id, since, unitKey, detail: { subject: personId } },
      waitsFor: [{ id: centreId, part: 'overseer' as const }],
    }));
  },
};

const VISIT_ACTION_TO_ANSWER: CentreKind = {
  kind: 'visit_action_to_answer',
  find: async ({ reader, centreId }) => {
    const rows = await reader.sql<(Row & { visitId: string; severity: string; dueOn: string })[]>`
      SELECT action.id, action."visitId", action.severity, action."dueOn", visit."concludedAt" AS since
      FROM eqa_visits visit JOIN visit_actions action ON action."visitId" = visit.id
      WHERE visit."centreId" = ${centreId} AND action."respondedAt" IS NULL AND action."closedAt" IS NULL`;
    return rows.map(({ id, since, visitId, severity, dueOn }) => ({
      ...{ subjectId: id, since, dueOn, detail: { severity, subject: visitId } },
      waitsFor: [{ id: centreId, part: 'overseer' as const }],
    }));
  },
};

const CLAIM_TO_SUBMIT: CentreKind = {
  kind: 'claim_to_submit',
  find: async ({ reader, centreId }) => {
    const rows = await reader.sql<Row[]>`
      SELECT claim.id, step.at AS since
      FROM certificate_claims claim JOIN certificate_claim_steps step ON step."claimId" = claim.id
      WHERE claim."centreId" = ${centreId} AND step.step = 'prepared' AND NOT EXISTS (
        SELECT 1 FROM certificate_claim_steps later WHERE later."claimId" = claim.id AND later.id > step.id)`;
    return rows.map(({ id, since }) => ({
      ...{ subjectId: id, since, waitsFor: [{ id: centreId, part: 'centre_manager' as const }] },
    }));
  },
};

/** What the awarding organisation must be told is about one learner, and the managers' to do. */
const AO_NOTIFICATION_DUE: QueueKind = {
  kind: 'ao_notification_due',
  find: async ({ reader, centreId, units }) => {
    if (units.length === 0) return [];
    const rows = await reader.sql<(Row & { registrationId: string })[]>`
      SELECT id, "registrationId", "openedAt" AS since FROM ao_notifications
      WHERE "registrationId" IN (${() => units.map(({ registration }) => registration.id)}) AND "sentOn" IS NULL`;
    return rows.map(({ id, since, registrationId }) => ({
      ...{ subjectId: id, since, registrationId },
      unitKey: units.find(({ registration }) => registration.id === registrationId)?.registration.unitKey ?? null,
      waitsFor: [{ id: centreId, part: 'centre_manager' as const }],
    }));
  },
};

export const CERTIFICATION_KINDS: readonly QueueKind[] = [AO_NOTIFICATION_DUE];

export const STAFF_AND_VISIT_KINDS: readonly CentreKind[] = [
  EXERCISE_TO_DECIDE,
  EXERCISE_TO_CONCLUDE,
  QUALIFICATION_TO_CONFIRM,
  COMPETENCE_TO_CONFIRM,
  VISIT_ACTION_TO_ANSWER,
  CLAIM_TO_SUBMIT,
];
