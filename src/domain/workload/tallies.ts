import { isReleasedState, type UnitState } from '../sign-off/sign-off.js';
import { workingDaysBetween } from '../kernel/working-days.js';
import type { RegistrationProgress } from './registration-progress.js';

/** What is counted over the registrations of a unit, and what `subject` and `detail` of each count say. */
export const TALLIES = [
  /** subject: state of the unit. */
  'registrations',
  /** subject: `all`, `met` or `evidenced`. */
  'criteria',
  /** Of units that are not released; subject: criterion, detail: its status. */
  'criterion_status',
  /** Of units that are not released; subject: criterion, detail: gap code. */
  'blocker',
  /** subject: kind of work, detail: the day it is due, or nothing. */
  'waiting',
  /** subject: day of the first decision on a piece of evidence, detail: working days it took, in three digits. */
  'turnaround',
  /** subject: assessor, detail: planned day. */
  'sample_planned',
  'sample_taken',
  /** subject: assessor, detail: day on which a sample of their decisions was signed. */
  'sample_signed',
  /** subject: owner, detail: the day it is due. */
  'action_open',
] as const;
export type Tally = (typeof TALLIES)[number];

export interface TallyKey {
  readonly tally: Tally;
  readonly subject: string;
  readonly detail: string;
}

/** Counts by key, each key as one text. */
export type Contribution = Readonly<Record<string, number>>;

const SEPARATOR = '|';
const keyText = (tally: Tally, subject: string, detail = ''): string => [tally, subject, detail].join(SEPARATOR);

export function toTallyKey(text: string): TallyKey {
  const [tally, subject = '', detail = ''] = text.split(SEPARATOR);
  return { tally: tally as Tally, subject, detail };
}

/** What one registration brings into the counts of its centre. */
export interface CountedRegistration {
  readonly state: UnitState;
  readonly progress: RegistrationProgress;
  /** Each thing that waits, once, however many people it waits for. */
  readonly waiting: readonly { readonly kind: string; readonly dueOn: string | null }[];
  /** First decisions on evidence that is counted with this registration. */
  readonly decisions: readonly { readonly submittedAt: string; readonly decidedAt: string }[];
  /** Choices of sampling plans in force. */
  readonly planned: readonly {
    readonly assessorIds: readonly string[];
    readonly plannedOn: string;
    readonly isTaken: boolean;
  }[];
  readonly signedSamples: readonly { readonly assessorIds: readonly string[]; readonly signedAt: string }[];
  readonly openActions: readonly { readonly ownerId: string; readonly dueDate: string }[];
}

const DIGITS = 3;
const MOST_DAYS = 10 ** DIGITS - 1;

/** A pure sum over registrations: the counts of a centre are what its registrations contribute, and nothing else. */
export function contributionOf(counted: CountedRegistration): Contribution {
  const counts: Record<string, number> = {};
  const add = (key: string, by = 1): void => {
    counts[key] = (counts[key] ?? 0) + by;
  };
  const { state, progress } = counted;
  add(keyText('registrations', state));
  add(keyText('criteria', 'all'), progress.totals.criteria);
  if (progress.totals.met > 0) add(keyText('criteria', 'met'), progress.totals.met);
  if (progress.totals.evidenced > 0) add(keyText('criteria', 'evidenced'), progress.totals.evidenced);
  if (!isReleasedState(state)) {
    for (const [code, status] of Object.entries(progress.statuses)) add(keyText('criterion_status', code, status));
    for (const [code, gaps] of Object.entries(progress.blockers)) {
      for (const gap of gaps) add(keyText('blocker', code, gap));
    }
  }
  for (const { kind, dueOn } of counted.waiting) add(keyText('waiting', kind, dueOn ?? ''));
  for (const { submittedAt, decidedAt } of counted.decisions) {
    const took = Math.min(workingDaysBetween(submittedAt, decidedAt), MOST_DAYS);
    add(keyText('turnaround', decidedAt.slice(0, 10), String(took).padStart(DIGITS, '0')));
  }
  for (const { assessorIds, plannedOn, isTaken } of counted.planned) {
    for (const assessorId of assessorIds) {
      add(keyText('sample_planned', assessorId, plannedOn));
      if (isTaken) add(keyText('sample_taken', assessorId, plannedOn));
    }
  }
  for (const { assessorIds, signedAt } of counted.signedSamples) {
    for (const assessorId of assessorIds) add(keyText('sample_signed', assessorId, signedAt.slice(0, 10)));
  }
  for (const { ownerId, dueDate } of counted.openActions) add(keyText('action_open', ownerId, dueDate));
  return counts;
}

/** By how much each count changes when a registration contributes `after` instead of `before`. */
export function changeOf(before: Contribution, after: Contribution): { readonly key: string; readonly by: number }[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((key) => ({ key, by: (after[key] ?? 0) - (before[key] ?? 0) }))
    .filter(({ by }) => by !== 0);
}

/** The sum of many contributions. */
export function sumOf(contributions: Iterable<Contribution>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const contribution of contributions) {
    for (const [key, by] of Object.entries(contribution)) sums.set(key, (sums.get(key) ?? 0) + by);
  }
  return sums;
}

/** The least value that `share` (0 to 1) of everything counted does not exceed; `null` when nothing was counted. */
export function percentileOf(
  counted: readonly { readonly value: number; readonly count: number }[],
  share: number,
): number | null {
  const inOrder = [...counted].sort((a, b) => a.value - b.value);
  const rank = Math.ceil(share * inOrder.reduce((sum, { count }) => sum + count, 0));
  let seen = 0;
  for (const { value, count } of inOrder) {
    seen += count;
    if (seen >= rank) return value;
  }
  return null;
}
