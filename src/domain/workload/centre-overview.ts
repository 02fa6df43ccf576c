import { COVERAGE_STATUSES, type CoverageStatus, type GapCode } from '../coverage/coverage.js';
import { compareCriterionCodes } from '../specification/criterion-code.js';
import { UNIT_STATES, type UnitState } from '../sign-off/sign-off.js';
import { percentileOf, type Tally } from './tallies.js';

/** A count of a centre, summed over the units asked for. */
export interface CentreCount {
  readonly tally: Tally;
  readonly subject: string;
  readonly detail: string;
  readonly count: number;
}

/** Blockers shown of one criterion, and assessors named. */
const MOST_BLOCKERS = 3;
const MOST_ASSESSORS = 50;

/** What a centre's counts say, in the order in which people read it. */
export function centreOverview(counts: readonly CentreCount[]) {
  const of = (tally: Tally): readonly CentreCount[] => counts.filter((each) => each.tally === tally);
  const sum = (some: readonly CentreCount[]): number => some.reduce((total, { count }) => total + count, 0);
  const about = (tally: Tally, subject: string): number => sum(of(tally).filter((each) => each.subject === subject));
  const turnaround = of('turnaround').map(({ detail, count }) => ({ value: Number(detail), count }));
  return {
    progress: {
      registrations: sum(of('registrations')),
      states: UNIT_STATES.map((state): { state: UnitState; registrations: number } => ({
        state,
        registrations: about('registrations', state),
      })).filter(({ registrations }) => registrations > 0),
      criteria: about('criteria', 'all'),
      met: about('criteria', 'met'),
      evidenced: about('criteria', 'evidenced'),
    },
    overdue: {
      evidence: about('waiting', 'evidence_to_decide'),
      actions: about('waiting', 'action_to_answer'),
      samples: about('waiting', 'sample_to_take'),
    },
    turnaround: {
      decisions: sum(of('turnaround')),
      medianWorkingDays: percentileOf(turnaround, 0.5),
      ninetiethPercentileWorkingDays: percentileOf(turnaround, 0.9),
    },
    gaps: gapsOf(of('criterion_status'), of('blocker')),
    iqa: complianceOf(of('sample_planned'), of('sample_taken'), of('sample_signed'), of('action_open')),
  };
}

function gapsOf(statuses: readonly CentreCount[], blockers: readonly CentreCount[]) {
  const codes = [...new Set(statuses.map(({ subject }) => subject))].sort(compareCriterionCodes);
  return codes.map((criterion) => ({
    criterion,
    counts: COVERAGE_STATUSES.flatMap((status): { status: CoverageStatus; registrations: number }[] => {
      const found = statuses.find(({ subject, detail }) => subject === criterion && detail === status);
      return found ? [{ status, registrations: found.count }] : [];
    }),
    blockers: blockers
      .filter(({ subject }) => subject === criterion)
      .sort((a, b) => b.count - a.count || (a.detail < b.detail ? -1 : 1))
      .slice(0, MOST_BLOCKERS)
      .map(({ detail, count }) => ({ code: detail as GapCode, registrations: count })),
  }));
}

function complianceOf(
  planned: readonly CentreCount[],
  taken: readonly CentreCount[],
  signed: readonly CentreCount[],
  actions: readonly CentreCount[],
) {
  const bySubject = (some: readonly CentreCount[]): Map<string, number> => {
    const sums = new Map<string, number>();
    for (const { subject, count } of some) sums.set(subject, (sums.get(subject) ?? 0) + count);
    return sums;
  };
  const [due, done, open] = [bySubject(planned), bySubject(taken), bySubject(actions)];
  const lastOf = new Map(signed.map(({ subject, detail }) => [subject, detail]));
  const ids = [...new Set([...due.keys(), ...lastOf.keys(), ...open.keys()])];
  const assessors = ids.map((assessorId) => ({
    assessorId,
    due: due.get(assessorId) ?? 0,
    done: done.get(assessorId) ?? 0,
    openActions: open.get(assessorId) ?? 0,
    lastSampledOn: lastOf.get(assessorId) ?? null,
  }));
  const total = (sums: ReadonlyMap<string, number>): number => [...sums.values()].reduce((a, b) => a + b, 0);
  return {
    due: total(due),
    done: total(done),
    assessors: assessors.length,
    furthestBehind: assessors
      .sort(
        (a, b) =>
          b.due - b.done - (a.due - a.done) || b.openActions - a.openActions || (a.assessorId < b.assessorId ? -1 : 1),
      )
      .slice(0, MOST_ASSESSORS),
  };
}
