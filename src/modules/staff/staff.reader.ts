import { Injectable } from '@nestjs/common';
import { groupBy } from '../../domain/kernel/group-by.js';
import { isLinkInForce } from '../../domain/staff/staff-duties.js';
import { type StaffFinding, staffFindings } from '../../domain/staff/staff-findings.js';
import { recentSince } from '../../domain/staff/staff-policy.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { UserRecord } from '../identity/user.record.js';
import type { InterestRecord } from '../registrations/interest.record.js';
import { InterestsReader } from '../registrations/interests.reader.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import type { CompetenceRecord } from './competence.record.js';
import type { CountersignerLinkRecord } from './countersigner-link.record.js';
import { ObservationsAsked } from './observations-asked.js';
import { PracticeReader } from './practice.reader.js';
import type { StaffQualificationRecord } from './staff-qualification.record.js';
import { type RecordScope, StaffRecordsReader } from './staff-records.reader.js';

/** One member of staff as the register shows them. */
export interface StaffEntry {
  /** The person's, so that a page can be cut from entries. */
  readonly id: string;
  readonly person: Pick<UserRecord, 'id' | 'name' | 'email' | 'roles' | 'isActive'>;
  readonly qualifications: readonly StaffQualificationRecord[];
  readonly competences: readonly CompetenceRecord[];
  /** As trainee and as countersigner. */
  readonly links: readonly CountersignerLinkRecord[];
  readonly interests: readonly InterestRecord[];
  /** Units on which they have learners to assess. */
  readonly unitsAssessed: readonly string[];
  readonly recentCpdMinutes: number;
  readonly recentObservations: number;
  readonly lastObservedOn: string | null;
  /** What is missing or overdue; of somebody who has left, nothing. */
  readonly findings: readonly StaffFinding[];
}

export interface StaffRegister {
  readonly entries: readonly StaffEntry[];
  /** Names of everybody whom the entries mention. */
  readonly names: ReadonlyMap<string, string>;
  /** The day it shows (YYYY-MM-DD). */
  readonly today: string;
}

/** The staff register of a centre, in a fixed number of queries for each page. */
@Injectable()
export class StaffReader {
  constructor(
    private readonly identity: IdentityReader,
    private readonly registrations: RegistrationsReader,
    private readonly interests: InterestsReader,
    private readonly records: StaffRecordsReader,
    private readonly practice: PracticeReader,
    private readonly asked: ObservationsAsked,
  ) {}

  /**
   * A page of the register: at most `limit` people after the one with id `after`, each with what has not ended.
   * Whether somebody may read it is for the caller to know.
   */
  async register(centreId: string, today: string, limit: number, after: string | null): Promise<StaffRegister> {
    return this.entriesOf(centreId, await this.identity.staff(centreId, limit, after), today, { open: true });
  }

  /** What the register says of these people, each with what has not ended. */
  async ofPeople(centreId: string, ids: readonly string[], today: string): Promise<StaffRegister> {
    const people = ids.length === 0 ? [] : await this.identity.people(centreId, ids);
    return this.entriesOf(centreId, people, today, { open: true });
  }

  /** All that was ever recorded of one member of staff. */
  record(person: UserRecord, today: string): Promise<StaffRegister> {
    return this.entriesOf(person.centreId, [person], today, { open: false });
  }

  private async entriesOf(
    centreId: string,
    people: readonly UserRecord[],
    today: string,
    scope: RecordScope,
  ): Promise<StaffRegister> {
    const ids = people.map(({ id }) => id);
    const since = recentSince(today);
    // One after the other: inside a transaction they share one connection, which takes one query at a time.
    const asked = await this.asked.leastPerYear(centreId);
    const qualifications = await this.records.qualifications(ids, scope);
    const competences = await this.records.competences(ids, scope);
    const links = await this.records.links(ids, scope);
    const interests = await this.interests.ofPeople(ids, { inForce: scope.open });
    const units = await this.registrations.unitsAssessedBy(ids);
    const cpd = await this.practice.cpdMinutes(ids, since);
    const observed = await this.practice.observed(ids, since);
    const qualificationsOf = groupBy(qualifications, ({ personId }) => personId);
    const competencesOf = groupBy(competences, ({ personId }) => personId);
    const interestsOf = groupBy(interests, ({ personId }) => personId);
    const entries = people.map((person): StaffEntry => {
      const { id, name, email, roles, isActive } = person;
      const own = links.filter(({ personId, qualifiedId }) => personId === id || qualifiedId === id);
      const entry = {
        ...{ id, person: { id, name, email, roles, isActive }, links: own },
        qualifications: qualificationsOf.get(id) ?? [],
        competences: competencesOf.get(id) ?? [],
        interests: interestsOf.get(id) ?? [],
        unitsAssessed: units.get(id) ?? [],
        recentCpdMinutes: cpd.get(id) ?? 0,
        recentObservations: observed.get(id)?.times ?? 0,
        lastObservedOn: observed.get(id)?.lastOn ?? null,
      };
      return { ...entry, findings: isActive ? findingsOf(entry, asked, today) : [] };
    });
    const names = await this.identity.names([
      ...[...qualifications, ...competences].flatMap((row) => [row.recordedById, row.confirmedById, row.endedById]),
      ...links.flatMap((row) => [row.personId, row.qualifiedId, row.recordedById, row.endedById]),
      ...interests.flatMap((row) => [row.learnerId, row.endedById]),
    ]);
    return { entries, names, today };
  }
}

function findingsOf(entry: Omit<StaffEntry, 'findings'>, observationsAsked: number, today: string): StaffFinding[] {
  const { id, person, qualifications, competences, links, ...rest } = entry;
  const countersigners = links.filter((link) => link.personId === id && isLinkInForce(link, today)).length;
  return staffFindings(
    {
      ...rest,
      ...{ roles: person.roles, qualifications, countersigners, observationsAsked },
      competences: competences.map(({ unitKey, confirmedAt, endedAt }) => ({ unit: unitKey, confirmedAt, endedAt })),
    },
    today,
  );
}
