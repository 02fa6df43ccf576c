import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '../../../src/domain/kernel/canonical-json.js';
import { DomainError } from '../../../src/domain/kernel/domain-error.js';
import { checkOutcome, checkVisitAction } from '../../../src/domain/visit/visit-outcome.js';
import { visitStatement, type VisitStatement } from '../../../src/domain/visit/visit-statement.js';

type Facts = Parameters<typeof checkOutcome>[0];

const ACTION = { text: 'Date every locator.', severity: 'essential', dueOn: '2026-07-01' } as const;
const OUTCOME: Facts = {
  decision: 'satisfactory',
  actions: [],
  releases: [{ registrationId: 'r1', decision: 'released', note: null }],
  recommendDirectClaims: false,
  selectedIds: ['r1', 'r2'],
  iqaReleasedIds: ['r1'],
  today: '2026-06-01',
};

/** Code and paths of the refusal. */
function refusalOf(over: Partial<Facts>): string[] | null {
  try {
    checkOutcome({ ...OUTCOME, ...over });
  } catch (error) {
    if (error instanceof DomainError) return [error.code, ...error.errors.map(({ path }) => path)];
    throw error;
  }
  return null;
}

describe('The outcome of a visit', () => {
  it('releases what was selected and an IQA has released', () => {
    expect(refusalOf({})).toBeNull();
    expect(refusalOf({ releases: [] })).toBeNull();
  });

  it('releases nothing that no IQA has released', () => {
    const releases = [{ registrationId: 'r2', decision: 'released', note: null }] as const;
    expect(refusalOf({ releases })).toEqual(['NOT_RELEASED', 'releases[0].decision']);
  });

  it('says why a unit is not released', () => {
    const withheld = (note: string | null) => [{ registrationId: 'r2', decision: 'not_released', note } as const];
    expect(refusalOf({ releases: withheld(' ') })).toEqual(['REASON_REQUIRED', 'releases[0].note']);
    expect(refusalOf({ releases: withheld('The log was not to be found.') })).toBeNull();
  });

  it('speaks of selected registrations, of each once', () => {
    const release = { registrationId: 'r3', decision: 'released', note: null } as const;
    expect(refusalOf({ releases: [release] })).toEqual(['VALIDATION_FAILED', 'releases[0].registrationId']);
    const twice = [OUTCOME.releases[0]!, OUTCOME.releases[0]!];
    expect(refusalOf({ releases: twice })).toEqual(['VALIDATION_FAILED', 'releases[1].registrationId']);
  });

  it('comes with an action unless it is satisfactory, due today at the earliest', () => {
    expect(refusalOf({ decision: 'action_required' })).toEqual(['REASON_REQUIRED', 'actions']);
    expect(refusalOf({ decision: 'not_satisfactory', actions: [ACTION] })).toBeNull();
    expect(refusalOf({ actions: [{ ...ACTION, dueOn: '2026-06-01' }] })).toBeNull();
    expect(refusalOf({ actions: [{ ...ACTION, dueOn: '2026-05-31' }] })).toEqual([
      'VALIDATION_FAILED',
      'actions[0].dueOn',
    ]);
  });

  it('recommends direct claims only where nothing essential is left to do', () => {
    const recommending = (over: Partial<Facts>) => refusalOf({ recommendDirectClaims: true, ...over });
    expect(recommending({})).toBeNull();
    expect(recommending({ actions: [{ ...ACTION, severity: 'recommended' }] })).toBeNull();
    expect(recommending({ actions: [ACTION] })).toEqual(['VALIDATION_FAILED', 'recommendDirectClaims']);
    expect(recommending({ decision: 'action_required', actions: [ACTION] })).toEqual([
      'VALIDATION_FAILED',
      'recommendDirectClaims',
    ]);
  });

  it('names everything that is wrong at once, under the gravest code', () => {
    expect(
      refusalOf({
        decision: 'not_satisfactory',
        releases: [{ registrationId: 'r2', decision: 'released', note: null }],
      }),
    ).toEqual(['NOT_RELEASED', 'actions', 'releases[0].decision']);
  });
});

describe('An action of a visit', () => {
  const check = (step: 'answer' | 'close', respondedAt: string | null, closedAt: string | null) => () =>
    checkVisitAction(step, { respondedAt, closedAt });

  it('is closed on the answer of the centre, and then stays closed', () => {
    expect(check('answer', null, null)).not.toThrow();
    expect(check('answer', '2026-06-02', null)).not.toThrow();
    expect(check('close', null, null)).toThrow('has not answered');
    expect(check('close', '2026-06-02', null)).not.toThrow();
    expect(check('close', '2026-06-02', '2026-06-03')).toThrow('closed already');
    expect(check('answer', '2026-06-02', '2026-06-03')).toThrow('closed already');
  });
});

describe('What a verifier signs', () => {
  const signature = (id: string) => ({ id, stage: 'iqa', snapshotSha256: 'a' }) as const;
  const unit = (registrationId: string) => ({
    registrationId,
    unit: 'U40',
    specificationVersion: '1',
    status: 'iqa_released',
    signatures: [signature('s2'), signature('s1')],
  });
  const STATEMENT: VisitStatement = {
    ...{ visitId: 'v', eqaId: 'e', decision: 'satisfactory', summary: 'Fine.', recommendDirectClaims: false },
    actions: [ACTION],
    releases: [
      { registrationId: 'r2', decision: 'released', note: null },
      { registrationId: 'r1', decision: 'released', note: null },
    ],
    selection: [unit('r2'), unit('r1')],
    notes: [
      { id: 'n2', text: 'Second.' },
      { id: 'n1', text: 'First.' },
    ],
    trail: { sequence: 7, sha256: 'b' },
  };
  const text = (over: Partial<VisitStatement>) => canonicalJson(visitStatement({ ...STATEMENT, ...over }));

  it('does not depend on the order of the facts', () => {
    const turned = {
      releases: [...STATEMENT.releases].reverse(),
      selection: [unit('r1'), { ...unit('r2'), signatures: [signature('s1'), signature('s2')] }],
      notes: [...STATEMENT.notes].reverse(),
    };
    expect(text(turned)).toBe(text({}));
  });

  it('binds what was said, what was noted and what stood under every selected unit', () => {
    const others: Partial<VisitStatement>[] = [
      { summary: 'Not fine.' },
      { actions: [] },
      { releases: [] },
      { recommendDirectClaims: true },
      { selection: [unit('r1')] },
      { selection: [unit('r2'), { ...unit('r1'), status: 'reopened' }] },
      { selection: [unit('r2'), { ...unit('r1'), signatures: [signature('s1')] }] },
      { notes: [{ id: 'n1', text: 'First, corrected.' }] },
      { trail: { sequence: 8, sha256: 'b' } },
    ];
    expect(new Set([text({}), ...others.map(text)]).size).toBe(others.length + 1);
  });
});
