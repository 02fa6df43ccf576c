import { DomainError } from '../kernel/domain-error.js';
import { nextState, type Transitions } from '../kernel/state-machine.js';
import type { EvidenceClaim, RplState } from './evidence.js';
import { PRIOR_LEARNING_FORM } from './forms/prior-learning-form.js';
import { type FilledForm, isFilledGroup, tellsSomething } from './forms/record-words.js';

export type RplEvent = 'map' | 'recall' | 'assess' | 'reopen' | 'approve' | 'approve_by_ao';

/**
 * Recognition of prior learning on its way to counting (§3.9): handed in with its mapping, accepted by the assessor,
 * approved by the IQA, and where the awarding organisation wants to see it, by them too. A decision taken back takes the
 * approvals with it.
 */
export const RPL_TRANSITIONS: Transitions<RplState, RplEvent> = {
  proposed: { map: 'mapped' },
  mapped: { recall: 'proposed', assess: 'assessed' },
  assessed: { reopen: 'mapped', approve: 'iqa_approved' },
  iqa_approved: { reopen: 'mapped', approve_by_ao: 'ao_approved' },
  ao_approved: { reopen: 'mapped' },
};

const STATE_WORDS: Readonly<Record<RplState, string>> = {
  proposed: 'proposed and not yet mapped',
  mapped: 'mapped and waiting for its assessor',
  assessed: 'assessed and waiting for the IQA',
  iqa_approved: 'approved by the IQA',
  ao_approved: 'approved by the awarding organisation',
};

const EVENT_WORDS: Readonly<Record<RplEvent, string>> = {
  map: 'mapped',
  recall: 'recalled',
  assess: 'assessed',
  reopen: 're-opened',
  approve: 'approved by the IQA',
  approve_by_ao: 'approved by the awarding organisation',
};

/**
 * The state after `event`.
 * @throws DomainError STATE_CONFLICT when §3.9 has no such move.
 */
export function moveRpl(state: RplState, event: RplEvent): RplState {
  const next = nextState(RPL_TRANSITIONS, state, event);
  if (next === undefined) {
    throw new DomainError(
      'STATE_CONFLICT',
      `This prior learning is ${STATE_WORDS[state]}, so it cannot be ${EVENT_WORDS[event]}.`,
    );
  }
  return next;
}

/**
 * The claims that nothing maps to the prior learning: no row of the mapping that says anything, no reason with the claim
 * and no place in what is attached. Prior learning is mapped criterion by criterion (§2.2 RPL).
 */
export function unmappedClaims<
  Claim extends Pick<EvidenceClaim, 'criterion' | 'locator'> & { rationale?: string | null },
>(record: FilledForm | null, claims: readonly Claim[]): Claim[] {
  const mapping: unknown = record?.['mapping'];
  const rows: unknown[] = Array.isArray(mapping) ? mapping : [];
  const mapped = rows
    .filter(isFilledGroup)
    .filter((row) => tellsSomething(PRIOR_LEARNING_FORM.fields.mapping.fields, row))
    .map((row) => row['criterion']);
  return claims.filter(
    ({ criterion, locator, rationale }) => !mapped.includes(criterion) && locator === null && !rationale?.trim(),
  );
}
