import type { EvidenceMethod } from '../evidence/evidence-method.js';
import type { ClaimState, EvidenceStatus } from '../evidence/evidence.js';
import type { JudgementOutcome } from '../judgement/judgement.js';
import { DomainError, type FieldError } from '../kernel/domain-error.js';
import type { AppealKind } from './appeal.js';

/** What the learner names. */
export interface AppealTarget {
  readonly kind: AppealKind;
  readonly judgementId: string | null;
  readonly evidenceId: string | null;
  readonly criterion: string | null;
}

type Named = 'judgementId' | 'evidenceId' | 'criterion';
const REQUIRED: Readonly<Record<AppealKind, readonly Named[]>> = {
  judgement: ['judgementId'],
  evidence_returned: ['evidenceId'],
  claim_declined: ['evidenceId', 'criterion'],
  rpl_refused: ['evidenceId'],
  process_failing: [],
};
const OPTIONAL: Readonly<Record<AppealKind, readonly Named[]>> = {
  judgement: [],
  evidence_returned: [],
  claim_declined: [],
  rpl_refused: ['criterion'],
  process_failing: ['criterion'],
};

/**
 * Whether an appeal names what its kind is about, and nothing else.
 * @throws DomainError VALIDATION_FAILED at `against.…`
 */
export function checkTarget(target: AppealTarget): void {
  const required = REQUIRED[target.kind];
  const known = [...required, ...OPTIONAL[target.kind]];
  const errors = (['judgementId', 'evidenceId', 'criterion'] as const).flatMap((field): FieldError[] => {
    const isNamed = target[field] !== null;
    if (!isNamed && required.includes(field)) return [{ path: `against.${field}`, message: 'is needed for this kind' }];
    if (isNamed && !known.includes(field)) return [{ path: `against.${field}`, message: 'has no place in this kind' }];
    return [];
  });
  if (errors.length > 0)
    throw new DomainError('VALIDATION_FAILED', 'The appeal does not say what it is against.', errors);
}

const notAppealable = (message: string, path: string): DomainError =>
  new DomainError('STATE_CONFLICT', message, [{ path, message: 'is nothing to appeal against' }]);

/**
 * §3.8: a judgement of `not_yet_met` or `referred` that rules on its criterion now; one that was judged again has nothing
 * left to appeal against, and a trainee's has no effect until it is countersigned.
 * @throws DomainError STATE_CONFLICT
 */
export function checkJudgementAppealable(judgement: {
  readonly criterion: string;
  readonly outcome: JudgementOutcome;
  readonly isEffective: boolean;
}): void {
  const { criterion, outcome, isEffective } = judgement;
  if (!isEffective) throw notAppealable(`This judgement does not rule on AC${criterion}.`, 'against.judgementId');
  if (outcome === 'met') throw notAppealable(`AC${criterion} was judged met.`, 'against.judgementId');
}

/**
 * An item that was returned and not answered by a new version, a declined claim on an accepted item, or prior learning of
 * which either is true.
 * @throws DomainError STATE_CONFLICT; VALIDATION_FAILED when the kind and the method do not go together
 */
export function checkEvidenceAppealable(
  { kind, criterion }: Pick<AppealTarget, 'kind' | 'criterion'>,
  evidence: {
    readonly ref: string;
    readonly method: EvidenceMethod;
    readonly status: EvidenceStatus;
    /** State of the claim on the criterion named; `null` when none is named or none is made. */
    readonly claimState: ClaimState | null;
  },
): void {
  const { ref, method, status, claimState } = evidence;
  if ((method === 'rpl_claim') !== (kind === 'rpl_refused')) {
    const message = method === 'rpl_claim' ? 'must be rpl_refused for prior learning' : `is not what ${ref} is`;
    throw new DomainError('VALIDATION_FAILED', 'Prior learning has a kind of its own.', [
      { path: 'against.kind', message },
    ]);
  }
  if (criterion === null) {
    if (status !== 'returned') throw notAppealable(`${ref} is not returned.`, 'against.evidenceId');
    return;
  }
  if (claimState !== 'declined' && claimState !== 'revoked') {
    throw notAppealable(`The claim of ${ref} on AC${criterion} is not declined.`, 'against.criterion');
  }
}
