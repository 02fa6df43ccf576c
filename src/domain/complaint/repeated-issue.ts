import type { ComplaintPolicy } from './complaint-policy.js';
import type { ComplaintCase, Recommendation } from './complaint-case.js';
import { dayOf, daysBetween } from './moment.js';

/** Why an issue is no repeated one: by CX1 one customer never makes it one, and a few may not be enough. */
export type RepeatShortfall = 'single_customer' | 'below_threshold';

/** What all cases of one theme say together (RRC 3.1). */
export interface ComplaintIssue {
  readonly issueKey: string;
  /** All cases of the theme, by reference. */
  readonly caseRefs: readonly string[];
  /** Most distinct customers that complained within one window. */
  readonly distinctCustomers: number;
  /** The first window with that many: first and last day on which one of its cases came. */
  readonly from: string;
  readonly to: string;
  /** `null` when the issue is repeated. */
  readonly shortfall: RepeatShortfall | null;
  /** Whether a root cause is stated in at least one of the cases. */
  readonly hasRootCause: boolean;
}

type Numbers = Pick<ComplaintPolicy, 'repeatThreshold' | 'repeatWindowDays'>;
type Received = Pick<ComplaintCase, 'caseRef' | 'customerLabel' | 'receivedAt' | 'issueKey'>;

/**
 * §6.3: the same issue from enough **distinct customers** within the window; five contacts of one customer are not a
 * repeated complaint (CX1). Any window counts, not only the latest: a finding about last year's complaints does not
 * become wrong by waiting.
 */
export function isRepeatedIssue(issueKey: string, cases: readonly Received[], numbers: Numbers): boolean {
  const sameIssue = cases.filter((one) => one.issueKey === issueKey);
  return sameIssue.length > 0 && mostCustomers(sameIssue, numbers).customers >= numbers.repeatThreshold;
}

/** Every theme of the cases, in the order of its name. */
export function findIssues(cases: readonly ComplaintCase[], numbers: Numbers): ComplaintIssue[] {
  const keys = [...new Set(cases.flatMap(({ issueKey }) => (issueKey === null ? [] : [issueKey])))].sort();
  return keys.map((issueKey) => {
    const sameIssue = cases.filter((one) => one.issueKey === issueKey);
    const { customers, from, to } = mostCustomers(sameIssue, numbers);
    return {
      issueKey,
      caseRefs: sameIssue.map(({ caseRef }) => caseRef).sort(),
      distinctCustomers: customers,
      from,
      to,
      shortfall: shortfallOf(customers, numbers),
      hasRootCause: sameIssue.some(({ rootCause }) => rootCause !== null),
    };
  });
}

/** §6.3: at least one of the issues it rests on is repeated and has a stated root cause (CX4). */
export function recommendationBacked({ issueKeys }: Recommendation, issues: readonly ComplaintIssue[]): boolean {
  return issues.some(
    ({ issueKey, shortfall, hasRootCause }) => issueKeys.includes(issueKey) && shortfall === null && hasRootCause,
  );
}

function shortfallOf(customers: number, { repeatThreshold }: Numbers): RepeatShortfall | null {
  if (customers >= repeatThreshold) return null;
  return customers < 2 ? 'single_customer' : 'below_threshold';
}

/** The window that holds the most distinct customers: one pass over the cases in the order they came. */
function mostCustomers(sameIssue: readonly Received[], { repeatWindowDays }: Numbers) {
  const byDay = sameIssue
    .map(({ customerLabel, receivedAt }) => ({ customerLabel, day: dayOf(receivedAt) }))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const within = new Map<string, number>();
  let best = { customers: 0, from: '', to: '' };
  let start = 0;
  for (const { customerLabel, day } of byDay) {
    within.set(customerLabel, (within.get(customerLabel) ?? 0) + 1);
    for (let first = byDay[start]; first && daysBetween(first.day, day) >= repeatWindowDays; first = byDay[start]) {
      const left = (within.get(first.customerLabel) ?? 0) - 1;
      if (left === 0) within.delete(first.customerLabel);
      else within.set(first.customerLabel, left);
      start += 1;
    }
    if (within.size > best.customers) best = { customers: within.size, from: byDay[start]?.day ?? day, to: day };
  }
  return best;
}
