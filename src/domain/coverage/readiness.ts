import type { CoverageStatus, CriterionCoverage, Gap, GapCode, UnitCoverage } from './coverage.js';

/** The gates of `ready_for_sign_off` (domain.md §3.7), in the order in which people read them. */
export const READINESS_GATES = [
  'criteria_met',
  'no_blockers',
  'warnings_overridden',
  'countersigned',
  'nothing_on_hold',
  'actions_closed',
  'no_appeal',
  'nothing_else_open',
] as const;
export type ReadinessGate = (typeof READINESS_GATES)[number];

export interface GateFinding {
  readonly gate: ReadinessGate;
  readonly isOpen: boolean;
  /** Criteria that keep it shut, in their order, each with its gaps where they say more than the gate. */
  readonly criteria: readonly { readonly code: string; readonly gaps: readonly Gap[] }[];
  /** Gaps of the whole unit that keep it shut. */
  readonly unitGaps: readonly Gap[];
}

/** Gaps of a criterion that have a gate of their own; every other blocker is the business of `no_blockers`. */
const GATED: readonly GapCode[] = ['OVERRIDE_REASON_MISSING', 'COUNTERSIGN_PENDING', 'ON_HOLD'];

/** The gate of a gap of the whole unit; one that is not named here shuts `nothing_else_open`. */
const GATE_OF_UNIT_GAP: Readonly<Record<string, ReadinessGate>> = {
  IQA_ACTION_OPEN: 'actions_closed',
  APPEAL_OPEN: 'no_appeal',
};

/** What shuts each gate on one criterion; no gaps: the criterion itself does. `null`: nothing. */
const SHUT_BY: Readonly<Partial<Record<ReadinessGate, (criterion: CriterionCoverage) => Gap[] | null>>> = {
  criteria_met: ({ status }) => (isJudgedMet(status) ? null : []),
  no_blockers: ({ gaps }) => some(gaps.filter(({ code, severity }) => severity === 'blocker' && !GATED.includes(code))),
  warnings_overridden: (criterion) => some(openWarnings(criterion)),
  countersigned: ({ gaps }) => (gaps.some(({ code }) => code === 'COUNTERSIGN_PENDING') ? [] : null),
  nothing_on_hold: ({ gaps, claims }) =>
    gaps.some(({ code }) => code === 'ON_HOLD') || claims.some(({ reasons }) => reasons.includes('ON_HOLD'))
      ? []
      : null,
};

const some = (gaps: Gap[]): Gap[] | null => (gaps.length === 0 ? null : gaps);

/** `met_at_risk` is an effective met; what puts it at risk shuts another gate. */
const isJudgedMet = (status: CoverageStatus): boolean => status === 'met' || status === 'met_at_risk';

/** Once a criterion is judged met, the warnings left over have a reason, or else the gap that says there is none. */
function openWarnings({ status, gaps }: CriterionCoverage): Gap[] {
  const isMissing = ({ code }: Gap): boolean => code === 'OVERRIDE_REASON_MISSING';
  if (isJudgedMet(status) && !gaps.some(isMissing)) return [];
  return gaps.filter((gap) => gap.severity === 'warning' || isMissing(gap));
}

/** Each gate of §3.7 with what keeps it shut: the one source of `ready` and of its explanation. */
export function readinessGates({ criteria, unitGaps }: Pick<UnitCoverage, 'criteria' | 'unitGaps'>): GateFinding[] {
  return READINESS_GATES.map((gate) => {
    const shutting = criteria.flatMap((criterion) => {
      const gaps = SHUT_BY[gate]?.(criterion) ?? null;
      return gaps === null ? [] : [{ code: criterion.code, gaps }];
    });
    const open = unitGaps.filter(({ code }) => (GATE_OF_UNIT_GAP[code] ?? 'nothing_else_open') === gate);
    return { gate, isOpen: shutting.length === 0 && open.length === 0, criteria: shutting, unitGaps: open };
  });
}
