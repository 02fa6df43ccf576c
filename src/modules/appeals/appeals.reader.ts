import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import type { Actor } from '../../domain/access/actor.js';
import { authorise, type Operation } from '../../domain/access/permissions.js';
import { partsOpenTo, type Relation } from '../../domain/access/relations.js';
import type { AppealStatus } from '../../domain/appeal/appeal.js';
import { isBeforePanel } from '../../domain/appeal/ladder.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { AppealPanelMemberRecord } from './appeal-panel-member.record.js';
import { AppealStepRecord } from './appeal-step.record.js';
import { AppealRecord } from './appeal.record.js';

export interface ScopedAppeal {
  readonly appeal: AppealRecord;
  readonly registration: RegistrationRecord;
  readonly relations: readonly Relation[];
}

export interface AppealFilter {
  readonly registrationId?: string;
  readonly status?: AppealStatus;
}

/** What a panel sees of a portfolio, it sees for its decision and no longer. */
const ONLY_AT_WORK: readonly Operation[] = ['appeal:read_record', 'appeal:download'];

@Injectable()
export class AppealsReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registrations: RegistrationsReader,
  ) {}

  /**
   * The appeal, if `actor` may do `operation` on it. Beside the parts in its registration there are two in the appeal
   * itself: its panel, and the assessor it is about, wherever the learner has gone since.
   * @throws DomainError NOT_FOUND, NOT_ALLOWED
   */
  async forOperation(actor: Actor, id: string, operation: Operation): Promise<ScopedAppeal> {
    const appeal = await this.unitOfWork.reader.findOneBy(AppealRecord, { id, centreId: actor.centreId });
    if (!appeal) throw notFound();
    const registration = await this.registrations.byId(appeal.registrationId);
    const relationsHere = await this.registrations.relations(actor, [registration]);
    const parts = new Set<Relation>(relationsHere.get(registration.id) ?? []);
    if ([appeal.decidedById, appeal.stage1DeciderId].includes(actor.userId)) parts.add('assessor');
    if ((await this.panelOf(id)).includes(actor.userId)) parts.add('appeal_panel');
    const relations = [...parts];
    const isAtWork = !ONLY_AT_WORK.includes(operation) || isBeforePanel(appeal.status);
    const usable = isAtWork ? relations : relations.filter((relation) => relation !== 'appeal_panel');
    if (usable.length === 0 && relations.length > 0) {
      throw new DomainError('NOT_ALLOWED', 'A panel sees the record of a decision while the appeal is before it.');
    }
    authorise(operation, usable);
    return { appeal, registration, relations };
  }

  /** How many appeals keep a unit from being signed, and from being claimed. */
  openOn(registrationId: string): Promise<number> {
    return this.unitOfWork.reader.countBy(AppealRecord, { registrationId, openSubject: Not(IsNull()) });
  }

  isOpenAbout(registrationId: string, openSubject: string): Promise<boolean> {
    return this.unitOfWork.reader.existsBy(AppealRecord, { registrationId, openSubject });
  }

  /** Granted appeals that wait for something to be decided again. */
  awaiting(registrationIds: readonly string[]): Promise<AppealRecord[]> {
    if (registrationIds.length === 0) return Promise.resolve([]);
    return this.unitOfWork.reader.find(AppealRecord, {
      where: { registrationId: In([...registrationIds]), awaitsRedecision: true },
      order: { id: 'ASC' },
    });
  }

  /** Appeals of the actor's own, on registrations or decisions of theirs, or before a panel they sit on. */
  list(actor: Actor, filter: AppealFilter, limit: number, after: string | null): Promise<AppealRecord[]> {
    const query = this.unitOfWork.reader
      .createQueryBuilder(AppealRecord, 'appeal')
      .where('appeal.centreId = :centreId', { centreId: actor.centreId })
      .orderBy('appeal.id')
      .take(limit);
    const opened = this.registrations.openedTo(actor, 'appeal.registrationId');
    if (opened) {
      query.andWhere(opened.sql, opened.parameters);
    } else if (!this.registrations.seesWholeCentre(actor)) {
      const own = partsOpenTo(actor.roles).map((part) => `registration.${part} = :me`);
      const panels = query
        .subQuery()
        .select('member.appealId')
        .from(AppealPanelMemberRecord, 'member')
        .where('member.memberId = :me AND member.stoodDownAt IS NULL')
        .getQuery();
      const mine = [...own, 'appeal.decidedById = :me', 'appeal.stage1DeciderId = :me', `appeal.id IN ${panels}`];
      query
        .innerJoin(RegistrationRecord, 'registration', 'registration.id = appeal.registrationId')
        .andWhere(`(${mine.join(' OR ')})`, { me: actor.userId });
    }
    for (const [column, value] of Object.entries<string | undefined>({ ...filter })) {
      if (value !== undefined) query.andWhere(`appeal.${column} = :${column}`, { [column]: value });
    }
    if (after !== null) query.andWhere('appeal.id > :after', { after });
    return query.getMany();
  }

  /** Every step of an appeal, oldest first. */
  steps(appealId: string): Promise<AppealStepRecord[]> {
    return this.unitOfWork.reader.find(AppealStepRecord, { where: { appealId }, order: { sequence: 'ASC' } });
  }

  /** The people on the panel now. */
  async panelOf(appealId: string): Promise<string[]> {
    return (await this.panel(appealId)).map(({ memberId }) => memberId);
  }

  panel(appealId: string): Promise<AppealPanelMemberRecord[]> {
    return this.unitOfWork.reader.find(AppealPanelMemberRecord, {
      where: { appealId, stoodDownAt: IsNull() },
      order: { id: 'ASC' },
    });
  }
}
