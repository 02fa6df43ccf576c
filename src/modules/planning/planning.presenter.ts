import { Injectable } from '@nestjs/common';
import { groupBy } from '../../domain/kernel/group-by.js';
import { targetProgress } from '../../domain/planning/plan-progress.js';
import { nextReview } from '../../domain/planning/review.js';
import { Clock } from '../../platform/time/clock.js';
import { JudgementsReader } from '../assessment/judgements.reader.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { UnitSignatures } from '../registrations/unit-signatures.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import type { AssessmentPlanRecord } from './assessment-plan.record.js';
import { LearnerActionsReader } from './learner-actions.reader.js';
import {
  type AssessmentPlanPage,
  type NextReviewView,
  type ReviewPage,
  toPlanView,
  toReviewView,
} from './planning-view.dto.js';
import { PlanningReader } from './planning.reader.js';
import type { ReviewRecord } from './review.record.js';

/** Shows plans and reviews of one unit, with how far they have come. */
@Injectable()
export class PlanningPresenter {
  constructor(
    private readonly reader: PlanningReader,
    private readonly actions: LearnerActionsReader,
    private readonly judgements: JudgementsReader,
    private readonly specifications: SpecificationReader,
    private readonly signatures: UnitSignatures,
    private readonly identity: IdentityReader,
    private readonly clock: Clock,
  ) {}

  async plans(registration: RegistrationRecord): Promise<AssessmentPlanPage> {
    const { id, unitKey } = registration;
    const plans = await this.reader.plans(id);
    const remarksOn = groupBy(await this.reader.remarks(id), ({ planId }) => planId);
    const ledger = await this.judgements.ofRegistration(id);
    const names = await this.identity.names(plans.map(({ createdById }) => createdById));
    const today = this.clock.today();
    const items = [];
    for (const plan of plans) {
      const isInForce = plan === plans.at(-1);
      // Units are remembered: asking again for the same issue costs nothing.
      const unit = await this.specifications.version(unitKey, plan.specificationVersion);
      const progress = plan.targets.map((target) => targetProgress(target, ledger, { today, isInForce }));
      const remarks = remarksOn.get(plan.id) ?? [];
      items.push(toPlanView(plan, { isInForce, unit, progress, remarks }, names));
    }
    const reviews = await this.reader.reviews(id);
    return { items, nextCursor: null, nextReview: await this.nextReview(id, plans, reviews) };
  }

  async reviews({ id }: RegistrationRecord): Promise<ReviewPage> {
    const reviews = await this.reader.reviews(id);
    const remarksOn = groupBy(await this.reader.remarks(id), ({ reviewId }) => reviewId);
    const actions = await this.actions.from(reviews.map((review) => review.id));
    const actionsOf = groupBy(actions, ({ originId }) => originId);
    const names = await this.identity.names([
      ...reviews.map(({ recordedById }) => recordedById),
      ...actions.flatMap(({ raisedById, closedById }) => [raisedById, closedById]),
    ]);
    const today = this.clock.today();
    const items = reviews.map((review) => {
      const facts = { actions: actionsOf.get(review.id) ?? [], remarks: remarksOn.get(review.id) ?? [] };
      return toReviewView(review, facts, names, today);
    });
    return { items, nextCursor: null, nextReview: await this.nextReview(id, await this.reader.plans(id), reviews) };
  }

  private async nextReview(
    registrationId: string,
    plans: readonly AssessmentPlanRecord[],
    reviews: readonly ReviewRecord[],
  ): Promise<NextReviewView | null> {
    const isReleased = await this.signatures.isReleased(registrationId);
    return nextReview({ plan: plans.at(-1) ?? null, reviews, isReleased, today: this.clock.today() });
  }
}
