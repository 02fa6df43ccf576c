import type {
  AssessmentPlanPage,
  AssessmentPlanView,
  ReviewPage,
  ReviewView,
} from '../../src/modules/planning/planning-view.dto.js';
import type { FeedbackView } from '../../src/modules/planning/feedback.dto.js';
import type { LearnerActionView } from '../../src/modules/planning/learner-actions.dto.js';
import type { Cast, Person } from './people.js';

/** Two activities for Unit 40, seen from 1 June 2026. */
export const PLAN = {
  targets: [
    {
      criteria: ['2.1', '2.3'],
      method: 'direct_observation',
      activity: 'Handle a complaint on the showroom floor while I watch.',
      location: 'Showroom, Harbour Lane',
      targetDate: '2026-06-20',
    },
    {
      criteria: ['1.1', '1.2'],
      method: 'professional_discussion',
      activity: 'Talk through how we monitor complaints.',
      targetDate: '2026-07-04',
    },
  ],
  nextReviewOn: '2026-06-30',
} as const;

export const REVIEW = {
  heldOn: '2026-05-29',
  attendees: ['Anita Rowe, line manager'],
  progress: 'Two observations are in; nothing on escalation yet.',
  feedback: 'Say in your accounts why you chose an option, not only which.',
  actions: [{ text: 'Bring the escalation log.', dueOn: '2026-06-12', criterion: '1.6' }],
  nextReviewOn: '2026-07-10',
} as const;

export const MESSAGE_OF_ASSESSOR = { text: 'Your account of case C-002 is clear.' } as const;

export async function recordPlan(cast: Cast, over: object = {}, by = cast.assessor): Promise<AssessmentPlanView> {
  const answer = await by.post(`/api/registrations/${cast.registrationId}/assessment-plans`, { ...PLAN, ...over });
  if (answer.status !== 201) throw new Error(`a plan was answered ${answer.status}: ${answer.text}`);
  return answer.body as AssessmentPlanView;
}

export async function recordReview(cast: Cast, over: object = {}): Promise<ReviewView> {
  const answer = await cast.assessor.post(`/api/registrations/${cast.registrationId}/reviews`, { ...REVIEW, ...over });
  if (answer.status !== 201) throw new Error(`a review was answered ${answer.status}: ${answer.text}`);
  return answer.body as ReviewView;
}

export async function plansOf(cast: Cast, by = cast.learner): Promise<AssessmentPlanPage> {
  return (await by.get(`/api/registrations/${cast.registrationId}/assessment-plans`).expect(200))
    .body as AssessmentPlanPage;
}

export async function reviewsOf(cast: Cast, by = cast.learner): Promise<ReviewPage> {
  return (await by.get(`/api/registrations/${cast.registrationId}/reviews`).expect(200)).body as ReviewPage;
}

export async function learnerActions(cast: Cast, query = ''): Promise<LearnerActionView[]> {
  const answer = await cast.learner
    .get(`/api/registrations/${cast.registrationId}/learner-actions${query}`)
    .expect(200);
  return (answer.body as { items: LearnerActionView[] }).items;
}

export async function threadOf(cast: Cast, by: Person): Promise<FeedbackView[]> {
  const answer = await by.get(`/api/registrations/${cast.registrationId}/feedback`).expect(200);
  return (answer.body as { items: FeedbackView[] }).items;
}

/** A plan and a review that the learner signed, and the review's action, done and closed. */
export async function plannedAndReviewed(cast: Cast): Promise<{ planId: string; reviewId: string; actionId: string }> {
  const base = `/api/registrations/${cast.registrationId}`;
  const { id: planId } = await recordPlan(cast);
  await cast.learner.post(`${base}/assessment-plans/${planId}/agreement`).expect(200);
  const { id: reviewId, actions } = await recordReview(cast);
  await cast.learner.post(`${base}/reviews/${reviewId}/learner-comment`).expect(200);
  const actionId = actions[0]?.id ?? '';
  await cast.learner.post(`${base}/learner-actions/${actionId}/response`, { response: 'It is E003.' }).expect(200);
  await cast.assessor.post(`${base}/learner-actions/${actionId}/closure`, { note: 'Seen.' }).expect(200);
  return { planId, reviewId, actionId };
}
