import type { EvidenceMethod } from '../evidence/evidence-method.js';

/** A row of the ledgers of one unit, overtaken ones included. */
export interface LedgerDecision {
  readonly judgementId: string;
  readonly assessorId: string;
  readonly decidedAt: string;
  readonly methods: readonly EvidenceMethod[];
}

export interface Firsts {
  readonly isFirstOnUnit: boolean;
  readonly newMethods: readonly EvidenceMethod[];
}

/**
 * Which decisions were an assessor's first on the unit, and which the first to rest on a method (§4.1). Takes everything
 * ever decided on the unit at the centre; a first decision stays the first when a later one overtakes it.
 */
export function firstDecisions(ledger: readonly LedgerDecision[]): Map<string, Firsts> {
  const usedBy = new Map<string, Set<EvidenceMethod>>();
  const firsts = new Map<string, Firsts>();
  for (const { judgementId, assessorId, methods } of [...ledger].sort(inTime)) {
    const used = usedBy.get(assessorId);
    const newMethods = [...new Set(methods)].filter((method) => !used?.has(method)).sort();
    firsts.set(judgementId, { isFirstOnUnit: used === undefined, newMethods });
    usedBy.set(assessorId, new Set([...(used ?? []), ...methods]));
  }
  return firsts;
}

function inTime(a: LedgerDecision, b: LedgerDecision): number {
  if (a.decidedAt !== b.decidedAt) return a.decidedAt < b.decidedAt ? -1 : 1;
  return a.judgementId < b.judgementId ? -1 : 1;
}
