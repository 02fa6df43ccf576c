import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ComplaintCase } from '../../../src/domain/complaint/complaint-case.js';
import { COMPLAINT_POLICY } from '../../../src/domain/complaint/complaint-policy.js';
import { COMPLAINT_RULES, type ComplaintRule, RULE_REACH } from '../../../src/domain/complaint/complaint-rules.js';
import { findInCases } from '../../../src/domain/complaint/find-in-cases.js';
import { message, resolvedCase, threeAlike, TODAY, unresolvedCase } from './cases.js';

const find = (cases: readonly ComplaintCase[]) => findInCases(cases, COMPLAINT_POLICY, TODAY);
/** What one rule says: severity and case of each finding. */
const saidBy = (rule: ComplaintRule, ...cases: ComplaintCase[]) =>
  find(cases)
    .filter((finding) => finding.rule === rule)
    .map(({ severity, caseRef }) => `${severity} ${String(caseRef)}`);

const over = <Part extends keyof ComplaintCase>(part: Part, changed: object) =>
  ({ [part]: { ...(resolvedCase()[part] as object), ...changed } }) as Partial<ComplaintCase>;
const escalation = unresolvedCase().escalation;

/**
 * Each rule in the words of its seed (domain.md §6.2), with the mistake it must see beside the same thing done right.
 * A rule of which nothing can be computed must see nothing in either.
 */
const STORIES: Readonly<
  Record<ComplaintRule, { sentence: string; sees: Readonly<Record<string, readonly [ComplaintCase[], string[]]>> }>
