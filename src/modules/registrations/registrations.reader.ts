import { Injectable } from '@nestjs/common';
import { In, IsNull, type SelectQueryBuilder } from 'typeorm';
import { type Actor, isVisitor } from '../../domain/access/actor.js';
import type { InterestSpell } from '../../domain/access/declared-interest.js';
import { authorise, type Operation } from '../../domain/access/permissions.js';
import { partsOpenTo, type Relation, relationsTo } from '../../domain/access/relations.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import type { UnitState } from '../../domain/sign-off/sign-off.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { InterestRecord } from './interest.record.js';
import { RegistrationRecord } from './registration.record.js';
import { type VisitCondition, VisitScope } from './visit-scope.js';

export interface RegistrationFilter {
  readonly learnerId?: string;
  readonly assessorId?: string;
  readonly iqaId?: string;
  readonly unit?: string;
  readonly status?: UnitState;
}

/** How far a unit has come while its assessor still has work to do on it. */
const OPEN_STATES: readonly UnitState[] = [
  ...(['in_progress', 'ready_for_sign_off', 'learner_declared'] as const),
  ...(['assessor_signed', 'countersigned', 'reopened'] as const),
];

/** A registration together with what the person who asks is to it. */
export interface ScopedRegistration {
  readonly registration: RegistrationRecord;
  readonly relations: readonly Relation[];
}

