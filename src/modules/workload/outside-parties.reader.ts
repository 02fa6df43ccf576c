import { Injectable } from '@nestjs/common';
import { verifierStanding } from '../../domain/access/actor.js';
import { groupBy } from '../../domain/kernel/group-by.js';
import type { EventParties } from '../../domain/workload/who-to-tell.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { AuditEventType } from '../audit/audit-event.js';
import type { AuditEventRecord } from '../audit/audit-event.record.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';

type OutsideParties = Pick<
  EventParties,
  'isOfTraineeIqa' | 'appealDeciderIds' | 'participantIds' | 'visitorId' | 'feedbackFor' | 'managerIds' | 'leadIqaIds'
>;

export const NOBODY_OUTSIDE: OutsideParties = {
  ...{ isOfTraineeIqa: false, appealDeciderIds: [], participantIds: [], visitorId: null, feedbackFor: null },
  ...{ managerIds: [], leadIqaIds: [] },
};

/** Events that whoever runs the centre or its quality assurance may have to know of. */
const FOR_THE_CENTRE: readonly AuditEventType[] = [
  ...(['visit.planned', 'visit.outcome_issued', 'ao_notification.opened', 'appeal.lodged'] as const),
  ...(['appeal.escalated', 'appeal.panel_appointed', 'unit.signed'] as const),
];

/** More people than a centre has on its staff. */
const ALL_STAFF = 10_000;

interface AppealRow {
  readonly id: string;
  readonly stage1DeciderId: string;
}

/** Who has to do with events in a part that no registration gives them, in a fixed number of queries. */
@Injectable()
export class OutsidePartiesReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly identity: IdentityReader,
  ) {}

  async of(
    centreId: string,
    events: readonly AuditEventRecord[],
    registrations: ReadonlyMap<string, RegistrationRecord>,
  ): Promise<Map<string, OutsideParties>> {
    const isForCentre = events.some(({ type }) => FOR_THE_CENTRE.some((one) => one === type));
    // One after the other: inside a transaction they share one connection, which takes one query at a time.
    const staff = isForCentre ? await this.identity.staff(centreId, ALL_STAFF, null) : [];
    const active = staff.filter(({ isActive }) => isActive);
    const withRole = (role: 'centre_manager' | 'lead_iqa') =>
      active.filter(({ roles }) => roles.includes(role)).map(({ id }) => id);
    const [managerIds, leadIqaIds] = [withRole('centre_manager'), withRole('lead_iqa')];
    const qualified = new Set(
      active.filter(({ roles }) => verifierStanding(roles) === 'qualified').map(({ id }) => id),
    );
    const appeals = await this.appeals(namedBy(events, 'appealId'));
    const panels = await this.panels([...appeals.keys()]);
    const people = await this.participants(namedBy(events, 'eventId', 'standardisation.'));
    const visitors = await this.visitors(namedBy(events, 'visitId'));
    const audiences = await this.audiences(namedBy(events, 'messageId'));
    const signed = events.flatMap(({ type, registrationId }) => (type === 'unit.signed' ? (registrationId ?? []) : []));
    const trainees = await this.signedByTraineeIqas([...new Set(signed)]);
    const deciders = ({ type, registrationId, facts }: AuditEventRecord): string[] => {
      const appeal = appeals.get(String(facts.appealId));
      if (!appeal) return [];
      if (type === 'appeal.lodged') return [appeal.stage1DeciderId];
      if (type === 'appeal.panel_appointed') return panels.get(appeal.id) ?? [];
      if (facts.to !== 'stage2') return [];
      const iqaId = registrations.get(registrationId ?? '')?.iqaId ?? '';
      return qualified.has(iqaId) ? [iqaId] : leadIqaIds;
    };
    return new Map(
      events.map((event) => {
        const audience = audiences.get(String(event.facts.messageId));
        const isOfTraineeIqa =
          event.facts.stage === 'iqa' &&
          trainees.has(`${event.registrationId} ${event.actorId} ${String(event.facts.snapshotSha256)}`);
        const parties: OutsideParties = {
          ...{ isOfTraineeIqa, appealDeciderIds: deciders(event), managerIds, leadIqaIds },
          participantIds: people.get(String(event.facts.eventId)) ?? [],
          visitorId: visitors.get(String(event.facts.visitId)) ?? null,
          feedbackFor: audience === undefined ? null : audience === 'assessors' ? 'assessors' : 'learner_and_assessors',
        };
        return [event.id, parties];
      }),
    );
  }

  private async appeals(ids: readonly string[]): Promise<Map<string, AppealRow>> {
    if (ids.length === 0) return new Map();
    const rows = await this.unitOfWork.reader.sql<AppealRow[]>`
      SELECT id, "stage1DeciderId" FROM appeals WHERE id IN (${() => [...ids]})`;
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async panels(appealIds: readonly string[]): Promise<Map<string, string[]>> {
    if (appealIds.length === 0) return new Map();
    return members(
      await this.unitOfWork.reader.sql`
        SELECT "appealId" AS id, "memberId" AS "personId" FROM appeal_panel_members
        WHERE "appealId" IN (${() => [...appealIds]}) AND "stoodDownAt" IS NULL ORDER BY id`,
    );
  }

  private async participants(eventIds: readonly string[]): Promise<Map<string, string[]>> {
    if (eventIds.length === 0) return new Map();
    return members(
      await this.unitOfWork.reader.sql`
        SELECT "eventId" AS id, "personId" FROM standardisation_participants WHERE "eventId" IN (${() => [...eventIds]})`,
    );
  }

  private async visitors(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.unitOfWork.reader.sql<{ id: string; eqaId: string }[]>`
      SELECT id, "eqaId" FROM eqa_visits WHERE id IN (${() => [...ids]})`;
    return new Map(rows.map(({ id, eqaId }) => [id, eqaId]));
  }

  private async audiences(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.unitOfWork.reader.sql<{ id: string; audience: string }[]>`
      SELECT id, audience FROM feedback_messages WHERE id IN (${() => [...ids]})`;
    return new Map(rows.map(({ id, audience }) => [id, audience]));
  }

  /** Signatures that somebody gave as a trainee IQA, void ones included: registration, person and what was signed. */
  private async signedByTraineeIqas(ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const rows = await this.unitOfWork.reader.sql<{ registrationId: string; personId: string; sha256: string }[]>`
      SELECT "registrationId", "personId", "snapshotSha256" AS sha256 FROM sign_offs
      WHERE "registrationId" IN (${() => [...ids]}) AND stage = 'iqa' AND "signerStatus" = 'trainee'`;
    return new Set(rows.map(({ registrationId, personId, sha256 }) => `${registrationId} ${personId} ${sha256}`));
  }
}

function members(rows: unknown): Map<string, string[]> {
  const grouped = groupBy(rows as { id: string; personId: string }[], ({ id }) => id);
  return new Map([...grouped].map(([id, people]) => [id, people.map(({ personId }) => personId)]));
}

/** Ids that these events name under `fact`. */
function namedBy(events: readonly AuditEventRecord[], fact: string, type = ''): string[] {
  const values = events.filter((event) => event.type.startsWith(type)).map(({ facts }) => facts[fact]);
  return [...new Set(values.filter((value) => typeof value === 'string'))];
}
