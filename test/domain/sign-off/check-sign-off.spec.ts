import { describe, expect, it } from '@jest/globals';
import type { CriterionCoverage } from '../../../src/domain/coverage/coverage.js';
import { checkSignOff, type SignOffFacts } from '../../../src/domain/sign-off/check-sign-off.js';
import type { SignOffStage } from '../../../src/domain/sign-off/sign-off.js';
import { pathsOf, refusalOf } from '../evidence/refusal-of.js';
import { BY_TRAINEE, signature, SNAPSHOT } from './signatures.js';

const learner = signature('learner');
const assessor = signature('assessor');
const trainee = signature('assessor', BY_TRAINEE);
const countersigner = signature('countersigner');
const traineeIqa = signature('iqa', BY_TRAINEE);

const person = (id: string, change: Partial<SignOffFacts['actor']> = {}): SignOffFacts['actor'] => ({
  ...{ id, assessorStatus: null, verifierStatus: null, isLeadIqa: false },
  ...change,
});

const MET: CriterionCoverage = {
  code: '1.1',
  statement: 'Explain negotiating techniques',
  kind: 'K',
  status: 'met',
  gaps: [],
  claims: [],
};

const LEARNER: SignOffFacts = {
  stage: 'learner',
  actor: person('lena'),
  parties: {
    ...{ learnerId: 'lena', assessorId: 'amir', countersignerId: 'cora', coAssessorId: null },
    ...{ iqaId: 'ivan', countersigningIqaId: 'ines' },
  },
  coverage: { ready: true, unitGaps: [], criteria: [MET] },
  signOffs: [],
  snapshotSha256: SNAPSHOT,
  route: null,
  decision: null,
  note: null,
  judgeIds: ['amir', 'anna'],
  countersignerIds: ['cora'],
  authorIds: ['olga'],
  conflictedPersonIds: [],
};
const ASSESSOR: SignOffFacts = {
  ...LEARNER,
  stage: 'assessor',
  actor: person('amir', { assessorStatus: 'qualified' }),
  signOffs: [learner],
};
const COUNTERSIGNER: SignOffFacts = {
  ...LEARNER,
  stage: 'countersigner',
  actor: person('cora', { assessorStatus: 'qualified' }),
  signOffs: [learner, trainee],
};
const IQA: SignOffFacts = {
  ...LEARNER,
  stage: 'iqa',
  actor: person('ivan', { verifierStatus: 'qualified' }),
  signOffs: [learner, assessor],
  route: 'sampled',
  decision: 'agreed',
};
const COUNTERSIGNING_IQA: SignOffFacts = {
  ...IQA,
  stage: 'countersigning_iqa',
  actor: person('ines', { verifierStatus: 'qualified' }),
  signOffs: [learner, assessor, traineeIqa],
  route: null,
};
const LEAD = person('leah', { verifierStatus: 'qualified', isLeadIqa: true });
const BY_STAGE: Readonly<Record<SignOffStage, SignOffFacts>> = {
  learner: LEARNER,
  assessor: ASSESSOR,
  countersigner: COUNTERSIGNER,
  iqa: IQA,
  countersigning_iqa: COUNTERSIGNING_IQA,
};
const EVERYBODY = Object.entries(BY_STAGE);

const refusal = (facts: SignOffFacts) => refusalOf(() => checkSignOff(facts));

