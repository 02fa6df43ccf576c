import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import type { Actor } from '../../domain/access/actor.js';
import type { Operation } from '../../domain/access/permissions.js';
import { partsOpenTo, type Relation } from '../../domain/access/relations.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import type { ActionStatus } from '../../domain/sampling/sample-decision.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { IqaActionRecord } from './iqa-action.record.js';
import { IqaSampleRecord } from './iqa-sample.record.js';

export interface ScopedSample {
  readonly sample: IqaSampleRecord;
  readonly registration: RegistrationRecord;
  readonly relations: readonly Relation[];
}

export interface ActionFilter {
  readonly ownerId?: string;
  readonly registrationId?: string;
  readonly status?: ActionStatus;
}

/** Samples that were taken and the actions that came of them. */
@Injectable()
export class SamplesReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registrations: RegistrationsReader,
  ) {}

  /**
   * The sample, if `actor` may do `operation` on its registration. Until it is signed it is the IQAs' working paper, and
   * for anybody else it does not exist yet.
   * @throws DomainError NOT_FOUND, NOT_ALLOWED
   */
  async forOperation(actor: Actor, id: string, operation: Operation): Promise<ScopedSample> {
    const sample = await this.unitOfWork.reader.findOneBy(IqaSampleRecord, { id, centreId: actor.centreId });
    if (!sample) throw notFound();
    const scoped = await this.registrations.forOperation(actor, sample.registrationId, operation);
    if (sample.signedAt === null && !isVerifier(scoped.relations)) throw notFound();
    return { sample, ...scoped };
  }

  /** Samples of one registration, oldest first; only signed ones unless `withOpen`. */
  ofRegistration(registrationId: string, withOpen: boolean): Promise<IqaSampleRecord[]> {
    return this.unitOfWork.reader.find(IqaSampleRecord, {
      where: { registrationId, ...(withOpen ? {} : { signedAt: Not(IsNull()) }) },
      order: { id: 'ASC' },
    });
  }

  /** Which of these registrations an IQA has sampled and signed for. */
  async sampledAmong(registrationIds: readonly string[]): Promise<Set<string>> {
    if (registrationIds.length === 0) return new Set();
    const rows = await this.unitOfWork.reader.find(IqaSampleRecord, {
      select: { id: true, registrationId: true },
      where: { registrationId: In([...registrationIds]), signedAt: Not(IsNull()) },
    });
    return new Set(rows.map(({ registrationId }) => registrationId));
  }

  byIds(ids: readonly string[]): Promise<IqaSampleRecord[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return this.unitOfWork.reader.findBy(IqaSampleRecord, { id: In([...new Set(ids)]) });
  }

  /** Every signed sample of a centre with the unit it was of, without what the IQA saw. */
  async signedAt(centreId: string): Promise<(Pick<IqaSampleRecord, 'signedAt' | 'decisions'> & { unitKey: string })[]> {
    const rows = (await this.unitOfWork.reader
      .createQueryBuilder(IqaSampleRecord, 'sample')
      .innerJoinAndMapOne('sample.unit', RegistrationRecord, 'registration', 'registration.id = sample.registrationId')
      .select(['sample.id', 'sample.signedAt', 'sample.decisions', 'registration.id', 'registration.unitKey'])
      .where('sample.centreId = :centreId', { centreId })
      .andWhere('sample.signedAt IS NOT NULL')
      .orderBy('sample.id')
      .getMany()) as (IqaSampleRecord & { unit: RegistrationRecord })[];
    return rows.map(({ signedAt, decisions, unit }) => ({ signedAt, decisions, unitKey: unit.unitKey }));
  }

  action(centreId: string, id: string): Promise<IqaActionRecord | null> {
    return this.unitOfWork.reader.findOneBy(IqaActionRecord, { id, centreId });
  }

  /** Actions of these samples, oldest first. */
  actionsOf(sampleIds: readonly string[]): Promise<IqaActionRecord[]> {
    if (sampleIds.length === 0) return Promise.resolve([]);
    return this.unitOfWork.reader.find(IqaActionRecord, {
      where: { sampleId: In([...sampleIds]) },
      order: { id: 'ASC' },
    });
  }

  /** How many actions each person of a centre owns that nobody has closed. */
  async openActionsByOwner(centreId: string): Promise<Map<string, number>> {
    const rows = await this.unitOfWork.reader.find(IqaActionRecord, {
      select: { id: true, ownerId: true },
      where: { centreId, closedAt: IsNull() },
    });
    const counts = new Map<string, number>();
    for (const { ownerId } of rows) counts.set(ownerId, (counts.get(ownerId) ?? 0) + 1);
    return counts;
  }

  /** Actions that `actor` owns, or on registrations where they assess, verify or visit; a learner sees none. */
  actions(actor: Actor, filter: ActionFilter, limit: number, after: string | null): Promise<IqaActionRecord[]> {
    const query = this.unitOfWork.reader
      .createQueryBuilder(IqaActionRecord, 'action')
      .where('action.centreId = :centreId', { centreId: actor.centreId })
      .orderBy('action.id')
      .take(limit);
    const opened = this.registrations.openedTo(actor, 'action.registrationId');
    if (opened) {
      query.andWhere(opened.sql, opened.parameters);
    } else if (!this.registrations.seesWholeCentre(actor)) {
      const parts = partsOpenTo(actor.roles).filter((part) => part !== 'learnerId');
      const own = parts.map((part) => `registration.${part} = :me`);
      query
        .innerJoin(RegistrationRecord, 'registration', 'registration.id = action.registrationId')
        .andWhere(`(${['action.ownerId = :me', ...own].join(' OR ')})`, { me: actor.userId });
    }
    const { status, ...columns } = filter;
    for (const [column, value] of Object.entries(columns)) {
      if (value !== undefined) query.andWhere(`action.${column} = :${column}`, { [column]: value });
    }
    if (status !== undefined) query.andWhere(STATUS_CONDITIONS[status]);
    if (after !== null) query.andWhere('action.id > :after', { after });
    return query.getMany();
  }
}

const STATUS_CONDITIONS: Readonly<Record<ActionStatus, string>> = {
  open: 'action.closedAt IS NULL AND action.respondedAt IS NULL',
  answered: 'action.closedAt IS NULL AND action.respondedAt IS NOT NULL',
  closed: 'action.closedAt IS NOT NULL',
};

/** Whether somebody verifies here: only they see working papers. */
export function isVerifier(relations: readonly Relation[]): boolean {
  return relations.some((relation) => ['iqa', 'countersigning_iqa', 'lead_iqa'].includes(relation));
}
