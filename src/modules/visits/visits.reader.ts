import { Injectable } from '@nestjs/common';
import { In, IsNull, type SelectQueryBuilder } from 'typeorm';
import { type Actor, isVisitor } from '../../domain/access/actor.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { overlap, visitState, type VisitWindow } from '../../domain/visit/visit.js';
import type { ReleaseDecision } from '../../domain/visit/visit-outcome.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { SignOffRecord } from '../sign-off/sign-off.record.js';
import { EqaVisitRecord } from './eqa-visit.record.js';
import { VisitActionRecord } from './visit-action.record.js';
import { VisitNoteRecord } from './visit-note.record.js';
import { VisitOutcomeRecord } from './visit-outcome.record.js';
import { VisitReleaseRecord } from './visit-release.record.js';
import { VisitSelectionRecord } from './visit-selection.record.js';
import { VisitViewRecord } from './visit-view.record.js';

/** What the last external verifier to decide on a unit said of it. */
export interface EqaRelease {
  readonly visitId: string;
  readonly awardingOrganisation: string;
  readonly eqaId: string;
  readonly decision: ReleaseDecision;
  readonly note: string | null;
  readonly decidedAt: string;
  /** The IQA's release that it rests on; `null` without one. */
  readonly releaseId: string | null;
  /** Hash of what the IQA's release binds that it rests on; `null` without one. */
  readonly snapshotSha256: string | null;
  /** Whether the unit may be claimed on it: it is released, and the IQA's release that it rests on is still in force. */
  readonly isReleased: boolean;
}