> = {
  CX1: {
    sentence:
      "Confusing 'repeated complaints' with multiple complaints from the same customer, when the objective is to identify systemic issues that generate similar complaints from multiple customers.",
    sees: {
      'five contacts of one customer': [
        [1, 2, 3, 4, 5].map((n) => resolvedCase({ caseRef: `C-00${n}`, receivedAt: `2026-03-0${n}` })),
        ['warning C-005'],
      ],
      'nothing in two customers with one fault, few as they are': [threeAlike().slice(1), []],
      'nothing in three customers with one fault': [threeAlike(), []],
    },
  },
  CX2: {
    sentence:
      'Failing to differentiate between an escalated complaint that requires a different approach and a simple repeat of the initial complaint, leading to inadequate investigation.',
    sees: {
      'a referral without a reason and without an investigation': [
        [resolvedCase({ stage: 'referred', investigationSteps: [] })],
        ['warning C-001', 'warning C-001'],
      ],
      'a second complaint of one customer recorded as an initial one': [
        [resolvedCase(), resolvedCase({ caseRef: 'C-002', receivedAt: '2026-03-20' })],
        ['info C-002'],
      ],
      'nothing in a referral with notes and steps': [
        [
          resolvedCase({
            stage: 'referred',
            referral: { from: 'Call centre', at: '2026-03-02', reason: null, notes: 'Promised doors twice.' },
          }),
        ],
        [],
      ],
    },
  },
  CX3: {
    sentence:
      'Providing resolutions without first fully diagnosing the underlying issue, often due to pressure to resolve quickly, which results in symptom treatment rather than root cause correction.',
    sees: {
      'a solution without a root cause': [[resolvedCase({ rootCause: null })], ['warning C-001']],
      'a root cause recorded after the solution': [
        [resolvedCase(over('rootCause', { recordedAt: '2026-03-06' }))],
        ['warning C-001'],
      ],
      'nothing in a diagnosis of the same day': [[resolvedCase(over('rootCause', { recordedAt: '2026-03-05' }))], []],
    },
  },
  CX4: {
    sentence: 'Making recommendations for changes without supporting evidence from complaint data analysis.',
    sees: {
      'a recommendation from one case': [
        [
          resolvedCase({
            recommendations: [
              { text: 'Label shelves', subject: 'procedure', rationale: null, issueKeys: ['wrong-colour'] },
            ],
          }),
        ],
        ['warning C-001'],
      ],
      'nothing in a recommendation from a repeated issue': [
        threeAlike().map((one) => ({
          ...one,
          recommendations: [
            { text: 'Ring ahead', subject: 'procedure' as const, rationale: null, issueKeys: ['late-delivery'] },
          ],
        })),
        [],
      ],
    },
  },
  CX5: {
    sentence: 'Focusing solely on the immediate complaint without identifying underlying systemic issues.',
    sees: {
      'a repeated issue from which nothing is learnt': [
        threeAlike().map((one) => ({ ...one, lessonsLearned: null })),
        ['warning C-012'],
      ],
      'nothing in an issue that is not repeated': [
        threeAlike()
          .slice(1)
          .map((one) => ({ ...one, lessonsLearned: null })),
        [],
      ],
      'nothing where one case draws the lesson': [
        threeAlike().map((one, index) => (index === 0 ? one : { ...one, lessonsLearned: null })),
        [],
      ],
    },
  },
  CX6: {
    sentence: 'Failing to keep the customer updated on progress, leading to further escalation.',
    sees: {
      'a silence longer than the standard': [
        [resolvedCase({ communications: [message({ at: '2026-03-02' })] })],
        ['warning C-001'],
      ],
      'no message at all for longer than the standard': [[resolvedCase({ communications: [] })], ['warning C-001']],
      'only for information without a standard': [
        [
          resolvedCase(over('targets', { updateEveryDays: null })),
          resolvedCase({ ...over('targets', { updateEveryDays: null }), caseRef: 'C-002', communications: [] }),
        ],
        ['info C-001', 'info C-002'],
      ],
      'nothing in a case without messages that ended within the standard': [
        [resolvedCase({ communications: [], ...over('outcome', { at: '2026-03-06' }) })],
        [],
      ],
    },
  },
  CX7: {
    sentence: 'ensuring the complaint is handled within agreed timescales',
    sees: {
      'a late acknowledgement and a late resolution': [
        [resolvedCase({ acknowledgedAt: '2026-03-04', ...over('outcome', { at: '2026-03-20' }) })],
        ['warning C-001', 'warning C-001'],
      ],
      'only for information without targets': [
        [resolvedCase(over('targets', { acknowledgeBy: null, resolveBy: null }))],
        ['info C-001'],
      ],
      'nothing when the only target was met': [[resolvedCase(over('targets', { acknowledgeBy: null }))], []],
    },
  },
  CX8: {
    sentence: "don't try to solve everything alone if it's beyond your authority",
    sees: {
      'a refund beyond the limit that nobody authorised': [
        [resolvedCase(over('solution', { valuePence: 99_000 }))],
        ['warning C-001'],
      ],
      'a handover without a note': [
        [unresolvedCase({ escalation: escalation && { ...escalation, handoverNote: null } })],
        ['warning C-002'],
      ],
      'only for information without a limit': [
        [resolvedCase({ authorityLimit: null, withinAuthority: null })],
        ['info C-001'],
      ],
      'nothing in a refund that was authorised': [
        [resolvedCase({ ...over('solution', { valuePence: 99_000 }), authorisedBy: 'Branch manager' })],
        [],
      ],
    },
  },
  CX9: {
    sentence:
      'Many students assume resolving a problem means always giving the customer what they want, ignoring organisational policies and limitations.',
    sees: {
      'nothing, because only a reader can tell': [[resolvedCase({ policiesApplied: [], optionsConsidered: [] })], []],
    },
  },
  CX10: {
    sentence:
      "Learners often forget to capture accurate details of the complaint, leading to incomplete resolution or repeating the customer's story.",
    sees: {
      'a case under way that does not say who received it': [[resolvedCase({ receivedBy: null })], ['warning C-001']],
      'one finding for all that is missing': [
        [resolvedCase({ receivedBy: null, category: null, customerImplications: ' ', recordedIn: null })],
        ['warning C-001'],
      ],
      'nothing in a case that has only just come': [
        [resolvedCase({ status: 'received', receivedBy: null, category: null })],
        [],
      ],
    },
  },
  CX11: {
    sentence: 'failing to manage customer expectations when a problem cannot be solved immediately',
    sees: {
      'a case of several days of which the customer heard only the end': [
        [resolvedCase({ communications: [message({ at: '2026-03-05', purpose: 'offer' })] })],
        ['warning C-001'],
      ],
      'a handover that the customer was not told about': [
        [unresolvedCase({ escalation: escalation && { ...escalation, customerTold: null } })],
        ['warning C-002'],
      ],
      'an update that came only after the agreement': [
        [resolvedCase({ communications: [message({ at: '2026-03-06' })] })],
        ['warning C-001'],
      ],
      'nothing in a case settled on the spot': [
        [resolvedCase({ communications: [], ...over('solution', { agreedAt: '2026-03-02' }) })],
        [],
      ],
    },
  },
  CX12: {
    sentence: 'assessors look for records of both resolved and unresolved cases to prove you followed through',
    sees: {
      'a portfolio of resolved cases only': [[resolvedCase()], ['warning null']],
      'a portfolio of unresolved cases only': [[unresolvedCase()], ['warning null']],
      'nothing in a portfolio with both': [[resolvedCase(), unresolvedCase()], []],
      'nothing where there are no cases yet': [[], []],
    },
  },
  CX13: {
    sentence:
      'Confusing complaint handling with resolution, often assuming that simply recording a complaint constitutes resolving it.',
    sees: {
      'a case called resolved that was only logged': [
        [resolvedCase({ rootCause: null, solution: null, ...over('outcome', { remedy: null, followUp: null }) })],
        ['warning C-001'],
      ],
      'nothing in a case that does not claim it': [
        [resolvedCase(over('outcome', { result: 'partly', remedy: null }))],
        [],
      ],
    },
  },
  CX14: {
    sentence:
      'a timely public acknowledgment followed by a private message to protect customer confidentiality and de-escalate public tension',
    sees: {
      'a post that was answered in private only': [[resolvedCase({ channel: 'social' })], ['warning C-001']],
      'a post that was answered in public only': [
        [resolvedCase({ channel: 'social', communications: [message({ channel: 'social', isPublic: true })] })],
        ['warning C-001'],
      ],
      'a private message that came before the public one': [
        [
          resolvedCase({
            channel: 'social',
            communications: [message(), message({ at: '2026-03-05', channel: 'social', isPublic: true })],
          }),
        ],
        ['warning C-001'],
      ],
      'nothing in a public answer followed by a private message': [
        [
          resolvedCase({
            channel: 'social',
            communications: [
              message({ at: '2026-03-02', channel: 'social', purpose: 'acknowledge', isPublic: true }),
              message({ at: '2026-03-03' }),
            ],
          }),
        ],
        [],
      ],
      'nothing in a letter': [[resolvedCase({ channel: 'letter' })], []],
    },
  },
};

