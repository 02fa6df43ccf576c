import type { SignOff, SignOffStage } from '../../../src/domain/sign-off/sign-off.js';

export const SNAPSHOT = 'a'.repeat(64);

const SIGNED: Readonly<Record<SignOffStage, Pick<SignOff, 'personId' | 'signedAt' | 'signerStatus'>>> = {
  learner: { personId: 'lena', signedAt: '2026-05-01T09:00:00.000Z', signerStatus: null },
  assessor: { personId: 'amir', signedAt: '2026-05-02T09:00:00.000Z', signerStatus: 'qualified' },
  countersigner: { personId: 'cora', signedAt: '2026-05-03T09:00:00.000Z', signerStatus: 'qualified' },
  iqa: { personId: 'ivan', signedAt: '2026-05-04T09:00:00.000Z', signerStatus: 'qualified' },
  countersigning_iqa: { personId: 'ines', signedAt: '2026-05-04T15:00:00.000Z', signerStatus: 'qualified' },
};

/** A signature of the person who holds that part in the test registration; an IQA's releases a sampled unit. */
export function signature(stage: SignOffStage, change: Partial<SignOff> = {}): SignOff {
  const { personId } = SIGNED[stage];
  return {
    id: `${stage}-1`,
    stage,
    personName: personId,
    statement: 'I confirm.',
    snapshotSha256: SNAPSHOT,
    route: stage === 'iqa' ? 'sampled' : null,
    decision: stage === 'iqa' || stage === 'countersigning_iqa' ? 'agreed' : null,
    note: null,
    voidedAt: null,
    voidReason: null,
    ...SIGNED[stage],
    ...change,
  };
}

/** As `signature`, but void since. */
export function voided(stage: SignOffStage): SignOff {
  return signature(stage, {
    id: `${stage}-void`,
    voidedAt: '2026-05-05T09:00:00.000Z',
    voidReason: 'judgement_changed',
  });
}

export const BY_TRAINEE: Partial<SignOff> = { signerStatus: 'trainee' };
