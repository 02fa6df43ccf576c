import { METHOD_CARDS } from '../evidence/evidence-method.js';
import { type ActionOrigin, isOverdue } from '../planning/learner-action.js';
import { targetProgress, type TargetState } from '../planning/plan-progress.js';
import type { Fact, Mark } from './manifest.js';
import type {
  PortfolioFacts,
  PortfolioLearnerAction,
  PortfolioPlan,
  PortfolioRemark,
  PortfolioReview,
} from './portfolio-facts.js';
import { compareText, formatDate, formatInstant } from './wording.js';

/** One version of the assessment plan as section 6 prints it. */
export interface PlanSheet {
  /** "Plan 2, 1 Jun 2026". */
  readonly title: string;
  readonly standing: Mark;
  readonly facts: readonly Fact[];
  readonly targets: readonly {
    readonly criteria: string;
    readonly method: string;
    readonly activity: string;
    readonly due: string;
    readonly progress: Mark;
  }[];
}

/** One review as section 6 prints it. */
export interface ReviewSheet {
  /** "Review, 29 May 2026". */
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** Something the learner was asked to do. */
export interface LearnerActionLine {
  readonly what: string;
  readonly from: string;
  readonly due: string;
  readonly response: string;
  readonly status: Mark;
  readonly closure: string;
}

/** Section 6: plans in force and superseded, reviews, and actions. */
export interface PlanningRecord {
  readonly plans: readonly PlanSheet[];
  readonly reviews: readonly ReviewSheet[];
  readonly actions: readonly LearnerActionLine[];
}

const NOTHING = '–';

/** The plan in force comes first, the others as they followed one another; reviews and actions as they came. */
export function planningRecord({ planning, judgements, exportedAt }: PortfolioFacts): PlanningRecord {
  const today = exportedAt.slice(0, 'YYYY-MM-DD'.length);
  const newestFirst = [...planning.plans].sort((a, b) => b.version - a.version);
  return {
    plans: newestFirst.map((plan, index) => planSheet(plan, index === 0, judgements, today)),
    reviews: [...planning.reviews].sort((a, b) => compareText(a.recordedAt, b.recordedAt)).map(reviewSheet),
    actions: [...planning.actions].sort((a, b) => a.number - b.number).map((action) => actionLine(action, today)),
  };
}

const STATE_WORDS: Readonly<Record<TargetState, Mark>> = {
  done: { label: 'Done', mood: 'good' },
  open: { label: 'Open', mood: 'open' },
  overdue: { label: 'Overdue', mood: 'bad' },
};

function planSheet(
  plan: PortfolioPlan,
  isInForce: boolean,
  judgements: PortfolioFacts['judgements'],
  today: string,
): PlanSheet {
  return {
    title: `Plan ${plan.version}, ${formatDate(plan.createdAt)}`,
    standing: isInForce ? { label: 'In force', mood: 'good' } : { label: 'Superseded', mood: 'quiet' },
    facts: [
      { label: 'Planned by', value: plan.createdByName },
      { label: 'Next review', value: formatDate(plan.nextReviewOn) },
      ...(plan.note === null ? [] : [{ label: 'Note', value: plan.note }]),
      ...remarkFacts(plan.remarks, 'has not agreed to this plan yet'),
    ],
    targets: plan.targets.map((target) => {
      const { state, met } = targetProgress(target, judgements, { today, isInForce });
      const { label, mood } = STATE_WORDS[state];
      return {
        criteria: target.criteria.map((code) => `AC${code}`).join(', '),
        method: METHOD_CARDS[target.method].label,
        activity: target.location === null ? target.activity : `${target.activity}\n${target.location}`,
        due: formatDate(target.targetDate),
        progress: { label: `${label}: ${met.length} of ${target.criteria.length} met`, mood },
      };
    }),
  };
}

function reviewSheet(review: PortfolioReview): ReviewSheet {
  return {
    title: `Review, ${formatDate(review.heldOn)}`,
    facts: [
      { label: 'Held by', value: review.recordedByName },
      ...(review.attendees.length === 0 ? [] : [{ label: 'Also present', value: review.attendees.join('; ') }]),
      { label: 'Progress', value: review.progress },
      { label: 'Feedback', value: review.feedback },
      ...(review.nextReviewOn === null ? [] : [{ label: 'Next review', value: formatDate(review.nextReviewOn) }]),
      ...remarkFacts(review.remarks, 'has not signed this review yet'),
    ],
  };
}

function remarkFacts(remarks: readonly PortfolioRemark[], whenSilent: string): Fact[] {
  if (remarks.length === 0) return [{ label: 'Learner', value: whenSilent }];
  const inTime = [...remarks].sort((a, b) => compareText(a.at, b.at));
  return inTime.map(({ statement, comment, at }) => {
    const words = [statement, comment].filter((part) => part !== null).join(' – ');
    return {
      label: statement === null ? 'Learner’s comment' : 'Signed by the learner',
      value: `${words} (${formatInstant(at)})`,
    };
  });
}

const ORIGIN_WORDS: Readonly<Record<ActionOrigin, string>> = {
  review: 'Review',
  judgement: 'Judgement',
  returned_evidence: 'Returned evidence',
};

function actionLine(action: PortfolioLearnerAction, today: string): LearnerActionLine {
  const { origin, criterion, text, dueOn, raisedByName, raisedAt, response, respondedAt } = action;
  const { closureNote, closedByName, closedAt } = action;
  return {
    what: criterion === null ? text : `AC${criterion}: ${text}`,
    from: `${ORIGIN_WORDS[origin]}, ${formatDate(raisedAt)}, ${raisedByName}`,
    due: dueOn === null ? NOTHING : formatDate(dueOn),
    response: response === null || respondedAt === null ? NOTHING : `${formatDate(respondedAt)}: ${response}`,
    status:
      closedAt !== null
        ? STATE_WORDS.done
        : isOverdue({ dueOn, closedAt }, today)
          ? STATE_WORDS.overdue
          : STATE_WORDS.open,
    closure:
      closedAt === null
        ? NOTHING
        : [`${formatDate(closedAt)}, ${closedByName ?? ''}`, ...(closureNote === null ? [] : [closureNote])].join(': '),
  };
}
