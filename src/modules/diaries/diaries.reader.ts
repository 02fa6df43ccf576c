import { Injectable } from '@nestjs/common';
import { type Actor, isVisitor } from '../../domain/access/actor.js';
import { partsOpenTo } from '../../domain/access/relations.js';
import { type DiaryEntry, type ReviewedUnit, reviewEntry, visitEntry } from '../../domain/diary/diary-entries.js';
import { groupBy } from '../../domain/kernel/group-by.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { tokenHash } from '../../platform/secrets/token-hash.js';
import { UserRecord } from '../identity/user.record.js';
import { AssessmentPlanRecord } from '../planning/assessment-plan.record.js';
import { ReviewRecord } from '../planning/review.record.js';
import { RegistrationRecord } from '../registrations/registration.record.js';
import { EqaVisitRecord } from '../visits/eqa-visit.record.js';
import { DiaryFeedRecord } from './diary-feed.record.js';

/** What a whole centre may have in sight; a diary with more is of no use to anybody. */
const MOST_ENTRIES = 1_000;
/** So long a visit that is over stays in the diary. */
const VISITS_KEPT_MS = 92 * 86_400_000;

type PlanRow = Pick<AssessmentPlanRecord, 'registrationId' | 'version' | 'nextReviewOn' | 'createdAt'>;
type ReviewRow = Pick<ReviewRecord, 'registrationId' | 'nextReviewOn' | 'recordedAt'>;

@Injectable()
export class DiariesReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  feedOf(userId: string): Promise<DiaryFeedRecord | null> {
    return this.unitOfWork.reader.findOneBy(DiaryFeedRecord, { userId });
  }

  /** Whose diary an address opens; `null` for an address that opens none, and for somebody who has left. */
  async personOf(token: string): Promise<Actor | null> {
    const person = await this.unitOfWork.reader
      .createQueryBuilder(UserRecord, 'person')
      .innerJoin(DiaryFeedRecord, 'feed', 'feed.userId = person.id')
      .where('feed.tokenSha256 = :hash AND person.isActive = :isActive', { hash: tokenHash(token), isActive: true })
      .getOne();
    return person && { userId: person.id, name: person.name, centreId: person.centreId, roles: person.roles };
  }

  /** Reviews of the units on which somebody is learner or assessor, and visits that they may know of, in order of time. */
  async entriesOf(person: Actor): Promise<DiaryEntry[]> {
    const reviews = (await this.units(person)).map(reviewEntry).filter((entry) => entry !== null);
    const visits = (await this.visits(person)).map((visit) => visitEntry(visit, this.clock.now()));
    const startOf = ({ when }: DiaryEntry): string => ('day' in when ? when.day : when.from);
    return [...reviews, ...visits].sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1));
  }

  private async units({ userId, centreId, roles }: Actor): Promise<ReviewedUnit[]> {
    const parts = partsOpenTo(roles).filter((part) => PARTS_IN_REVIEWS.has(part));
    const registrations = await this.unitOfWork.reader
      .createQueryBuilder(RegistrationRecord, 'registration')
      .where('registration.centreId = :centreId', { centreId })
      .andWhere(`(${parts.map((part) => `registration.${part} = :userId`).join(' OR ')})`, { userId })
      .orderBy('registration.id', 'DESC')
      .take(MOST_ENTRIES)
      .getMany();
    if (registrations.length === 0) return [];
    const ids = () => registrations.map(({ id }) => id);
    const { reader } = this.unitOfWork;
    const plans = await reader.sql<PlanRow[]>`
      SELECT plan."registrationId", plan.version, plan."nextReviewOn", plan."createdAt" FROM assessment_plans plan
      WHERE plan."registrationId" IN (${ids}) AND plan.version = (
        SELECT MAX(version) FROM assessment_plans other WHERE other."registrationId" = plan."registrationId")`;
    const reviews = await reader.sql<ReviewRow[]>`
      SELECT "registrationId", "nextReviewOn", "recordedAt" FROM reviews
      WHERE "registrationId" IN (${ids}) ORDER BY id`;
    const names = await reader.sql<Pick<UserRecord, 'id' | 'name'>[]>`
      SELECT id, name FROM users WHERE id IN (${() => registrations.map(({ learnerId }) => learnerId)})`;
    const nameOf = new Map(names.map(({ id, name }) => [id, name]));
    const planOf = new Map(plans.map((plan) => [plan.registrationId, plan]));
    const reviewsOf = groupBy(reviews, ({ registrationId }) => registrationId);
    return registrations.map(({ id, unitKey, status, learnerId }) => ({
      ...{ registrationId: id, unitKey, unitState: status, learnerName: nameOf.get(learnerId) ?? '' },
      ...{ plan: planOf.get(id) ?? null, reviews: reviewsOf.get(id) ?? [] },
    }));
  }

  /** A verifier's own; all of the centre for whoever prepares for them. */
  private async visits(person: Actor): Promise<EqaVisitRecord[]> {
    const { userId, centreId, roles } = person;
    if (!isVisitor(person) && !roles.includes('centre_manager') && !roles.includes('lead_iqa')) return [];
    const since = new Date(this.clock.nowMs() - VISITS_KEPT_MS).toISOString();
    const query = this.unitOfWork.reader
      .createQueryBuilder(EqaVisitRecord, 'visit')
      .where('visit.centreId = :centreId AND visit.closesAt > :since', { centreId, since })
      .orderBy('visit.id', 'DESC')
      .take(MOST_ENTRIES);
    if (isVisitor(person)) query.andWhere('visit.eqaId = :userId', { userId });
    return query.getMany();
  }
}

const PARTS_IN_REVIEWS: ReadonlySet<string> = new Set(['learnerId', 'assessorId', 'coAssessorId']);
