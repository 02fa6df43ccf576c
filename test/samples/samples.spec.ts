import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { computeCoverage } from '../../src/domain/coverage/compute-coverage.js';
import type { UnitCoverage } from '../../src/domain/coverage/coverage.js';
import { checkAcceptance, checkReturn } from '../../src/domain/evidence/check-decision.js';
import { checkLocator } from '../../src/domain/evidence/check-locator.js';
import { checkSubmission } from '../../src/domain/evidence/check-submission.js';
import { METHOD_CARDS } from '../../src/domain/evidence/evidence-method.js';
import { evidenceRef } from '../../src/domain/evidence/evidence-ref.js';
import type { Evidence, EvidenceSignature } from '../../src/domain/evidence/evidence.js';
import { checkJudgement } from '../../src/domain/judgement/check-judgement.js';
import type { CriterionJudgement } from '../../src/domain/judgement/judgement.js';
import type { AssessmentCriterion } from '../../src/domain/specification/unit.js';
import { SAMPLE_PORTFOLIO } from '../../templates/samples/portfolio.js';
import { dateOf, resolveDates } from '../../templates/samples/resolve-dates.js';
import type { SampleEvidence, SampleSet } from '../../templates/samples/story-types.js';
import { U40 } from '../../templates/units/u40.js';

const TODAY = '2026-11-22';
const SAMPLES = fileURLToPath(new URL('../../templates/samples/', import.meta.url));
const CRITERIA = new Map<string, AssessmentCriterion>(
  U40.outcomes.flatMap(({ criteria }) => criteria.map((criterion) => [criterion.code, criterion] as const)),
);
const { complete, demo, registration } = SAMPLE_PORTFOLIO;
const SETS = [
  ['complete', complete],
  ['demo', demo],
] as const;

/** The signature the method's card asks for, if the story contains it. */
function signaturesOf({ body, learnerSignature }: SampleEvidence): EvidenceSignature[] {
  const signature = { personId: null, personName: '', statement: '', signedAt: '', contentSha256: 'frozen' };
  const { coSigner } = METHOD_CARDS[body.method];
  if (coSigner === 'learner' && learnerSignature !== null) return [{ ...signature, role: 'learner' }];
  if (coSigner === 'witness' && body.record !== undefined && 'witness' in body.record) {
    return body.record.witness.signedOn === null ? [] : [{ ...signature, role: 'witness' }];
  }
  return [];
}

function evidenceFacts(told: SampleEvidence, index: number): Evidence {
  const { key, author, body, claims, files, progress } = told;
  const isAccepted = progress.stage === 'accepted';
  const isAssessed = isAccepted || progress.stage === 'returned';
  return {
    id: key,
    ref: evidenceRef(index + 1, 1),
    method: body.method,
    status: progress.stage,
    onHold: false,
    authorRole: author === 'learner' ? 'learner' : 'assessor',
    authorId: author,
    learnerId: 'learner',
    activityFrom: dateOf(body.activityFrom, TODAY),
    activityTo: dateOf(body.activityTo, TODAY),
    setting: body.setting,
    workplaceContext: body.workplaceContext,
    channel: body.channel ?? null,
    caseRefs: body.caseRefs,
    hasAudioVisualFile: files.some((file) => file.endsWith('.mp3')),
    isDeclared: progress.stage !== 'draft',
    signatures: signaturesOf(told),
    varcs: isAssessed ? progress.varcs : null,
    assessorComment: isAssessed ? progress.comment : null,
    witnessVerified: isAccepted,
    rplState: null,
    hasConflictOfInterest: false,
    claims: claims.map(({ criterion, facets, locator, rationale, decision, depthMet }) => ({
      id: `${key}/${criterion}`,
      registrationId: 'registration',
      criterion,
      facets: facets ?? CRITERIA.get(criterion)?.facets.map(({ code }) => code) ?? [],
      locator,
      rationale,
      state: isAccepted ? decision : 'proposed',
      depthMet: isAccepted ? (depthMet ?? null) : null,
    })),
  };
}

function ledgerOf({ judgements }: SampleSet): CriterionJudgement[] {
  return judgements.map(({ criterion, outcome, by, rationale, evidence }, index) => ({
    id: `judgement-${index + 1}`,
    registrationId: 'registration',
    criterion,
    outcome,
    assessorId: by,
    assessorStatus: by === 'trainee' ? 'trainee' : 'qualified',
    decidedAt: `${TODAY}T09:00:00.000Z`,
    sequence: index + 1,
    rationale,
    evidenceIds: evidence,
    overrideReason: null,
    countersignature: null,
  }));
}

function coverageOf(set: SampleSet, judgements = ledgerOf(set)): UnitCoverage {
  return computeCoverage({
    unit: U40,
    registrationId: 'registration',
    registeredOn: dateOf(registration.registeredOn, TODAY),
    learnerId: 'learner',
    evidence: set.evidence.map(evidenceFacts),
    judgements,
    openEssentialActions: 0,
    openAppeals: 0,
    asOf: `${TODAY}T12:00:00.000Z`,
  });
}