@Injectable()
export class VisitsReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The visit for which somebody is let in now; visits of one person never overlap. */
  openVisitOf({ userId: eqaId, centreId }: Actor): Promise<EqaVisitRecord | null> {
    const now = this.clock.now();
    return this.unitOfWork.reader
      .createQueryBuilder(EqaVisitRecord, 'visit')
      .where({ eqaId, centreId, suspendedAt: IsNull(), concludedAt: IsNull() })
      .andWhere('visit.opensAt <= :now AND visit.closesAt > :now', { now })
      .getOne();
  }

  /**
   * A visit that `actor` may know of: the centre's own people all, an external verifier their own and, while they are
   * visiting, what came of earlier visits for the same awarding organisation.
   * @throws DomainError NOT_FOUND
   */
  async visitFor(actor: Actor, id: string): Promise<EqaVisitRecord> {
    const visit = await (await this.knownTo(actor)).andWhere('visit.id = :id', { id }).getOne();
    if (!visit) throw notFound();
    return visit;
  }

  /**
   * What of the centre's a visit shows: a verifier sees it of their own visit while that is open, the centre always.
   * @throws DomainError NOT_FOUND
   */
  async insideFor(actor: Actor, id: string): Promise<EqaVisitRecord> {
    const visit = await this.visitFor(actor, id);
    const isOwn = visit.eqaId === actor.userId;
    if (isVisitor(actor) && !(isOwn && visitState(visit, this.clock.now()) === 'open')) throw notFound();
    return visit;
  }

  /** In the order in which they were planned. */
  async visits(actor: Actor, limit: number, after: string | null): Promise<EqaVisitRecord[]> {
    const query = (await this.knownTo(actor)).orderBy('visit.id').take(limit);
    if (after !== null) query.andWhere('visit.id > :after', { after });
    return query.getMany();
  }

  private async knownTo(actor: Actor): Promise<SelectQueryBuilder<EqaVisitRecord>> {
    const query = this.unitOfWork.reader
      .createQueryBuilder(EqaVisitRecord, 'visit')
      .where('visit.centreId = :centreId', { centreId: actor.centreId });
    if (!isVisitor(actor)) return query;
    const current = await this.openVisitOf(actor);
    const earlier =
      'visit.concludedAt IS NOT NULL AND LOWER(visit.awardingOrganisation) = LOWER(:awardingOrganisation)';
    return query.andWhere(`(visit.eqaId = :me${current ? ` OR (${earlier})` : ''})`, {
      me: actor.userId,
      ...(current ? { awardingOrganisation: current.awardingOrganisation } : {}),
    });
  }

  /** Whether somebody is let in, or is going to be, at some time within the window; `exceptId` is a visit that may move. */
  async isExpected(eqaId: string, window: VisitWindow, exceptId: string | null): Promise<boolean> {
    const visits = await this.unitOfWork.reader.findBy(EqaVisitRecord, {
      ...{ eqaId, suspendedAt: IsNull(), concludedAt: IsNull() },
    });
    return visits.some((visit) => visit.id !== exceptId && overlap(visit, window));
  }

  /** Everything that was opened for a visit, in the order in which it was. */
  selections(visitId: string): Promise<VisitSelectionRecord[]> {
    return this.unitOfWork.reader.find(VisitSelectionRecord, { where: { visitId }, order: { id: 'ASC' } });
  }

  async selectedAmong(visitId: string, registrationIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.unitOfWork.reader.findBy(VisitSelectionRecord, {
      visitId,
      registrationId: In([...registrationIds]),
    });
    return new Set(rows.map(({ registrationId }) => registrationId));
  }

  /** How many registrations were opened for each of these visits. */
  async countSelected(visitIds: readonly string[]): Promise<Map<string, number>> {
    if (visitIds.length === 0) return new Map();
    const rows = await this.unitOfWork.reader
      .createQueryBuilder(VisitSelectionRecord, 'selection')
      .select('selection.visitId', 'visitId')
      .addSelect('COUNT(*)', 'selected')
      .where('selection.visitId IN (:...visitIds)', { visitIds })
      .groupBy('selection.visitId')
      .getRawMany<{ visitId: string; selected: string | number }>();
    return new Map(rows.map(({ visitId, selected }) => [visitId, Number(selected)]));
  }

  /** What was asked for during a visit, oldest first. */
  views(visitId: string, limit: number, after: string | null): Promise<VisitViewRecord[]> {
    return this.pageOf(VisitViewRecord, visitId, limit, after);
  }

  notesPage(visitId: string, limit: number, after: string | null): Promise<VisitNoteRecord[]> {
    return this.pageOf(VisitNoteRecord, visitId, limit, after);
  }

  selectionsPage(visitId: string, limit: number, after: string | null): Promise<VisitSelectionRecord[]> {
    return this.pageOf(VisitSelectionRecord, visitId, limit, after);
  }

  private pageOf<Row extends { id: string; visitId: string }>(
    record: new () => Row,
    visitId: string,
    limit: number,
    after: string | null,
  ): Promise<Row[]> {
    const query = this.unitOfWork.reader
      .createQueryBuilder(record, 'entry')
      .where('entry.visitId = :visitId', { visitId })
      .orderBy('entry.id')
      .take(limit);
    if (after !== null) query.andWhere('entry.id > :after', { after });
    return query.getMany();
  }

  notes(visitId: string): Promise<VisitNoteRecord[]> {
    return this.unitOfWork.reader.find(VisitNoteRecord, { where: { visitId }, order: { id: 'ASC' } });
  }

  outcome(visitId: string): Promise<VisitOutcomeRecord | null> {
    return this.unitOfWork.reader.findOneBy(VisitOutcomeRecord, { visitId });
  }

  actions(visitId: string): Promise<VisitActionRecord[]> {
    return this.unitOfWork.reader.find(VisitActionRecord, { where: { visitId }, order: { id: 'ASC' } });
  }

  action(visitId: string, id: string): Promise<VisitActionRecord | null> {
    return this.unitOfWork.reader.findOneBy(VisitActionRecord, { id, visitId });
  }

  releases(visitId: string): Promise<VisitReleaseRecord[]> {
    return this.unitOfWork.reader.find(VisitReleaseRecord, { where: { visitId }, order: { id: 'ASC' } });
  }

  /** What external verification last said of a unit, for whoever claims a certificate without direct claims status. */
  async releaseOf(registrationId: string): Promise<EqaRelease | null> {
    const row = (await this.unitOfWork.reader
      .createQueryBuilder(VisitReleaseRecord, 'release')
      .innerJoinAndMapOne('release.visit', EqaVisitRecord, 'visit', 'visit.id = release.visitId')
      .leftJoinAndMapOne('release.signOff', SignOffRecord, 'signOff', 'signOff.id = release.signOffId')
      .where('release.registrationId = :registrationId', { registrationId })
      .orderBy('release.id', 'DESC')
      .limit(1)
      .getOne()) as (VisitReleaseRecord & { visit: EqaVisitRecord; signOff: SignOffRecord | null }) | null;
    if (!row) return null;
    const { visitId, visit, decision, note, decidedAt, signOffId: releaseId, snapshotSha256, signOff } = row;
    return {
      ...{ visitId, decision, note, decidedAt, releaseId, snapshotSha256 },
      ...{ awardingOrganisation: visit.awardingOrganisation, eqaId: visit.eqaId },
      isReleased: decision === 'released' && signOff !== null && signOff.voidedAt === null,
    };
  }

  /** Registrations of a centre that external verification released last, on a release of the IQA that stands. */
  async releasedAt(centreId: string): Promise<Set<string>> {
    const rows = await this.unitOfWork.reader.sql<{ registrationId: string }[]>`
      SELECT given."registrationId"
      FROM eqa_visits visit
      JOIN visit_releases given ON given."visitId" = visit.id
      JOIN sign_offs signed ON signed.id = given."signOffId"
      WHERE visit."centreId" = ${centreId} AND given.decision = 'released' AND signed."voidedAt" IS NULL
        AND NOT EXISTS (SELECT 1 FROM visit_releases later
          WHERE later."registrationId" = given."registrationId" AND later.id > given.id)`;
    return new Set(rows.map(({ registrationId }) => registrationId));
  }
}
