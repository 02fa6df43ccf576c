import {
  COVERAGE_STATUSES,
  type CoverageStatus,
  type CriterionCoverage,
  type UnitCoverage,
} from '../coverage/coverage.js';
import type { CriterionJudgement } from '../judgement/judgement.js';
import { effectiveJudgement, pendingJudgement } from '../judgement/ledger.js';
import type { SignOff, SignOffStage } from '../sign-off/sign-off.js';
import { nextStages } from '../sign-off/unit-state.js';

/** What is known of one registration once its coverage has been computed. */
export interface ProgressFacts {
  readonly coverage: UnitCoverage;
  readonly judgements: readonly CriterionJudgement[];
  readonly signOffs: readonly SignOff[];
  /** When each piece of evidence was last decided on, by its id. */
  readonly decidedAt: ReadonlyMap<string, string>;
  /** Other instants that readiness may rest on: a re-opening, an action that was closed. */
  readonly settledAt: readonly string[];
}

/** Criteria that wait for a judgement, and since when the first of them does. */
export interface WaitingCriteria {
  readonly codes: readonly string[];
  readonly since: string;
}

/** How far one registration has come, small enough to be kept and never more than what coverage says. */
export interface RegistrationProgress {
  readonly totals: UnitCoverage['totals'];
  readonly counts: Readonly<Record<CoverageStatus, number>>;
  readonly statuses: Readonly<Record<string, CoverageStatus>>;
  /** The blockers of each criterion that has any. */
  readonly blockers: Readonly<Record<string, readonly string[]>>;
  readonly ready: boolean;
  /** Who could sign now. */
  readonly nextStage: SignOffStage | null;
  /** Since when they could; the latest of everything that it rests on. */
  readonly nextStageSince: string | null;
  readonly toJudge: WaitingCriteria | null;
  readonly atRisk: WaitingCriteria | null;
  /** A trainee's judgements that wait for a countersignature. */
  readonly pending: readonly CriterionJudgement[];
}

export function progressOf(facts: ProgressFacts): RegistrationProgress {
  const { coverage, judgements, signOffs } = facts;
  const { criteria, ready } = coverage;
  const [nextStage = null] = nextStages({ signOffs, ready });
  const blocked = criteria.map(({ code, gaps }): [string, string[]] => [
    code,
    gaps.filter(({ severity }) => severity === 'blocker').map((gap) => gap.code),
  ]);
  return {
    totals: coverage.totals,
    counts: countsOf(criteria),
    statuses: Object.fromEntries(criteria.map(({ code, status }) => [code, status])),
    blockers: Object.fromEntries(blocked.filter(([, codes]) => codes.length > 0)),
    ready,
    nextStage,
    nextStageSince: nextStage === null ? null : latest(foundations(facts)),
    toJudge: waiting(facts, (criterion) => sinceEvidenced(facts, criterion)),
    atRisk: waiting(facts, (criterion) => sinceAtRisk(facts, criterion)),
    pending: criteria.flatMap(({ code }) => pendingJudgement(judgements, code) ?? []),
  };
}

function countsOf(criteria: readonly CriterionCoverage[]): Record<CoverageStatus, number> {
  const count = (wanted: CoverageStatus): number => criteria.filter(({ status }) => status === wanted).length;
  return Object.fromEntries(COVERAGE_STATUSES.map((status) => [status, count(status)])) as Record<
    CoverageStatus,
    number
  >;
}

function waiting(
  { coverage }: ProgressFacts,
  sinceOf: (criterion: CriterionCoverage) => string | null,
): WaitingCriteria | null {
  const found = coverage.criteria.flatMap((criterion) => {
    const since = sinceOf(criterion);
    return since === null ? [] : [{ code: criterion.code, since }];
  });
  const first = found.map(({ since }) => since).sort()[0];
  return first === undefined ? null : { codes: found.map(({ code }) => code), since: first };
}

/** Evidence that counts has come, and nobody has judged on it: not at all, or not met before it came. */
function sinceEvidenced(facts: ProgressFacts, criterion: CriterionCoverage): string | null {
  if (criterion.status !== 'evidenced') return null;
  if (pendingJudgement(facts.judgements, criterion.code)) return null;
  const since = latest(
    criterion.claims.filter(({ counts }) => counts !== 'none').map(({ evidenceId }) => facts.decidedAt.get(evidenceId)),
  );
  const judged = effectiveJudgement(facts.judgements, criterion.code);
  return since !== null && (judged === undefined || judged.decidedAt < since) ? since : null;
}

function sinceAtRisk({ judgements }: ProgressFacts, { code, status }: CriterionCoverage): string | null {
  if (status !== 'met_at_risk' || pendingJudgement(judgements, code)) return null;
  return effectiveJudgement(judgements, code)?.decidedAt ?? null;
}

function foundations({ judgements, signOffs, decidedAt, settledAt }: ProgressFacts): (string | null | undefined)[] {
  return [
    ...judgements.flatMap((judgement) => [judgement.decidedAt, judgement.countersignature?.at]),
    ...signOffs.flatMap(({ signedAt, voidedAt }) => [signedAt, voidedAt]),
    ...decidedAt.values(),
    ...settledAt,
  ];
}

function latest(instants: readonly (string | null | undefined)[]): string | null {
  return instants.reduce<string | null>((last, each) => (each && (last === null || each > last) ? each : last), null);
}