@Injectable()
export class RegistrationsReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly visits: VisitScope,
  ) {}

  /**
   * The registration, if `actor` may do `operation` on it.
   * @throws DomainError NOT_FOUND out of scope, NOT_ALLOWED in scope but not theirs to do
   */
  async forOperation(actor: Actor, id: string, operation: Operation): Promise<ScopedRegistration> {
    // By hand, because nearly every request asks it. Its columns are plain text and numbers, alike on both engines.
    const [registration] = await this.unitOfWork.reader.sql<RegistrationRecord[]>`
      SELECT * FROM registrations WHERE "id" = ${id}`;
    if (!registration) throw notFound();
    const relations = (await this.relations(actor, [registration])).get(id) ?? [];
    authorise(operation, relations);
    return { registration, relations };
  }

  byId(id: string): Promise<RegistrationRecord> {
    return this.unitOfWork.reader.findOneByOrFail(RegistrationRecord, { id });
  }

  byIds(ids: readonly string[]): Promise<RegistrationRecord[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return this.unitOfWork.reader.findBy(RegistrationRecord, { id: In([...new Set(ids)]) });
  }

  /** All registrations of one learner: together they say who is what to the learner's portfolio. */
  ofLearner(centreId: string, learnerId: string): Promise<RegistrationRecord[]> {
    return this.unitOfWork.reader.find(RegistrationRecord, { where: { centreId, learnerId }, order: { id: 'ASC' } });
  }

  /** Everybody on one unit of a centre, in the order in which they were registered here. */
  onUnit(centreId: string, unitKey: string): Promise<RegistrationRecord[]> {
    return this.unitOfWork.reader.find(RegistrationRecord, { where: { centreId, unitKey }, order: { id: 'ASC' } });
  }

  /** Units of these keys at a centre that stand at one of these states. */
  standingAt(
    centreId: string,
    unitKeys: readonly string[],
    states: readonly UnitState[],
  ): Promise<Pick<RegistrationRecord, 'id' | 'unitKey'>[]> {
    return this.unitOfWork.reader.find(RegistrationRecord, {
      select: { id: true, unitKey: true },
      where: { centreId, unitKey: In([...unitKeys]), status: In([...states]) },
    });
  }

  /** On which units these people have learners whose unit nobody has released yet, by person. */
  async unitsAssessedBy(personIds: readonly string[]): Promise<Map<string, string[]>> {
    if (personIds.length === 0) return new Map();
    const units = new Map<string, string[]>();
    for (const part of ['assessorId', 'coAssessorId'] as const) {
      const rows = await this.unitOfWork.reader
        .createQueryBuilder(RegistrationRecord, 'registration')
        .select(`registration.${part}`, 'personId')
        .addSelect('registration.unitKey', 'unitKey')
        .distinct()
        .where(`registration.${part} IN (:...personIds)`, { personIds })
        .andWhere('registration.status IN (:...open)', { open: OPEN_STATES })
        .getRawMany<{ personId: string; unitKey: string }>();
      for (const { personId, unitKey } of rows) {
        units.set(personId, [...new Set([...(units.get(personId) ?? []), unitKey])].sort());
      }
    }
    return units;
  }

  /** What `actor` is to a learner's portfolio: the union over the learner's registrations. */
  async relationsToPortfolio(actor: Actor, learnerId: string): Promise<Relation[]> {
    const relations = await this.relations(actor, await this.ofLearner(actor.centreId, learnerId));
    return [...new Set([...relations.values()].flat())];
  }

  /** What `actor` is to each of these registrations, by id. */
  async relations(actor: Actor, rows: readonly RegistrationRecord[]): Promise<Map<string, Relation[]>> {
    const opened = await this.openedAmong(actor, rows);
    return new Map(rows.map((row) => [row.id, relationsTo(actor, row, opened.has(row.id))]));
  }

  /**
   * For an external verifier the condition that `column`, an id of a registration, is open to them now; `null` for
   * everybody else, whom `relations` and the parts of a registration describe in full.
   */
  openedTo(actor: Actor, column: string): VisitCondition | null {
    return isVisitor(actor) ? this.visits.opensRegistration(actor, column) : null;
  }

  private async openedAmong(actor: Actor, rows: readonly RegistrationRecord[]): Promise<Set<string>> {
    const opened = this.openedTo(actor, 'registration.id');
    if (!opened || rows.length === 0) return new Set();
    const found = await this.unitOfWork.reader
      .createQueryBuilder(RegistrationRecord, 'registration')
      .select('registration.id', 'id')
      .where('registration.id IN (:...ids)', { ids: rows.map(({ id }) => id) })
      .andWhere(opened.sql, opened.parameters)
      .getRawMany<{ id: string }>();
    return new Set(found.map(({ id }) => id));
  }

  list(actor: Actor, filter: RegistrationFilter, limit: number, after: string | null): Promise<RegistrationRecord[]> {
    const query = this.inScope(actor).orderBy('registration.id').take(limit);
    const { unit, ...columns } = filter;
    for (const [column, value] of Object.entries({ ...columns, unitKey: unit })) {
      if (value !== undefined) query.andWhere(`registration.${column} = :${column}`, { [column]: value });
    }
    if (after !== null) query.andWhere('registration.id > :after', { after });
    return query.getMany();
  }

  /** A query for the ids of the learners whose portfolio `actor` may see, to be used inside another query. */
  learnersInScope(actor: Actor): SelectQueryBuilder<RegistrationRecord> {
    return this.inScope(actor).select('registration.learnerId');
  }

  /** Whether every portfolio of the centre is in somebody's scope. */
  seesWholeCentre(actor: Actor): boolean {
    return actor.roles.some((role) => role === 'centre_manager' || role === 'lead_iqa');
  }

  private inScope(actor: Actor): SelectQueryBuilder<RegistrationRecord> {
    const query = this.unitOfWork.reader
      .createQueryBuilder(RegistrationRecord, 'registration')
      .where('registration.centreId = :centreId', { centreId: actor.centreId });
    const opened = this.openedTo(actor, 'registration.id');
    if (opened) {
      query.andWhere(opened.sql, opened.parameters);
    } else if (!this.seesWholeCentre(actor)) {
      const own = partsOpenTo(actor.roles).map((part) => `registration.${part} = :me`);
      query.andWhere(`(${own.join(' OR ')})`, { me: actor.userId });
    }
    return query;
  }

  /** People with a declared interest in the learner that is in force: what bars from acting now (SOD6). */
  async conflictedPersonIds(learnerId: string): Promise<string[]> {
    const spells = await this.interestSpells(learnerId);
    return [...new Set(spells.filter(({ endedAt }) => endedAt === null).map(({ personId }) => personId))];
  }

  /** Every interest ever declared in the learner: what bars from counting what was made while it stood. */
  interestSpells(learnerId: string): Promise<InterestSpell[]> {
    return this.unitOfWork.reader.find(InterestRecord, {
      select: { id: true, personId: true, endedAt: true },
      where: { learnerId },
    });
  }

  /** In which of these learners a person has a declared interest that is in force (SOD6). */
  async interestsAmong(personId: string, learnerIds: readonly string[]): Promise<string[]> {
    if (learnerIds.length === 0) return [];
    const rows = await this.unitOfWork.reader.find(InterestRecord, {
      select: { id: true, learnerId: true },
      where: { personId, learnerId: In([...new Set(learnerIds)]), endedAt: IsNull() },
    });
    return rows.map((row) => row.learnerId);
  }
}
