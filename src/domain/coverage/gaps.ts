import { GAP_CODES, GAP_SEVERITIES, type Gap, type GapCode } from './coverage.js';

export function blocker(code: GapCode, detail?: readonly string[]): Gap {
  return detail === undefined ? { code, severity: 'blocker' } : { code, severity: 'blocker', detail };
}

export function warning(code: GapCode): Gap {
  return { code, severity: 'warning' };
}

export function info(code: GapCode): Gap {
  return { code, severity: 'info' };
}

export function hasBlocker(gaps: readonly Gap[]): boolean {
  return gaps.some((gap) => gap.severity === 'blocker');
}

export function hasWarning(gaps: readonly Gap[]): boolean {
  return gaps.some((gap) => gap.severity === 'warning');
}

/** What blocks first, then what warns, then what informs; within each the order of the closed list. Each code once. */
export function orderGaps(gaps: readonly Gap[]): Gap[] {
  const ordered = [...gaps].sort(
    (a, b) =>
      GAP_SEVERITIES.indexOf(a.severity) - GAP_SEVERITIES.indexOf(b.severity) ||
      GAP_CODES.indexOf(a.code) - GAP_CODES.indexOf(b.code),
  );
  return ordered.filter((gap, index) => ordered.findIndex(({ code }) => code === gap.code) === index);
}