describe('the complete sample portfolio', () => {
  it('evidences all 17 criteria with no blocker and no warning before anybody judges', () => {
    const { criteria } = coverageOf(complete, []);
    const open = criteria.flatMap(({ code, gaps }) =>
      gaps.filter(({ severity }) => severity !== 'info').map((gap) => ({ criterion: code, ...gap })),
    );
    expect(open).toEqual([]);
    expect(criteria.map(({ status }) => status)).toEqual(Array(17).fill('evidenced'));
  });

  it('is ready for sign-off once its judgements are recorded', () => {
    const coverage = coverageOf(complete);
    expect(coverage.totals).toEqual({ criteria: 17, met: 17, evidenced: 17 });
    expect(coverage.ready).toBe(true);
  });
});

describe('the demo portfolio', () => {
  const { criteria, totals, ready } = coverageOf(demo);

  it('stops where its file says it stops', () => {
    const open = criteria
      .filter(({ status }) => status !== 'met')
      .map(({ code, status, gaps }) => [
        code,
        status,
        gaps.filter(({ severity }) => severity !== 'info').map((gap) => gap.code),
      ]);
    expect(open).toEqual([
      ['1.1', 'claimed', ['RETURNED']],
      ['1.3', 'planned', ['ONLY_DRAFT']],
      ['1.5', 'evidenced_weak', ['SUPPORTING_ONLY', 'VERB_DEPTH']],
      ['1.6', 'evidenced', ['COUNTERSIGN_PENDING']],
      ['1.8', 'unclaimed', ['NO_EVIDENCE']],
      ['2.9', 'evidenced_weak', expect.arrayContaining(['FACET_MISSING', 'SINGLE_SOURCE', 'JUDGED_NOT_YET_MET'])],
    ]);
    expect([totals.met, ready]).toEqual([11, false]);
  });

  it('shows at least four statuses and six kinds of gap', () => {
    expect(new Set(criteria.map(({ status }) => status)).size).toBeGreaterThanOrEqual(4);
    expect(new Set(criteria.flatMap(({ gaps }) => gaps.map(({ code }) => code))).size).toBeGreaterThanOrEqual(6);
  });
});

describe.each(SETS)('every step of the %s story', (_name, set) => {
  it.each(set.evidence.map((evidence) => [evidence.key, evidence] as const))('%s passes its guards', (_key, told) => {
    const { body, claims, files, progress } = told;
    for (const { criterion, facets = [], locator } of claims) {
      expect(CRITERIA.get(criterion)?.facets.map(({ code }) => code)).toEqual(expect.arrayContaining([...facets]));
      expect(checkLocator(locator)).toEqual([]);
    }
    const card = METHOD_CARDS[body.method];
    expect(card.authors).toContain(told.author === 'learner' ? 'learner' : 'assessor');
    expect(told.learnerSignature !== null).toBe(card.coSigner === 'learner');
    if (progress.stage === 'draft') return;

    const request = resolveDates(body, TODAY);
    checkSubmission({
      ...request,
      record: request.record === undefined ? null : { ...request.record },
      fileCount: files.length,
      screenings: files.map(() => 'not_configured'),
      hasAudioVisualFile: files.some((file) => file.endsWith('.mp3')),
      claims,
      declaration: true,
      today: TODAY,
    });
    if (progress.stage === 'returned') checkReturn(progress);
    if (progress.stage === 'accepted') {
      checkAcceptance({
        ...body,
        ...progress,
        onHold: false,
        contentSha256: 'frozen',
        witnessVerifiedOn: null,
        today: TODAY,
        signatures: signaturesOf(told),
        claims: claims.map(({ criterion }) => {
          const { kind, methods } = CRITERIA.get(criterion)!;
          const { simulation } = U40.rules;
          return { registrationId: 'registration', criterion, kind, suitability: methods[body.method], simulation };
        }),
        decisions: claims.map(({ criterion, decision, depthMet = null }) => ({
          registrationId: 'registration',
          criterion,
          outcome: decision,
          depthMet,
        })),
      });
    }
  });

  it('lets each judgement be recorded on evidence that counts', () => {
    const coverage = new Map(coverageOf(set, []).criteria.map((criterion) => [criterion.code, criterion]));
    for (const { criterion, outcome, rationale, evidence } of set.judgements) {
      checkJudgement({
        coverage: coverage.get(criterion)!,
        outcome,
        rationale,
        evidenceIds: evidence,
        overrideReason: null,
      });
    }
  });
});

describe('the sample files', () => {
  const named = new Set(SETS.flatMap(([, set]) => set.evidence.flatMap(({ files }) => files)));
  const present = readdirSync(SAMPLES).filter((file) => !file.endsWith('.ts') && file !== 'README.md');

  it('are exactly those that the story attaches', () => {
    expect(present.sort()).toEqual([...named].sort());
  });

  it('stay small: each under 150 kB, together under 1 MB', () => {
    const sizes = present.map((file) => statSync(SAMPLES + file).size);
    expect(sizes.filter((size) => size >= 150_000)).toEqual([]);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_000_000);
  });
});

describe('dates of the story', () => {
  it('are told back from the day it is loaded, wherever they stand in a body', () => {
    const testimony = complete.evidence.find(({ key }) => key === 'witness-testimony')!;
    const { activityTo, record } = resolveDates(testimony.body, '2026-03-01');
    expect(activityTo).toBe('2025-12-19');
    expect(record).toMatchObject({ witness: { name: 'Petra Lindqvist', signedOn: '2026-01-18' } });
  });
});
