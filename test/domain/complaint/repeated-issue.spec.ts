import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { COMPLAINT_POLICY } from '../../../src/domain/complaint/complaint-policy.js';
import { daysBetween } from '../../../src/domain/complaint/moment.js';
import { findIssues, isRepeatedIssue, recommendationBacked } from '../../../src/domain/complaint/repeated-issue.js';
import { resolvedCase, threeAlike } from './cases.js';

const ISSUE = 'late-delivery';
const DAY_ZERO = Date.parse('2026-01-01');
const onDay = (day: number): string => new Date(DAY_ZERO + day * 86_400_000).toISOString().slice(0, 10);
const received = (customer: string, day: number) =>
  resolvedCase({ customerLabel: `Customer ${customer}`, receivedAt: onDay(day), issueKey: ISSUE });
const isRepeated = (cases: ReturnType<typeof received>[]) => isRepeatedIssue(ISSUE, cases, COMPLAINT_POLICY);
const issueOf = (cases: ReturnType<typeof received>[]) => findIssues(cases, COMPLAINT_POLICY)[0];

describe('a repeated issue', () => {
  it('is the same issue from three distinct customers within ninety days', () => {
    expect(isRepeated([received('A', 0), received('B', 40), received('C', 89)])).toBe(true);
    expect(isRepeated([received('A', 0), received('B', 40), received('C', 90)])).toBe(false);
  });

  it('is none when one customer complains five times (T39)', () => {
    const five = [0, 1, 2, 3, 4].map((day) => received('A', day));
    expect(isRepeated(five)).toBe(false);
    expect(issueOf(five)).toMatchObject({ distinctCustomers: 1, shortfall: 'single_customer' });
  });

  it('is none yet with two customers, and says that more are needed (T39b)', () => {
    expect(issueOf([received('A', 0), received('B', 1)])).toMatchObject({
      distinctCustomers: 2,
      shortfall: 'below_threshold',
    });
  });

  it('is found in any window, not only in the latest', () => {
    const cases = [received('A', 0), received('B', 5), received('C', 9), received('A', 300)];
    expect(issueOf(cases)).toMatchObject({ distinctCustomers: 3, from: onDay(0), to: onDay(9), shortfall: null });
  });

  it('is not made of different issues, nor of cases without one', () => {
    const [a, b, c] = [received('A', 0), received('B', 1), received('C', 2)];
    expect(isRepeated([a, b, { ...c, issueKey: 'rude-driver' }])).toBe(false);
    expect(findIssues([{ ...c, issueKey: null }], COMPLAINT_POLICY)).toEqual([]);
    expect(isRepeatedIssue('nothing-of-the-kind', [a, b, c], COMPLAINT_POLICY)).toBe(false);
  });

  const contact = fc
    .record({ customer: fc.constantFrom('A', 'B', 'C', 'D'), day: fc.integer({ min: 0, max: 400 }) })
    .map(({ customer, day }) => received(customer, day));
  const contacts = fc.array(contact, { maxLength: 14 });

  it('counts what a window laid at every case would hold', () => {
    fc.assert(
      fc.property(contacts, fc.integer({ min: 1, max: 200 }), (cases, repeatWindowDays) => {
        const inWindowFrom = (start: string) =>
          cases.filter(({ receivedAt }) => {
            const distance = daysBetween(start, receivedAt);
            return distance >= 0 && distance < repeatWindowDays;
          });
        const counts = cases.map((one) => new Set(inWindowFrom(one.receivedAt).map((two) => two.customerLabel)).size);
        const [issue] = findIssues(cases, { repeatThreshold: 3, repeatWindowDays });
        expect(issue?.distinctCustomers ?? 0).toBe(Math.max(0, ...counts));
      }),
    );
  });

  it('depends neither on the order of the cases nor on who the customers are, and no case makes it less', () => {
    fc.assert(
      fc.property(contacts, contact, (cases, one) => {
        const before = issueOf(cases)?.distinctCustomers ?? 0;
        expect(issueOf([...cases].reverse())?.distinctCustomers ?? 0).toBe(before);
        expect(issueOf([...cases, one])?.distinctCustomers).toBeGreaterThanOrEqual(before);
        const renamed = cases.map((two) => ({ ...two, customerLabel: `${two.customerLabel}Z` }));
        expect(issueOf(renamed)?.distinctCustomers ?? 0).toBe(before);
      }),
    );
  });

  it('backs a recommendation once it is repeated and its root cause is stated', () => {
    const recommendation = { text: 'Ring ahead', subject: 'procedure', rationale: null, issueKeys: [ISSUE] } as const;
    const backed = (cases: ReturnType<typeof threeAlike>) =>
      recommendationBacked(recommendation, findIssues(cases, COMPLAINT_POLICY));
    expect(backed(threeAlike())).toBe(true);
    expect(backed(threeAlike().slice(1))).toBe(false);
    expect(backed(threeAlike().map((one) => ({ ...one, rootCause: null })))).toBe(false);
    expect(backed(threeAlike().map((one) => ({ ...one, issueKey: 'rude-driver' })))).toBe(false);
  });
});
