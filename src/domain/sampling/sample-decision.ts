import { type Finding, isBlank, refuseOn } from '../evidence/findings.js';
import { DomainError } from '../kernel/domain-error.js';
import { SAMPLE_DECISIONS, type SampleDecision } from '../sign-off/sign-off.js';
import type { SampleSnapshot } from './sample-snapshot.js';

/** What an IQA checks in a sample (§4.2 `checks`). */
export const SAMPLE_CHECKS = [
  'varcs',
  'signaturesAndDates',
  'sufficiency',
  'depth',
  'feedbackQuality',
  'fairness',
  'locatorTrail',
] as const;
export type SampleCheck = (typeof SAMPLE_CHECKS)[number];

export const CHECK_ANSWERS = ['yes', 'no', 'not_applicable'] as const;
export type CheckAnswer = (typeof CHECK_ANSWERS)[number];

export const ACTION_SEVERITIES = ['essential', 'recommended'] as const;
export type ActionSeverity = (typeof ACTION_SEVERITIES)[number];

/** What an action is raised against (§4.2). */
export const ACTION_SUBJECTS = ['criterion', 'evidence', 'assessor', 'process'] as const;
export type ActionSubject = (typeof ACTION_SUBJECTS)[number];

export const ACTION_STATUSES = ['open', 'answered', 'closed'] as const;
export type ActionStatus = (typeof ACTION_STATUSES)[number];

export interface ProposedSampleDecision {
  readonly criterion: string;
  readonly decision: SampleDecision;
  readonly note: string | null;
}

export interface ProposedAction {
  readonly severity: ActionSeverity;
  readonly against: ActionSubject;
  /** The criterion or the ref of the evidence; `null` for assessor and process. */
  readonly subject: string | null;
  readonly text: string;
  /** YYYY-MM-DD. */
  readonly dueDate: string;
}

/**
 * Whether an IQA may sign this record (§4.2). Every sampled criterion is decided once and nothing else is; whatever is
 * not plainly agreed has a note; a demand comes with an action, a disagreement with an essential one against its criterion.
 * @param today YYYY-MM-DD, before which nothing can be due
 * @throws DomainError CRITERION_UNKNOWN, SAMPLE_INCOMPLETE, REASON_REQUIRED, each with the fields it is about
 */
export function checkSampleRecord(record: {
  /** The criteria the sample was taken of. */
  readonly criteria: readonly string[];
  readonly snapshot: SampleSnapshot;
  readonly decisions: readonly ProposedSampleDecision[];
  readonly actions: readonly ProposedAction[];
  readonly today: string;
}): void {
  refuseOn(
    [...decisionFindings(record), ...actionFindings(record)],
    [
      ['CRITERION_UNKNOWN', 'Some criterion is not part of this sample.'],
      ['SAMPLE_INCOMPLETE', 'The record does not hold together yet.'],
      ['REASON_REQUIRED', 'Say why, wherever you do not simply agree.'],
    ],
  );
}

type SampleRecordFacts = Parameters<typeof checkSampleRecord>[0];

function decisionFindings({ criteria, snapshot, decisions, actions }: SampleRecordFacts): Finding[] {
  const findings: Finding[] = [];
  for (const [index, { criterion, decision, note }] of decisions.entries()) {
    const path = `decisions[${index}]`;
    const incomplete = (member: string, message: string) =>
      findings.push({ code: 'SAMPLE_INCOMPLETE', path: `${path}.${member}`, message });
    if (!criteria.includes(criterion)) {
      findings.push({ code: 'CRITERION_UNKNOWN', path: `${path}.criterion`, message: 'is not part of this sample' });
      continue;
    }
    if (decisions.findIndex((other) => other.criterion === criterion) !== index) {
      incomplete('criterion', 'is decided on twice');
    }
    if (decision !== 'agreed' && isBlank(note)) {
      findings.push({ code: 'REASON_REQUIRED', path: `${path}.note`, message: 'must say what was found' });
    }
    if (decision === 'not_agreed' && !snapshot.judgements.some((judged) => judged.criterion === criterion)) {
      incomplete('decision', 'disagrees with a judgement that nobody has made; require an action instead');
    }
    const against = actions.filter((action) => action.against === 'criterion' && action.subject === criterion);
    if (decision === 'not_agreed' && !against.some(({ severity }) => severity === 'essential')) {
      incomplete('decision', `needs an essential action against ${criterion}`);
    }
    if (decision === 'action_required' && actions.length === 0) incomplete('decision', 'needs an action');
  }
  const undecided = criteria.filter((criterion) => !decisions.some((decided) => decided.criterion === criterion));
  for (const criterion of undecided) {
    findings.push({ code: 'SAMPLE_INCOMPLETE', path: 'decisions', message: `must decide on ${criterion}` });
  }
  return findings;
}

function actionFindings({ criteria, snapshot, actions, today }: SampleRecordFacts): Finding[] {
  return actions.flatMap(({ against, subject, dueDate }, index): Finding[] => {
    const incomplete = (member: string, message: string): Finding => ({
      ...{ code: 'SAMPLE_INCOMPLETE', path: `actions[${index}].${member}`, message },
    });
    const isPast = dueDate < today ? [incomplete('dueDate', 'is in the past')] : [];
    const known: Readonly<Record<ActionSubject, boolean>> = {
      criterion: subject !== null && criteria.includes(subject),
      evidence: snapshot.evidence.some(({ ref }) => ref === subject),
      assessor: subject === null,
      process: subject === null,
    };
    const expected: Readonly<Record<ActionSubject, string>> = {
      criterion: 'must be a criterion of this sample',
      evidence: 'must be the ref of evidence of this sample, such as E001',
      assessor: 'is left out: the assessor is the owner',
      process: 'is left out: a process has no ref',
    };
    return known[against] ? isPast : [...isPast, incomplete('subject', expected[against])];
  });
}

/** What a sample comes to as a whole: the gravest of its decisions. */
export function overallDecision(decisions: readonly { readonly decision: SampleDecision }[]): SampleDecision {
  const gravest = Math.max(0, ...decisions.map(({ decision }) => SAMPLE_DECISIONS.indexOf(decision)));
  return SAMPLE_DECISIONS[gravest] ?? 'agreed';
}

/** How far an action has come. */
export function actionStatus(action: {
  readonly respondedAt: string | null;
  readonly closedAt: string | null;
}): ActionStatus {
  if (action.closedAt !== null) return 'closed';
  return action.respondedAt === null ? 'open' : 'answered';
}

/**
 * Before an IQA closes an action. What was not agreed must have been judged again first: the IQA never edits a judgement,
 * and closing the action over the old one would do just that (§4.2).
 * @throws DomainError STATE_CONFLICT
 */
export function checkClosure(facts: {
  readonly closedAt: string | null;
  /** The judgement the IQA disagreed with, by its place in the ledger; `null` when the action is about something else. */
  readonly disputedSequence: number | null;
  /** Place of the judgement on the same criterion that has effect now; `null` = none. */
  readonly effectiveSequence: number | null;
}): void {
  const { closedAt, disputedSequence, effectiveSequence } = facts;
  if (closedAt !== null) throw new DomainError('STATE_CONFLICT', 'This action is closed already.');
  if (disputedSequence !== null && (effectiveSequence === null || effectiveSequence <= disputedSequence)) {
    throw new DomainError('STATE_CONFLICT', 'The assessor has not judged this criterion again yet.');
  }
}
