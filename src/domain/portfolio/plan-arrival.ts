import type { PackageEvidence } from './package-format.js';

/** Why an item stays history and does not become a draft. */
export const HISTORY_REASONS = {
  earlier_version: 'A later version of it came as well.',
  withdrawn: 'It was withdrawn.',
  written_by_others:
    'The learner did not write it: what others said or saw at another centre is told and not counted here.',
  does_not_fit: 'As it stands it could not be written here.',
} as const;

export type HistoryReason = keyof typeof HISTORY_REASONS;

/** What will become, or became, of one version of an item. */
export interface PlannedPassage {
  readonly evidenceId: string;
  readonly ref: string;
  readonly version: number;
  readonly method: string;
  readonly title: string;
  readonly author: string;
  readonly becomes: 'draft' | 'history';
  /** `null` for a draft. */
  readonly reason: HistoryReason | null;
  /** What keeps an item that does not fit. */
  readonly detail: string | null;
}

/**
 * What becomes of every version: the learner's own latest words are carried over as drafts, so that nothing has to be
 * written twice; everything else is history (P2: what another centre's people found is not found here).
 *
 * @param misfitOf what keeps the words of an item from being a draft here, as a sentence; `null` when nothing does
 */
export function planArrival(
  evidence: readonly PackageEvidence[],
  learnerId: string,
  misfitOf: (one: PackageEvidence) => string | null,
): PlannedPassage[] {
  const latest = new Map<number, number>();
  for (const { number, version } of evidence) latest.set(number, Math.max(latest.get(number) ?? 0, version));
  return evidence.map((one) => {
    const { id, ref, version, method, title, author } = one;
    const misfit = (): string | null => misfitOf(one);
    const [reason, detail] = whyHistory(one, latest.get(one.number) !== version, learnerId, misfit);
    const becomes = reason === null ? 'draft' : 'history';
    return { evidenceId: id, ref, version, method, title, author: author.name, becomes, reason, detail };
  });
}

function whyHistory(
  one: PackageEvidence,
  isEarlier: boolean,
  learnerId: string,
  misfit: () => string | null,
): readonly [HistoryReason | null, string | null] {
  if (one.authorRole !== 'learner' || one.author.id !== learnerId) return ['written_by_others', null];
  if (isEarlier) return ['earlier_version', null];
  if (one.status === 'withdrawn') return ['withdrawn', null];
  const detail = misfit();
  return detail === null ? [null, null] : ['does_not_fit', detail];
}
