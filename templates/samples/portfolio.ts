import { DEMO_OVERRIDES } from './demo-overrides.js';
import { WRITTEN_CASES } from './evidence-emails.js';
import { SPOKEN_KNOWLEDGE } from './evidence-knowledge-spoken.js';
import { WRITTEN_KNOWLEDGE } from './evidence-knowledge-written.js';
import { OBSERVATIONS } from './evidence-observations.js';
import { RECORDS } from './evidence-records.js';
import { JUDGEMENTS } from './judgements.js';
import type { EvidenceOverride, SampleEvidence, SampleOverrides, SampleSet } from './story-types.js';

const COMPLETE: SampleSet = {
  evidence: [...OBSERVATIONS, ...WRITTEN_CASES, ...RECORDS, ...WRITTEN_KNOWLEDGE, ...SPOKEN_KNOWLEDGE],
  judgements: JUDGEMENTS,
};

/**
 * One invented learner's portfolio for Unit 40, told twice: `complete` (all 17 criteria evidenced and met) and `demo`
 * (the same story stopped two thirds of the way). Seed, demo, preview and tests all tell it from here.
 */
export const SAMPLE_PORTFOLIO = {
  registration: {
    unit: 'U40',
    /** Programme day 1 in the attached files. */
    registeredOn: { daysAgo: 200 },
    registrationNumber: 'HTC-2040-117',
  },
  centre: { name: 'Harbourside Training Centre', number: '54321' },
  employer: 'Harbour Lane Kitchens',
  learnerJobRole: 'Customer service adviser',
  /** The names that stand in the attached files, and those of the people round the learner who write nothing. */
  people: {
    learner: 'Maya Okafor',
    assessor: 'Ruth Pemberton',
    trainee: 'Daniel Asare',
    iqa: 'Gwen Parry',
    witness: 'Petra Lindqvist',
    manager: 'Morgan Ellis',
    eqa: 'Ian Whitcombe',
    newLearner: 'Leila Haddad',
  },
  /** What the IQA says when releasing the complete unit. */
  release: {
    route: 'sampled',
    decision: 'agreed',
    note: 'I followed every claim on 1.1, 1.5, 2.3, 2.7 and 2.9 to its place in the evidence and heard the passage of the discussion on Customer D. Another assessor would have decided the same, and the feedback tells Maya why.',
  },
  complete: COMPLETE,
  demo: stoppedEarlier(COMPLETE, DEMO_OVERRIDES),
} as const;

function stoppedEarlier(whole: SampleSet, overrides: SampleOverrides): SampleSet {
  return {
    evidence: whole.evidence.map((evidence) => withOverride(evidence, overrides.evidence[evidence.key])),
    judgements: whole.judgements
      .map((judgement) => {
        const override = overrides.judgements[judgement.criterion];
        return override === undefined ? judgement : override;
      })
      .filter((judgement) => judgement !== null),
  };
}

function withOverride(evidence: SampleEvidence, override: EvidenceOverride | undefined): SampleEvidence {
  if (override === undefined) return evidence;
  const {
    author = evidence.author,
    files = evidence.files,
    progress = evidence.progress,
    unclaimed = [],
    record,
  } = override;
  return {
    ...evidence,
    author,
    files,
    progress,
    body: record === undefined ? evidence.body : { ...evidence.body, record },
    claims: evidence.claims.filter((claim) => !unclaimed.includes(claim.criterion)),
  };
}
