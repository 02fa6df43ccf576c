import { describe, expect, it } from '@jest/globals';
import {
  authorityBreached,
  chainComplete,
  diagnosisBeforeRemedy,
  isHandled,
  isResolved,
  missingChainLinks,
  missingForResolution,
  timescaleMet,
  updateGapDays,
} from '../../../src/domain/complaint/case-analysis.js';
import { caseMix } from '../../../src/domain/complaint/case-mix.js';
import type { ComplaintCase } from '../../../src/domain/complaint/complaint-case.js';
import { message, resolvedCase, TODAY, unresolvedCase } from './cases.js';

const solution = (over: object) => ({ ...resolvedCase().solution, ...over }) as ComplaintCase['solution'];
const outcome = (over: object) => ({ ...resolvedCase().outcome, ...over }) as ComplaintCase['outcome'];

describe('handled and resolved', () => {
  it('are two things: logged and acknowledged is handled', () => {
    const logged = resolvedCase({ status: 'acknowledged', rootCause: null, outcome: null });
    expect([isHandled(logged), isResolved(logged)]).toEqual([true, false]);
    expect(isHandled({ ...logged, recordedAt: null })).toBe(false);
    expect(isHandled({ ...logged, acknowledgedAt: null })).toBe(false);
  });

  it('resolved takes root cause, remedy, follow-up and the word that it is', () => {
    expect(isResolved(resolvedCase())).toBe(true);
    expect(missingForResolution(resolvedCase({ rootCause: null }))).toEqual(['root_cause']);
    expect(missingForResolution(resolvedCase({ outcome: outcome({ remedy: ' ', followUp: null }) }))).toEqual([
      'remedy',
      'follow_up',
    ]);
    expect(isResolved(resolvedCase({ outcome: outcome({ result: 'partly' }) }))).toBe(false);
  });
});

describe('the longest silence', () => {
  const gapOf = (over: Partial<ComplaintCase>) => updateGapDays(resolvedCase(over), TODAY);

  it('runs from the complaint over each message to the customer to the end of the case', () => {
    expect(gapOf({})).toBe(4);
    expect(gapOf({ communications: [message({ at: '2026-03-08' })] })).toBe(6);
    expect(gapOf({ communications: [message({ at: '2026-03-03' })] })).toBe(6);
  });

  it('is broken neither by what the customer wrote nor by what colleagues were told', () => {
    const others = [
      message({ direction: 'inward', at: '2026-03-06' }),
      message({ party: 'colleague', at: '2026-03-06' }),
    ];
    expect(gapOf({ communications: [message({ at: '2026-03-03' }), ...others] })).toBe(6);
  });

  it('goes on until today while the case is open, and does not count what came after the end', () => {
    expect(gapOf({ status: 'agreed', outcome: null })).toBe(84);
    expect(gapOf({ communications: [...resolvedCase().communications, message({ at: '2026-05-30' })] })).toBe(4);
  });

  it('ends with the outcome where the case was handed on', () => {
    expect(gapOf({ status: 'escalated' })).toBe(4);
    expect(gapOf({ status: 'escalated', outcome: null })).toBe(84);
  });

  it('is unknown when no message is on record', () => {
    expect(gapOf({ communications: [] })).toBeNull();
  });
});

describe('timescales', () => {
  const targets = (over: object) => ({ ...resolvedCase().targets, ...over });
  const both = (one: ComplaintCase) => [
    timescaleMet(one, 'acknowledgement', TODAY),
    timescaleMet(one, 'resolution', TODAY),
  ];

  it('are met, missed, not due or unknown', () => {
    expect(both(resolvedCase())).toEqual(['met', 'met']);
    expect(both(resolvedCase({ acknowledgedAt: '2026-03-04', outcome: outcome({ at: '2026-03-14' }) }))).toEqual([
      'missed',
      'missed',
    ]);
    expect(both(resolvedCase({ targets: targets({ acknowledgeBy: null, resolveBy: null }) }))).toEqual([
      'unknown',
      'unknown',
    ]);
  });

  it('are kept by an open case until they have passed', () => {
    const open = { status: 'received', acknowledgedAt: null, outcome: null } as const;
    expect(
      both(resolvedCase({ ...open, targets: targets({ acknowledgeBy: TODAY, resolveBy: '2026-06-09' }) })),
    ).toEqual(['not_due', 'not_due']);
    expect(both(resolvedCase(open))).toEqual(['missed', 'missed']);
  });
});

