import { describe, expect, it } from '@jest/globals';
import type { CriterionJudgement } from '../../../src/domain/judgement/judgement.js';
import { sampleSnapshot, type SampleSnapshot } from '../../../src/domain/sampling/sample-snapshot.js';
import { snapshotDiff } from '../../../src/domain/sampling/snapshot-diff.js';

type SnapshotFacts = Parameters<typeof sampleSnapshot>[0];
type EvidenceFact = SnapshotFacts['evidence'][number];

const observation: EvidenceFact = {
  id: 'e1',
  ref: 'E001',
  method: 'direct_observation',
  status: 'accepted',
  onHold: false,
  authorRole: 'assessor',
  authorId: 'amir',
  learnerId: 'lena',
  activityFrom: '2026-03-02',
  activityTo: '2026-03-02',
  setting: 'workplace',
  workplaceContext: true,
  channel: null,
  caseRefs: [],
  hasAudioVisualFile: false,
  isDeclared: false,
  signatures: [],
  varcs: null,
  assessorComment: null,
  witnessVerified: false,
  rplState: null,
  hasConflictOfInterest: false,
  contentSha256: 'a'.repeat(64),
  claims: [
    {
      id: 'c1',
      registrationId: 'r1',
      criterion: '2.1',
      facets: ['nature', 'cause'],
      locator: { page: 1, note: 'top' },
      rationale: null,
      state: 'confirmed',
      depthMet: null,
    },
  ],
};

const judgement: CriterionJudgement = {
  id: 'j1',
  registrationId: 'r1',
  criterion: '2.1',
  outcome: 'met',
  assessorId: 'amir',
  assessorStatus: 'qualified',
  decidedAt: '2026-03-05T10:00:00.000Z',
  sequence: 1,
  rationale: 'Shown.',
  evidenceIds: ['e1'],
  overrideReason: null,
  countersignature: null,
};

const snapshotOf = (over: Partial<SnapshotFacts> = {}): SampleSnapshot =>
  sampleSnapshot({
    registrationId: 'r1',
    criteria: ['2.1', '2.2'],
    evidence: [observation],
    judgements: [judgement],
    ...over,
  });
const withEvidence = (over: Partial<EvidenceFact>): SampleSnapshot =>
  snapshotOf({ evidence: [{ ...observation, ...over }] });
const withClaim = (over: Partial<EvidenceFact['claims'][number]>): SampleSnapshot =>
  withEvidence({ claims: observation.claims.map((claim) => ({ ...claim, ...over })) });
const sentences = (after: SampleSnapshot, before = snapshotOf()): string[] =>
  snapshotDiff(before, after).map(({ sentence }) => sentence);

describe('what an IQA saw', () => {
  it('is what was handed in and what was decided, without drafts and without other units', () => {
    const draft: EvidenceFact = { ...observation, id: 'e2', ref: 'E002', status: 'draft' };
    const elsewhere = { ...observation.claims[0]!, registrationId: 'r2', criterion: '1.1' };
    const snapshot = snapshotOf({
      evidence: [draft, { ...observation, claims: [elsewhere, ...observation.claims] }],
    });
    expect(snapshot).toEqual(snapshotOf());
    expect(snapshot.judgements).toEqual([
      {
        ...{ criterion: '2.1', judgementId: 'j1', sequence: 1, outcome: 'met', assessorId: 'amir' },
        ...{ isPending: false, isOverride: false, refs: ['E001'] },
      },
    ]);
  });

  it('shows a trainee’s decision that waits beside what stands elsewhere', () => {
    const waiting: CriterionJudgement = { ...judgement, id: 'j2', sequence: 2, assessorStatus: 'trainee' };
    expect(snapshotOf({ judgements: [judgement, waiting] }).judgements).toMatchObject([
      { judgementId: 'j2', isPending: true },
    ]);
  });
});

describe('what changed since a sample', () => {
  it('is nothing when nothing changed, whatever the order of rows and of the members of a locator', () => {
    const reordered = withClaim({ facets: ['cause', 'nature'], locator: { note: 'top', page: 1 } });
    expect(snapshotDiff(snapshotOf(), reordered)).toEqual([]);
  });

  it.each<[string, SampleSnapshot, string[]]>([
    [
      'evidence handed in',
      snapshotOf({
        evidence: [observation, { ...observation, id: 'e2', ref: 'E002', claims: [], status: 'submitted' }],
      }),
      ['E002 (direct observation) is new; it is submitted.'],
    ],
    ['evidence withdrawn', withEvidence({ status: 'withdrawn' }), ['E001 was accepted and is now withdrawn.']],
    ['evidence held', withEvidence({ onHold: true }), ['E001 is on hold.']],
    ['content', withEvidence({ contentSha256: 'b'.repeat(64) }), ['E001 has other content.']],
    ['a claim declined', withClaim({ state: 'declined' }), ['E001 → AC2.1 was confirmed and is now declined.']],
    ['facets', withClaim({ facets: ['nature'] }), ['E001 → AC2.1 showed cause, nature and now shows nature.']],
    ['a locator', withClaim({ locator: { page: 2 } }), ['E001 → AC2.1 points to another place.']],
    [
      'a claim on another criterion',
      withClaim({ criterion: '2.2' }),
      ['E001 → AC2.1 is no longer claimed.', 'E001 → AC2.2 is claimed; the claim is confirmed.'],
    ],
    [
      'a new judgement',
      snapshotOf({ judgements: [judgement, { ...judgement, id: 'j2', sequence: 2, outcome: 'not_yet_met' }] }),
      ['AC2.1 was judged again: not yet met instead of met.'],
    ],
    [
      'a confirmed judgement',
      snapshotOf({ judgements: [judgement, { ...judgement, id: 'j2', sequence: 2 }] }),
      ['AC2.1 was judged again: met as before.'],
    ],
    [
      'a first judgement',
      snapshotOf({ judgements: [judgement, { ...judgement, id: 'j2', sequence: 2, criterion: '2.2' }] }),
      ['AC2.2 was judged met.'],
    ],
  ])('names %s', (_, after, expected) => {
    expect(sentences(after)).toEqual(expected);
  });

  it('names a countersignature, and evidence that is gone', () => {
    const pending: CriterionJudgement = { ...judgement, assessorStatus: 'trainee' };
    const countersignature = {
      countersignerId: 'cora',
      result: 'agreed',
      note: null,
      at: '2026-03-06T10:00:00.000Z',
    } as const;
    const [before, after] = [
      snapshotOf({ judgements: [pending] }),
      snapshotOf({ judgements: [{ ...pending, countersignature }], evidence: [] }),
    ];
    expect(sentences(after, before)).toEqual([
      'E001 is no longer claimed for this unit.',
      'E001 → AC2.1 is no longer claimed.',
      'AC2.1 was countersigned or released and has effect.',
    ]);
  });
});
