import { describe, expect, it } from '@jest/globals';
import { computeCoverage } from '../../../src/domain/coverage/compute-coverage.js';
import { GAP_CODES, type CriterionCoverage } from '../../../src/domain/coverage/coverage.js';
import {
  checkJudgement,
  SETTLED_BY_JUDGING,
  type ProposedJudgement,
} from '../../../src/domain/judgement/check-judgement.js';
import { DomainError } from '../../../src/domain/kernel/domain-error.js';
import { factsOf, type EvidenceDifference, type FactDifferences } from '../../scenarios/coverage-story.js';

const OBSERVATION: EvidenceDifference = { method: 'direct_observation', caseRefs: ['C1'] };
const EMAIL: EvidenceDifference = { method: 'work_product', channel: 'email', caseRefs: ['C2'] };
const SUFFICIENT = [OBSERVATION, EMAIL];

function coverageOf(differences: Omit<FactDifferences, 'criterion'>): CriterionCoverage {
  const coverage = computeCoverage(factsOf({ criterion: '2.1', ...differences }));
  const criterion = coverage.criteria.find(({ code }) => code === '2.1');
  if (criterion === undefined) throw new Error('AC2.1 has gone');
  return criterion;
}

function refusalOf(judgement: Partial<ProposedJudgement>): Pick<DomainError, 'code' | 'message' | 'errors'> | null {
  try {
    checkJudgement({
      coverage: coverageOf({ evidence: SUFFICIENT }),
      outcome: 'met',
      evidenceIds: ['evidence-1'],
      rationale: 'Seen and read.',
      overrideReason: null,
      ...judgement,
    });
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { code: error.code, message: error.message, errors: error.errors };
  }
}

describe('judging a criterion', () => {
  it('met is allowed on sufficient evidence', () => {
    expect(refusalOf({})).toBeNull();
  });

  it.each(['met', 'not_yet_met', 'referred'] as const)('%s needs a rationale', (outcome) => {
    expect(refusalOf({ outcome, rationale: ' \n' })).toMatchObject({
      code: 'REASON_REQUIRED',
      errors: [{ path: 'rationale' }],
    });
  });

  it.each(['not_yet_met', 'referred'] as const)('%s is allowed without any evidence', (outcome) => {
    expect(refusalOf({ outcome, coverage: coverageOf({}), evidenceIds: [] })).toBeNull();
  });

  it('met needs evidence that can carry the criterion', () => {
    const testimony = coverageOf({ evidence: [{ method: 'witness_testimony' }] });

    expect(refusalOf({ coverage: coverageOf({}) })).toMatchObject({ code: 'EVIDENCE_NOT_COUNTABLE' });
    expect(refusalOf({ coverage: testimony })).toMatchObject({ code: 'EVIDENCE_NOT_COUNTABLE' });
  });

  it('met names its evidence', () => {
    expect(refusalOf({ evidenceIds: [] })).toMatchObject({
      code: 'EVIDENCE_NOT_COUNTABLE',
      errors: [{ path: 'evidenceIds' }],
    });
  });

  it('met names only evidence that counts for this criterion', () => {
    const coverage = coverageOf({ evidence: [...SUFFICIENT, { method: 'complaint_record', assessorComment: null }] });

    expect(refusalOf({ coverage, evidenceIds: ['evidence-1', 'evidence-3', 'evidence-9'] })).toMatchObject({
      code: 'EVIDENCE_NOT_COUNTABLE',
      errors: [{ path: 'evidenceIds[1]' }, { path: 'evidenceIds[2]' }],
    });
  });

  it('met is refused while a blocker is open, whatever the reason given, and the refusal lists the codes', () => {
    const ofNatureOnly = { claims: [{ facets: ['nature'] }] };
    const coverage = coverageOf({ evidence: SUFFICIENT.map((evidence) => ({ ...evidence, ...ofNatureOnly })) });

    expect(refusalOf({ coverage, overrideReason: 'Enough for me.' })).toMatchObject({
      code: 'GAPS_BLOCK_JUDGEMENT',
      message: expect.stringContaining('FACET_MISSING'),
      errors: [{ path: 'criterion', message: 'FACET_MISSING' }],
    });
  });

  it('met despite a warning needs a written reason', () => {
    const coverage = coverageOf({ evidence: [OBSERVATION] });

    expect(refusalOf({ coverage })).toMatchObject({
      code: 'OVERRIDE_REASON_REQUIRED',
      errors: [{ path: 'overrideReason' }],
    });
    expect(refusalOf({ coverage, overrideReason: '  ' })).toMatchObject({ code: 'OVERRIDE_REASON_REQUIRED' });
    expect(refusalOf({ coverage, overrideReason: 'A long and complete call.' })).toBeNull();
  });

  it('met may follow an earlier adverse, provisional or unsupported judgement', () => {
    for (const earlier of [
      { outcome: 'referred' },
      { outcome: 'not_yet_met' },
      { outcome: 'met', assessorStatus: 'trainee' },
    ] as const) {
      expect(refusalOf({ coverage: coverageOf({ evidence: SUFFICIENT, judgements: [earlier] }) })).toBeNull();
    }
    const atRisk = coverageOf({ evidence: [OBSERVATION], judgements: [{ outcome: 'met' }] });
    expect(atRisk.status).toBe('met_at_risk');
    expect(refusalOf({ coverage: atRisk, overrideReason: 'A long and complete call.' })).toBeNull();
  });

  it('settles only gaps of the closed list', () => {
    expect(GAP_CODES).toEqual(expect.arrayContaining([...SETTLED_BY_JUDGING]));
  });
});
