import { type Finding, isBlank, refuseOn } from '../evidence/findings.js';
import { DomainError } from '../kernel/domain-error.js';
import type { ActionSeverity } from '../sampling/sample-decision.js';

/** What an external verifier says of a centre, gravest last. */
export const VISIT_DECISIONS = ['satisfactory', 'action_required', 'not_satisfactory'] as const;
export type VisitDecision = (typeof VISIT_DECISIONS)[number];

/** What they say of one unit of one learner. */
export const RELEASE_DECISIONS = ['released', 'not_released'] as const;
export type ReleaseDecision = (typeof RELEASE_DECISIONS)[number];

export interface ProposedVisitAction {
  readonly text: string;
  readonly severity: ActionSeverity;
  /** YYYY-MM-DD. */
  readonly dueOn: string;
}

export interface ProposedRelease {
  readonly registrationId: string;
  readonly decision: ReleaseDecision;
  readonly note: string | null;
}

export interface ProposedOutcome {
  readonly decision: VisitDecision;
  readonly actions: readonly ProposedVisitAction[];
  readonly releases: readonly ProposedRelease[];
  readonly recommendDirectClaims: boolean;
}

/**
 * Whether an external verifier may sign this outcome. Whatever is not satisfactory comes with an action; a unit is
 * released only after its IQA has released it (§3.7), and whoever does not release one says why; direct claims are
 * recommended where nothing essential is left to do (§4.5).
 * @throws DomainError VALIDATION_FAILED, NOT_RELEASED, REASON_REQUIRED, each with the fields it is about
 */
export function checkOutcome(
  outcome: ProposedOutcome & {
    readonly selectedIds: readonly string[];
    /** Registrations whose unit an IQA has released, with a signature that is in force. */
    readonly iqaReleasedIds: readonly string[];
    /** YYYY-MM-DD, before which nothing can be due. */
    readonly today: string;
  },
): void {
  const { decision, actions, releases, recommendDirectClaims, selectedIds, iqaReleasedIds, today } = outcome;
  const findings: Finding[] = [];
  const find = (code: Finding['code'], path: string, message: string) => findings.push({ code, path, message });

  if (decision !== 'satisfactory' && actions.length === 0) {
    find('REASON_REQUIRED', 'actions', 'must say what is to be done');
  }
  for (const [index, { dueOn }] of actions.entries()) {
    if (dueOn < today) find('VALIDATION_FAILED', `actions[${index}].dueOn`, 'is in the past');
  }
  const isSettled = decision === 'satisfactory' && !actions.some(({ severity }) => severity === 'essential');
  if (recommendDirectClaims && !isSettled) {
    find('VALIDATION_FAILED', 'recommendDirectClaims', 'needs a satisfactory visit without an essential action');
  }
  for (const [index, { registrationId, decision: released, note }] of releases.entries()) {
    const path = `releases[${index}]`;
    if (!selectedIds.includes(registrationId)) {
      find('VALIDATION_FAILED', `${path}.registrationId`, 'was not selected for this visit');
    } else if (releases.findIndex((other) => other.registrationId === registrationId) !== index) {
      find('VALIDATION_FAILED', `${path}.registrationId`, 'is decided on twice');
    } else if (released === 'released' && !iqaReleasedIds.includes(registrationId)) {
      find('NOT_RELEASED', `${path}.decision`, 'is about a unit that no IQA has released');
    }
    if (released === 'not_released' && isBlank(note)) {
      find('REASON_REQUIRED', `${path}.note`, 'must say why the unit is not released');
    }
  }
  refuseOn(findings, [
    ['VALIDATION_FAILED', 'The outcome does not hold together yet.'],
    ['NOT_RELEASED', 'A unit goes to external verification once its IQA has released it.'],
    ['REASON_REQUIRED', 'Say what is to be done, wherever the centre has something to do.'],
  ]);
}

/**
 * Before the centre answers an action, and before a verifier closes one: they close on what the centre has said.
 * @throws DomainError STATE_CONFLICT
 */
export function checkVisitAction(
  step: 'answer' | 'close',
  action: { readonly respondedAt: string | null; readonly closedAt: string | null },
): void {
  if (action.closedAt !== null) throw new DomainError('STATE_CONFLICT', 'This action is closed already.');
  if (step === 'close' && action.respondedAt === null) {
    throw new DomainError('STATE_CONFLICT', 'The centre has not answered this action yet.');
  }
}
