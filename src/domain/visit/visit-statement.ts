import type { SignOff } from '../sign-off/sign-off.js';
import type { ProposedOutcome } from './visit-outcome.js';

/** A registration as it stood when the outcome was signed. */
export interface SelectedUnit {
  readonly registrationId: string;
  readonly unit: string;
  readonly specificationVersion: string;
  readonly status: string;
  /** The signatures in force under it, each with the hash of what it binds. */
  readonly signatures: readonly Pick<SignOff, 'id' | 'stage' | 'snapshotSha256'>[];
}

export interface VisitNoteFact {
  readonly id: string;
  readonly text: string;
}

/**
 * Exactly what an external verifier signs, as plain JSON: what they say, what they noted, and the state of everything
 * that was selected. The place in the audit trail pins whatever no signature binds yet.
 */
export interface VisitStatement extends ProposedOutcome {
  readonly visitId: string;
  readonly eqaId: string;
  readonly summary: string;
  readonly selection: readonly SelectedUnit[];
  readonly notes: readonly VisitNoteFact[];
  readonly trail: { readonly sequence: number; readonly sha256: string };
}

/** The order of the facts never matters. */
export function visitStatement(facts: VisitStatement): VisitStatement {
  const { visitId, eqaId, decision, summary, recommendDirectClaims, trail } = facts;
  return {
    ...{ visitId, eqaId, decision, summary, recommendDirectClaims },
    actions: facts.actions.map(({ text, severity, dueOn }) => ({ text, severity, dueOn })),
    releases: sorted(
      facts.releases.map(({ registrationId, decision: released, note }) => ({
        ...{ registrationId, decision: released, note },
      })),
      ({ registrationId }) => registrationId,
    ),
    selection: sorted(
      facts.selection.map(({ registrationId, unit, specificationVersion, status, signatures }) => ({
        ...{ registrationId, unit, specificationVersion, status },
        signatures: sorted(
          signatures.map(({ id, stage, snapshotSha256 }) => ({ id, stage, snapshotSha256 })),
          ({ id }) => id,
        ),
      })),
      ({ registrationId }) => registrationId,
    ),
    notes: sorted(
      facts.notes.map(({ id, text }) => ({ id, text })),
      ({ id }) => id,
    ),
    trail: { sequence: trail.sequence, sha256: trail.sha256 },
  };
}

function sorted<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string): Entry[] {
  return [...entries].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