describe('signing for a unit', () => {
  it.each([
    ...EVERYBODY,
    ['trainee assessor', { ...ASSESSOR, actor: person('amir', { assessorStatus: 'trainee' }) }],
    ['IQA after a trainee was countersigned', { ...IQA, signOffs: [learner, trainee, countersigner] }],
    ['IQA with development points', { ...IQA, decision: 'agreed_with_development' }],
    ['IQA of a unit not sampled', { ...IQA, route: 'not_selected' as const, decision: null, note: 'Strategy 2026/2' }],
    ['IQA who asks for action', { ...IQA, decision: 'action_required', note: 'Ask about 2.4 again.' }],
    [
      'IQA after their own request for action',
      { ...IQA, signOffs: [learner, assessor, signature('iqa', { decision: 'action_required' })] },
    ],
    ['trainee IQA', { ...IQA, actor: person('ivan', { verifierStatus: 'trainee' }) }],
    ['countersigning IQA who refuses', { ...COUNTERSIGNING_IQA, decision: 'not_agreed', note: '2.7 was not seen.' }],
    ['lead IQA who countersigns', { ...COUNTERSIGNING_IQA, actor: LEAD }],
  ])('is open to the %s whose turn it is', (_, facts) => {
    expect(() => checkSignOff(facts)).not.toThrow();
  });

  it.each(EVERYBODY)('at stage %s is not for anybody but the person of that part', (_, facts) => {
    const { code, message } = refusal({ ...facts, actor: person('nora', { assessorStatus: 'qualified' }) });
    expect(code).toBe('SEGREGATION_OF_DUTIES');
    expect(message).toContain('SOD7');
  });

  const barred: readonly (readonly [string, SignOffFacts, string])[] = [
    ['a declared interest', { ...ASSESSOR, conflictedPersonIds: ['amir'] }, 'SOD6'],
    ['a declared interest of the IQA', { ...IQA, conflictedPersonIds: ['ivan'] }, 'SOD6'],
    ['the IQA having judged', { ...IQA, judgeIds: ['ivan'] }, 'SOD2'],
    ['the IQA having countersigned', { ...IQA, countersignerIds: ['ivan'] }, 'SOD2'],
    ['the IQA having written evidence', { ...IQA, authorIds: ['ivan'] }, 'SOD2'],
    [
      'the IQA having signed as assessor before the parts changed',
      { ...IQA, signOffs: [learner, signature('assessor', { personId: 'ivan' })] },
      'SOD2',
    ],
    [
      'the IQA having signed as countersigner before the parts changed',
      { ...IQA, signOffs: [learner, trainee, signature('countersigner', { personId: 'ivan' })] },
      'SOD2',
    ],
    [
      'the countersigner having signed as assessor before the parts changed',
      { ...COUNTERSIGNER, signOffs: [learner, signature('assessor', { ...BY_TRAINEE, personId: 'cora' })] },
      'SOD4',
    ],
    ['one person in two parts', { ...IQA, parties: { ...IQA.parties, assessorId: 'ivan' } }, 'SOD2'],
    [
      'no countersigner allocated',
      { ...COUNTERSIGNER, parties: { ...LEARNER.parties, countersignerId: null } },
      'SOD7',
    ],
    ['the IQA still being allocated to assess', { ...COUNTERSIGNING_IQA, actor: { ...LEAD, id: 'amir' } }, 'SOD2'],
    ['the IQA still being allocated to countersign', { ...COUNTERSIGNING_IQA, actor: { ...LEAD, id: 'cora' } }, 'SOD2'],
    ['a countersigning IQA having judged', { ...COUNTERSIGNING_IQA, judgeIds: ['ines'] }, 'SOD2'],
    ['a lead IQA having written evidence', { ...COUNTERSIGNING_IQA, actor: { ...LEAD, id: 'olga' } }, 'SOD2'],
    ['a lead IQA being the learner', { ...COUNTERSIGNING_IQA, actor: { ...LEAD, id: 'lena' } }, 'SOD2'],
    ['a countersigning IQA with an interest', { ...COUNTERSIGNING_IQA, conflictedPersonIds: ['ines'] }, 'SOD6'],
    [
      'a trainee IQA countersigning themselves as lead',
      { ...COUNTERSIGNING_IQA, actor: { ...LEAD, id: 'ivan' } },
      'SOD5',
    ],
    [
      'a countersigning IQA having signed as trainee IQA before the parts changed',
      { ...COUNTERSIGNING_IQA, signOffs: [learner, assessor, signature('iqa', { ...BY_TRAINEE, personId: 'ines' })] },
      'SOD5',
    ],
    [
      'a countersigning IQA in training',
      { ...COUNTERSIGNING_IQA, actor: person('ines', { verifierStatus: 'trainee' }) },
      'SOD5',
    ],
    [
      'no countersigning IQA allocated',
      { ...COUNTERSIGNING_IQA, parties: { ...LEARNER.parties, countersigningIqaId: null } },
      'SOD7',
    ],
    ['a countersigner in training', { ...COUNTERSIGNER, actor: person('cora', { assessorStatus: 'trainee' }) }, 'SOD4'],
  ];

  it.each(barred)('is barred by %s', (_, facts, rule) => {
    const { code, message } = refusal(facts);
    expect(code).toBe('SEGREGATION_OF_DUTIES');
    expect(message).toContain(rule);
  });

  it('is not barred to a learner by an interest in themselves', () => {
    expect(() => checkSignOff({ ...LEARNER, conflictedPersonIds: ['lena'] })).not.toThrow();
  });

  const outOfOrder: readonly (readonly [string, SignOffFacts, string])[] = [
    ['the assessor before the learner', { ...ASSESSOR, signOffs: [] }, 'the learner signs next'],
    ['the learner twice', { ...LEARNER, signOffs: [learner] }, 'the assessor signs next'],
    ['the IQA before the assessor', { ...IQA, signOffs: [learner] }, 'the assessor signs next'],
    ['the IQA before the countersigner', { ...IQA, signOffs: [learner, trainee] }, 'the countersigning assessor signs'],
    [
      'a countersigner of a qualified assessor',
      { ...COUNTERSIGNER, signOffs: [learner, assessor] },
      'the IQA signs next',
    ],
    [
      'a countersigning IQA of a qualified one',
      { ...COUNTERSIGNING_IQA, signOffs: [learner, assessor, signature('iqa')] },
      'must be re-opened',
    ],
    ['a trainee IQA twice', { ...IQA, signOffs: [learner, assessor, traineeIqa] }, 'the countersigning IQA signs next'],
    ['anybody after the release', { ...IQA, signOffs: [learner, assessor, signature('iqa')] }, 'must be re-opened'],
  ];

  it.each(outOfOrder)('is refused to %s', (_, facts, words) => {
    const { code, message } = refusal(facts);
    expect(code).toBe('STAGE_OUT_OF_ORDER');
    expect(message).toContain(words);
  });

  it.each(EVERYBODY)('at stage %s needs a unit that is still ready', (_, facts) => {
    const coverage: SignOffFacts['coverage'] = {
      ready: false,
      unitGaps: [
        { code: 'SIMULATION_FLAGGED', severity: 'info' },
        { code: 'IQA_ACTION_OPEN', severity: 'blocker' },
      ],
      criteria: [
        MET,
        { ...MET, code: '1.2', gaps: [{ code: 'SINGLE_SOURCE', severity: 'warning' }] },
        { ...MET, code: '1.3', status: 'met_at_risk', gaps: [{ code: 'SINGLE_SOURCE', severity: 'warning' }] },
        { ...MET, code: '1.4', status: 'unclaimed', gaps: [{ code: 'NO_EVIDENCE', severity: 'blocker' }] },
        { ...MET, code: '1.5', status: 'evidenced', gaps: [{ code: 'SOME_STALE', severity: 'info' }] },
        { ...MET, code: '1.6', claims: [claimOnHold()] },
      ],
    };
    const refused = refusal({ ...facts, coverage });
    expect(refused.code).toBe('NOT_READY_FOR_SIGN_OFF');
    expect(refused.errors).toEqual([
      { path: 'coverage.criteria[2]', message: '1.3 is met_at_risk (SINGLE_SOURCE).' },
      { path: 'coverage.criteria[3]', message: '1.4 is unclaimed (NO_EVIDENCE).' },
      { path: 'coverage.criteria[4]', message: '1.5 is evidenced.' },
      { path: 'coverage.criteria[5]', message: '1.6 is met (ON_HOLD).' },
      { path: 'coverage.unitGaps[1]', message: 'The unit has IQA_ACTION_OPEN.' },
    ]);
  });

  it('is refused once an earlier signature binds another snapshot', () => {
    const { code, errors } = refusal({ ...IQA, snapshotSha256: 'b'.repeat(64) });
    expect(code).toBe('SNAPSHOT_CHANGED');
    expect(errors.map(({ message }) => message)).toEqual([
      `The learner signed another state of this unit at ${learner.signedAt}.`,
      `The assessor signed another state of this unit at ${assessor.signedAt}.`,
    ]);
  });

  it('does not mind what a void signature bound', () => {
    const old = signature('assessor', { snapshotSha256: 'b'.repeat(64), voidedAt: '2026-05-03T00:00:00.000Z' });
    expect(() => checkSignOff({ ...ASSESSOR, signOffs: [learner, old] })).not.toThrow();
  });

  const unexplained: readonly (readonly [string, SignOffFacts, string, string[]])[] = [
    ['no route', { ...IQA, route: null }, 'VALIDATION_FAILED', ['route']],
    ['a sample without a decision', { ...IQA, decision: null }, 'VALIDATION_FAILED', ['decision']],
    ['a decision nobody knows', { ...IQA, decision: 'fine' }, 'VALIDATION_FAILED', ['decision']],
    ['a rejection without a reason', { ...IQA, decision: 'not_agreed', note: ' ' }, 'REASON_REQUIRED', ['note']],
    ['no sample and no strategy', { ...IQA, route: 'not_selected', decision: null }, 'REASON_REQUIRED', ['note']],
    [
      'a decision on no sample, and no strategy either',
      { ...IQA, route: 'not_selected' },
      'VALIDATION_FAILED',
      ['decision', 'note'],
    ],
    [
      'a countersigned release without a word',
      { ...COUNTERSIGNING_IQA, decision: null },
      'VALIDATION_FAILED',
      ['decision'],
    ],
    [
      'a countersigned release under conditions',
      { ...COUNTERSIGNING_IQA, decision: 'action_required' },
      'VALIDATION_FAILED',
      ['decision'],
    ],
    ['a second route', { ...COUNTERSIGNING_IQA, route: 'sampled' }, 'VALIDATION_FAILED', ['route']],
    [
      'a refusal of a release without a reason',
      { ...COUNTERSIGNING_IQA, decision: 'not_agreed' },
      'REASON_REQUIRED',
      ['note'],
    ],
    [
      "an IQA's words from somebody else",
      { ...ASSESSOR, route: 'sampled', decision: 'agreed' },
      'VALIDATION_FAILED',
      ['route', 'decision'],
    ],
  ];

  it.each(unexplained)('is refused with %s', (_, facts, code, paths) => {
    const refused = refusal(facts);
    expect(refused.code).toBe(code);
    expect(pathsOf(refused)).toEqual(paths);
  });
});

function claimOnHold(): CriterionCoverage['claims'][number] {
  return {
    claimId: 'c1',
    evidenceId: 'e1',
    ref: 'E001',
    method: 'assignment',
    counts: 'none',
    reasons: ['ON_HOLD'],
  };
}
