import { type Finding, isBlank, refuseOn } from '../evidence/findings.js';
import { DomainError } from '../kernel/domain-error.js';
import { type ExerciseDecision, type ExerciseOutcome, type Question, questionKey } from './exercise.js';

/** An answer as somebody sends it. With one piece of evidence its number goes without saying. */
export interface ProposedAnswer {
  readonly criterion: string;
  readonly evidence?: number | null;
  readonly outcome: ExerciseOutcome;
  /** Why; may be left out where the evidence says nothing (`none`). */
  readonly reasoning?: string | null;
}

export interface Answer extends ExerciseDecision {
  readonly reasoning: string | null;
}

/**
 * Answers to every question of an exercise, each once, in the order of the questions.
 * @param list and `reason`: what the answers and their reasons are called in the request, for the paths of refusals
 * @throws DomainError CRITERION_UNKNOWN, SUBMISSION_INCOMPLETE, REASON_REQUIRED with the fields they are about
 */
export function checkAnswers(
  questions: readonly Question[],
  answers: readonly ProposedAnswer[],
  { list, reason }: { readonly list: string; readonly reason: string },
): Answer[] {
  const pieces = Math.max(...questions.map(({ evidence }) => evidence));
  const findings: Finding[] = [];
  const given = new Map<string, Answer>();
  for (const [index, { criterion, evidence, outcome, reasoning }] of answers.entries()) {
    const path = `${list}[${index}]`;
    const incomplete = (member: string, message: string) =>
      findings.push({ code: 'SUBMISSION_INCOMPLETE', path: `${path}.${member}`, message });
    const number = evidence ?? (pieces === 1 ? 1 : null);
    if (!questions.some((question) => question.criterion === criterion)) {
      findings.push({ code: 'CRITERION_UNKNOWN', path: `${path}.criterion`, message: 'is not asked in this exercise' });
    } else if (number === null) {
      incomplete('evidence', `must say which of the ${pieces} pieces of evidence it is about`);
    } else if (number > pieces) {
      incomplete('evidence', `is not one of the ${pieces} pieces of evidence`);
    } else {
      const answer = { criterion, evidence: number, outcome, reasoning: reasoning?.trim() || null };
      if (given.has(questionKey(answer))) incomplete('criterion', 'is decided on twice');
      given.set(questionKey(answer), answer);
    }
    if (outcome !== 'none' && isBlank(reasoning)) {
      findings.push({ code: 'REASON_REQUIRED', path: `${path}.${reason}`, message: 'must say why' });
    }
  }
  const inOrder = questions.flatMap((question) => given.get(questionKey(question)) ?? []);
  for (const { criterion, evidence } of questions.filter((question) => !given.has(questionKey(question)))) {
    const where = pieces === 1 ? '' : ` on evidence ${evidence}`;
    findings.push({ code: 'SUBMISSION_INCOMPLETE', path: list, message: `must decide on ${criterion}${where}` });
  }
  refuseOn(findings, [
    ['CRITERION_UNKNOWN', 'Some criterion is not part of this exercise.'],
    ['SUBMISSION_INCOMPLETE', 'Every criterion is decided on every piece of evidence, once and all together.'],
    ['REASON_REQUIRED', 'Say why, wherever the evidence says something.'],
  ]);
  return inOrder;
}

/**
 * Before the facilitator reveals over those who have not decided: they were given their time, and somebody says why.
 * @param today YYYY-MM-DD, like `dueBy`, the last day on which everybody can count on being waited for
 * @throws DomainError STATE_CONFLICT, REASON_REQUIRED
 */
export function checkRevealOver({ dueBy, today, reason }: { dueBy: string; today: string; reason: string }): void {
  if (today <= dueBy) {
    throw new DomainError('STATE_CONFLICT', `Decisions may be handed in up to and including ${dueBy}.`);
  }
  if (isBlank(reason)) {
    const message = 'must say why the rest is not waited for';
    throw new DomainError('REASON_REQUIRED', 'Say why.', [{ path: 'reason', message }]);
  }
}

/**
 * Before an exercise is concluded: the meeting has been held, and nothing is due before it is asked for.
 * @throws DomainError STATE_CONFLICT, VALIDATION_FAILED
 */
export function checkMeeting(meeting: {
  readonly heldOn: string;
  readonly today: string;
  readonly dueDates: readonly string[];
}): void {
  const { heldOn, today, dueDates } = meeting;
  if (heldOn > today) {
    throw new DomainError('STATE_CONFLICT', `The meeting is on ${heldOn}; conclude it when it has been held.`, [
      { path: 'heldOn', message: 'is in the future' },
    ]);
  }
  const errors = dueDates.flatMap((dueOn, index) =>
    dueOn < today ? [{ path: `actions[${index}].dueOn`, message: 'is in the past' }] : [],
  );
  if (errors.length > 0) throw new DomainError('VALIDATION_FAILED', 'Some action would be overdue at once.', errors);
}