describe.each(COMPLAINT_RULES)('%s', (rule) => {
  const { sentence, sees } = STORIES[rule];

  it(`is the seed’s: “${sentence}”`, () => {
    expect(RULE_REACH[rule].sentence).toBe(sentence);
  });

  it.each(Object.entries(sees))('sees %s', (_, [cases, wanted]) => {
    expect(saidBy(rule, ...cases)).toEqual(wanted);
  });
});

describe('the rules about complaints', () => {
  it('are content with a log that is kept as it should be', () => {
    expect(find([resolvedCase(), unresolvedCase(), ...threeAlike()])).toEqual([]);
  });

  it('say of one of them, CX9, that nothing can be computed, and of each what is left to people', () => {
    expect(COMPLAINT_RULES.filter((rule) => RULE_REACH[rule].computed === null)).toEqual(['CX9']);
    expect(COMPLAINT_RULES.filter((rule) => RULE_REACH[rule].leftToPeople === null)).toEqual(['CX7', 'CX12']);
    const findings = COMPLAINT_RULES.filter((rule) =>
      Object.values(STORIES[rule].sees).some(([, said]) => said.length > 0),
    );
    expect(findings).toEqual(COMPLAINT_RULES.filter((rule) => RULE_REACH[rule].computed !== null));
  });

  it('find the same in whatever order the cases come', () => {
    const mistakes = Object.values(STORIES).flatMap(({ sees }) => Object.values(sees).flatMap(([cases]) => cases));
    const numbered = mistakes.map((one, index) => ({ ...one, caseRef: `C-${100 + index}` }));
    fc.assert(
      fc.property(fc.shuffledSubarray(numbered, { minLength: numbered.length }), (shuffled) => {
        expect(find(shuffled)).toEqual(find(numbered));
      }),
      { numRuns: 20 },
    );
  });
});
