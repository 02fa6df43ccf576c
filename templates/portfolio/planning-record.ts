import type { LearnerActionLine, PlanningRecord, PlanSheet } from '../../src/domain/portfolio/planning-sheets.js';
import type { Block } from '../../src/platform/pdf/blocks.js';
import { cell, keyValues, markCell, markSpan } from './phrases.js';

/** Section 6: each version of the plan, the reviews, and what the learner was asked to do. */
export function planningRecord({ plans, reviews, actions }: PlanningRecord): Block[] {
  return [
    ...(plans.length === 0 ? [nothing('No assessment plan was recorded.')] : plans.flatMap(planBlocks)),
    ...(reviews.length === 0
      ? [nothing('No review was recorded.')]
      : reviews.flatMap((review): Block[] => [
          { kind: 'heading', level: 2, text: review.title },
          keyValues('About the review', review.facts),
        ])),
    ...actionBlocks(actions),
  ];
}

function nothing(sentence: string): Block {
  return { kind: 'paragraph', content: [sentence] };
}

function planBlocks(plan: PlanSheet): Block[] {
  return [
    { kind: 'heading', level: 2, text: plan.title },
    { kind: 'paragraph', content: ['Standing: ', markSpan(plan.standing)] },
    keyValues('About the plan', plan.facts),
    {
      kind: 'table',
      caption: 'Targets',
      columns: [
        { heading: 'Criteria', share: 15 },
        { heading: 'Method', share: 17 },
        { heading: 'Activity and place', share: 39 },
        { heading: 'By', share: 13 },
        { heading: 'Progress', share: 16 },
      ],
      rows: plan.targets.map(({ criteria, method, activity, due, progress }) => [
        cell(criteria),
        cell(method),
        cell(activity),
        cell(due),
        markCell(progress),
      ]),
    },
  ];
}

function actionBlocks(actions: readonly LearnerActionLine[]): Block[] {
  if (actions.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'What the learner was asked to do' },
    {
      kind: 'table',
      caption: `${actions.length} ${actions.length === 1 ? 'action' : 'actions'}`,
      columns: [
        { heading: 'What', share: 28 },
        { heading: 'From', share: 19 },
        { heading: 'Due', share: 11 },
        { heading: 'Response', share: 18 },
        { heading: 'Status', share: 9 },
        { heading: 'Closure', share: 15 },
      ],
      rows: actions.map(({ what, from, due, response, status, closure }) => [
        cell(what),
        cell(from),
        cell(due),
        cell(response),
        markCell(status),
        cell(closure),
      ]),
    },
  ];
}
