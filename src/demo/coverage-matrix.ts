import { COVERAGE_STATUSES } from '../domain/coverage/coverage.js';
import type { CoverageView } from '../modules/coverage/coverage.dto.js';

const LABEL_WIDTH = Math.max(...COVERAGE_STATUSES.map((status) => status.length));

/**
 * The coverage of a unit as lines of text: criteria across, the statuses that occur down, and the two counters, which
 * are never added up (§7.1: `evidenced` is computed, `met` is a person's judgement).
 */
export function coverageMatrix({ criteria, totals, ready }: CoverageView): string[] {
  const row = (label: string, cells: readonly string[]): string =>
    `  ${label.padEnd(LABEL_WIDTH)}  ${cells.join(' ')}`.trimEnd();
  const occurring = COVERAGE_STATUSES.filter((status) => criteria.some((criterion) => criterion.status === status));
  return [
    row(
      '',
      criteria.map(({ code }) => code),
    ),
    ...occurring.map((status) =>
      row(
        status,
        criteria.map((criterion) =>
          (criterion.status === status ? '●' : '·').padStart(2).padEnd(criterion.code.length),
        ),
      ),
    ),
    `  met ${totals.met} of ${totals.criteria} · evidenced ${totals.evidenced} of ${totals.criteria}` +
      (ready ? ' · ready for sign-off' : ''),
  ];
}
