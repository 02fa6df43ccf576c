import { caseMix } from './case-mix.js';
import type { ComplaintCase } from './complaint-case.js';
import type { ComplaintPolicy } from './complaint-policy.js';
import type { CaseFinding, ComplaintRule } from './complaint-rules.js';
import { findInCase } from './find-in-case.js';
import type { Moment } from './moment.js';
import { type ComplaintIssue, findIssues, recommendationBacked } from './repeated-issue.js';

/**
 * What the rules CX1–CX14 see in a learner's cases, in the order of the rules and then of the cases; `RULE_REACH` says
 * how far each of them can see. The order of the facts does not matter.
 */
export function findInCases(
  cases: readonly ComplaintCase[],
  numbers: Pick<ComplaintPolicy, 'repeatThreshold' | 'repeatWindowDays'>,
  today: Moment,
): CaseFinding[] {
  const inOrder = [...cases].sort(byReceipt);
  const issues = findIssues(inOrder, numbers);
  const found = [
    ...issues.flatMap((issue) => findInIssue(issue, inOrder)),
    ...inOrder.flatMap((one) => [
      ...findRepeatOfInitial(one, inOrder),
      ...findInRecommendations(one, issues),
      ...findInCase(one, today),
    ]),
    ...findInMix(inOrder),
  ];
  return found.sort((a, b) => ruleNumber(a.rule) - ruleNumber(b.rule));
}

const ruleNumber = (rule: ComplaintRule): number => Number(rule.slice(2));

/** By the day they came, then by reference, so that the same cases always read the same. */
function byReceipt(a: ComplaintCase, b: ComplaintCase): number {
  const [first, second] = [`${a.receivedAt} ${a.caseRef}`, `${b.receivedAt} ${b.caseRef}`];
  return first < second ? -1 : first > second ? 1 : 0;
}

function findInIssue(issue: ComplaintIssue, inOrder: readonly ComplaintCase[]): CaseFinding[] {
  const sameIssue = inOrder.filter(({ issueKey }) => issueKey === issue.issueKey);
  const latest = sameIssue.at(-1);
  if (latest === undefined || sameIssue.length < 2) return [];
  const { caseRef, customerLabel } = latest;
  const customers = new Set(sameIssue.map((one) => one.customerLabel));
  const found: CaseFinding[] = [];
  if (customers.size === 1) {
    const message = `All ${sameIssue.length} cases of “${issue.issueKey}” are ${customerLabel}’s: one customer’s contacts are not a repeated complaint.`;
    found.push({ rule: 'CX1', caseRef, severity: 'warning', message });
  }
  const isLearntFrom = sameIssue.some((one) => one.lessonsLearned !== null || one.recommendations.length > 0);
  if (issue.shortfall === null && !isLearntFrom) {
    const message = `${issue.distinctCustomers} customers complained of “${issue.issueKey}”, and no case draws a lesson or a recommendation from it.`;
    found.push({ rule: 'CX5', caseRef, severity: 'warning', message });
  }
  return found;
}

/** A second complaint of the same customer about the same thing is a repeat or a referral, and the record must say which. */
function findRepeatOfInitial(one: ComplaintCase, inOrder: readonly ComplaintCase[]): CaseFinding[] {
  if (one.stage !== 'initial' || one.issueKey === null) return [];
  const earlier = inOrder
    .slice(0, inOrder.indexOf(one))
    .find(({ customerLabel, issueKey }) => customerLabel === one.customerLabel && issueKey === one.issueKey);
  if (earlier === undefined) return [];
  const message = `${one.customerLabel} had complained of “${one.issueKey}” before (${earlier.caseRef}), and this case is recorded as an initial complaint.`;
  return [{ rule: 'CX2', caseRef: one.caseRef, severity: 'info', message }];
}

function findInRecommendations(one: ComplaintCase, issues: readonly ComplaintIssue[]): CaseFinding[] {
  return one.recommendations
    .filter((recommendation) => !recommendationBacked(recommendation, issues))
    .map(({ text, issueKeys }) => {
      const basis = issueKeys.length === 0 ? 'no issue' : issueKeys.map((key) => `“${key}”`).join(', ');
      const message = `The recommendation “${text}” rests on ${basis}: no repeated issue with a stated root cause.`;
      return { rule: 'CX4', caseRef: one.caseRef, severity: 'warning', message };
    });
}

function findInMix(cases: readonly ComplaintCase[]): CaseFinding[] {
  if (cases.length === 0) return [];
  return caseMix(cases).missing.map((kind) => {
    const message = `There is no ${kind} case among the ${cases.length === 1 ? 'one' : cases.length} recorded.`;
    return { rule: 'CX12', caseRef: null, severity: 'warning', message };
  });
}
