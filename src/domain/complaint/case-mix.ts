import type { Channel, CustomerType } from '../evidence/evidence.js';
import { isResolved, isUnresolved } from './case-analysis.js';
import type { ComplaintCase } from './complaint-case.js';

/** The two kinds of case that assessors look for (HRE, CX12). */
export const MIX_KINDS = ['resolved', 'unresolved'] as const;
export type MixKind = (typeof MIX_KINDS)[number];

export interface CaseMix {
  readonly resolved: number;
  /** Ended or handed on without a resolution. */
  readonly unresolved: number;
  /** Under way, partly resolved, or called resolved without all that belongs to it (CX13). */
  readonly neither: number;
  /** Cases by channel; a channel without any is left out. */
  readonly channels: Readonly<Partial<Record<Channel, number>>>;
  readonly customerTypes: Readonly<Partial<Record<CustomerType, number>>>;
  /** The kinds of which there is no case. */
  readonly missing: readonly MixKind[];
}

/** §6.3: what sorts of cases a portfolio holds. */
export function caseMix(cases: readonly ComplaintCase[]): CaseMix {
  const unresolved = cases.filter(isUnresolved).length;
  const resolved = cases.filter((one) => isResolved(one) && !isUnresolved(one)).length;
  const counts: Readonly<Record<MixKind, number>> = { resolved, unresolved };
  return {
    ...counts,
    neither: cases.length - resolved - unresolved,
    channels: countBy(cases.map(({ channel }) => channel)),
    customerTypes: countBy(cases.map(({ customerType }) => customerType)),
    missing: MIX_KINDS.filter((kind) => counts[kind] === 0),
  };
}

function countBy<Code extends string>(codes: readonly Code[]): Partial<Record<Code, number>> {
  const counts: Partial<Record<Code, number>> = {};
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
