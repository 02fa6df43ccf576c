import { COVERAGE_STATUSES, type CoverageStatus } from '../domain/coverage/coverage.js';
import type { CoverageView } from '../modules/coverage/coverage.dto.js';

const MARKS: Readonly<Record<CoverageStatus, string>> = {
  unclaimed: '·',
  planned: '▫',
  claimed: '○',
  evidenced_weak: '◔',
  evidenced: '◑',
  met: '●',
  met_at_risk: '!',
};

export const LEGEND = COVERAGE_STATUSES.map((status) => `${MARKS[status]} ${status}`).join('  ');

const LABEL_WIDTH = Math.max(...COVERAGE_STATUSES.map((status) => status.length));

/** The coverage of a unit as lines of text: criteria across, the statuses that occur down, and the two counters. */
export function coverageMatrix(coverage: CoverageView): string[] {
  const { criteria, ready } = coverage;
  const row = (label: string, cells: readonly string[]): string => `  ${label.padEnd(LABEL_WIDTH)}  ${cells.join(' ')}`;
  const codes = criteria.map(({ code }) => code);
  const statuses = COVERAGE_STATUSES.filter((one) => criteria.some(({ status }) => status === one));
  return [
    row('', codes),
    ...statuses.map((one) => {
      const cells = criteria.map(({ code, status }) => ` ${status === one ? MARKS[one] : ' '}`.padEnd(code.length));
      return row(one, cells).trimEnd();
    }),
    `  ${counters(coverage)}${ready ? '; ready for sign-off' : ''}`,
  ];
}

/** The same in one line: the mark of each criterion, outcome by outcome. */
export function coverageLine(coverage: CoverageView): string {
  const outcomes = new Map<string, string>();
  for (const { code, status } of coverage.criteria) {
    const [outcome = ''] = code.split('.');
    outcomes.set(outcome, (outcomes.get(outcome) ?? '') + MARKS[status]);
  }
  const marks = [...outcomes].map(([outcome, line]) => `LO${outcome} ${line}`);
  return `${marks.join('  ')}  ${counters(coverage)}`;
}

/** Never added up: `evidenced` is computed, `met` is a person's judgement (§7.1). */
function counters({ totals: { criteria, met, evidenced } }: CoverageView): string {
  return `met ${met} of ${criteria}, evidenced ${evidenced} of ${criteria}`;
}