describe('the chain of evidence of a referred case', () => {
  const referred = (over: Partial<ComplaintCase> = {}) =>
    resolvedCase({
      stage: 'referred',
      referral: { from: 'Call centre', at: '2026-03-02', reason: 'Second call', notes: 'Promised doors twice.' },
      ...over,
    });

  it('is complete with referral notes, investigation, resolution and lessons', () => {
    expect(chainComplete(referred())).toBe(true);
  });

  it.each([
    ['referral_notes', { referral: null }],
    ['investigation_steps', { investigationSteps: [] }],
    ['resolution_actions', { outcome: null }],
    ['lessons', { lessonsLearned: null }],
  ] as const)('names %s when it is missing', (link, over) => {
    expect(missingChainLinks(referred(over))).toEqual([link]);
    expect(chainComplete(referred(over))).toBe(false);
  });

  it('takes a recommendation for a lesson', () => {
    const recommendations = [{ text: 'Label shelves', subject: 'procedure', rationale: null, issueKeys: [] }] as const;
    expect(chainComplete(referred({ lessonsLearned: null, recommendations }))).toBe(true);
  });
});

describe('diagnosis before remedy', () => {
  it('holds when the root cause was recorded no later than the solution was agreed', () => {
    expect(diagnosisBeforeRemedy(resolvedCase())).toBe(true);
    expect(diagnosisBeforeRemedy(resolvedCase({ solution: solution({ agreedAt: '2026-03-04' }) }))).toBe(true);
    expect(diagnosisBeforeRemedy(resolvedCase({ solution: solution({ agreedAt: '2026-03-03' }) }))).toBe(false);
    expect(diagnosisBeforeRemedy(resolvedCase({ rootCause: null }))).toBe(false);
    expect(diagnosisBeforeRemedy(resolvedCase({ solution: null }))).toBeNull();
  });
});

describe('authority', () => {
  it.each([
    ['within the limit', {}, false],
    ['at the limit', { solution: solution({ valuePence: 20_000 }) }, false],
    ['a penny above it', { solution: solution({ valuePence: 20_001 }) }, true],
    ['above it, authorised', { solution: solution({ valuePence: 20_001 }), authorisedBy: 'Branch manager' }, false],
    ['a remedy of another kind', { solution: solution({ remedy: 'refund' }) }, true],
    ['beyond it by the learner’s own word', { authorityLimit: null, withinAuthority: false }, true],
    ['no limit on record', { authorityLimit: null, withinAuthority: null }, null],
    ['nothing agreed', { solution: null }, null],
  ] as const)('is judged by value, kind and word: %s', (_, over, breached) => {
    expect(authorityBreached(resolvedCase(over as Partial<ComplaintCase>))).toBe(breached);
  });
});

describe('the mix of cases', () => {
  it('counts resolved and unresolved cases, channels and kinds of customer', () => {
    const partly = resolvedCase({
      outcome: outcome({ result: 'partly' }),
      channel: 'telephone',
      customerType: 'internal',
    });
    expect(caseMix([resolvedCase(), unresolvedCase(), partly])).toEqual({
      resolved: 1,
      unresolved: 1,
      neither: 1,
      channels: { email: 2, telephone: 1 },
      customerTypes: { external: 2, internal: 1 },
      missing: [],
    });
  });

  it('misses unresolved cases when all were resolved (T40)', () => {
    expect(caseMix([resolvedCase()]).missing).toEqual(['unresolved']);
    expect(caseMix([unresolvedCase()]).missing).toEqual(['resolved']);
    expect(caseMix([]).missing).toEqual(['resolved', 'unresolved']);
  });

  it('counts every case once, also one that was handed on with an outcome called resolved', () => {
    expect(caseMix([resolvedCase({ status: 'escalated' })])).toMatchObject({ resolved: 0, unresolved: 1, neither: 0 });
  });

  it('takes a case that was handed on for unresolved, whoever closed it', () => {
    const handedOn = unresolvedCase({ status: 'closed', outcome: outcome({ result: 'escalated' }) });
    expect(caseMix([handedOn, unresolvedCase({ status: 'escalated', outcome: null })]).unresolved).toBe(2);
  });
});
