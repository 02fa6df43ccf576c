import { METHOD_CARDS } from '../evidence/evidence-method.js';
import type { SampledClaim, SampledEvidence, SampledJudgement, SampleSnapshot } from './sample-snapshot.js';

export type ChangeKind = 'added' | 'changed' | 'removed';

/** One thing that is no longer as the IQA saw it. */
export interface SnapshotChange {
  readonly about: 'evidence' | 'claim' | 'judgement';
  readonly change: ChangeKind;
  /** `E001`, `E001 → AC2.1`, `AC2.1`. */
  readonly subject: string;
  readonly criterion: string | null;
  readonly sentence: string;
}

const OUTCOME_WORDS = { met: 'met', not_yet_met: 'not yet met', referred: 'referred' } as const;

/**
 * What has changed since a snapshot, evidence first, then claims, then judgements, each as one plain sentence. Nothing
 * changed ⇔ the list is empty.
 */
export function snapshotDiff(before: SampleSnapshot, after: SampleSnapshot): SnapshotChange[] {
  const evidence = pairs(before.evidence, after.evidence, ({ ref }) => ref);
  const judgements = pairs(before.judgements, after.judgements, ({ criterion }) => criterion);
  return [
    ...evidence.flatMap(([was, is]) => evidenceChanges(was, is)),
    ...evidence.flatMap(([was, is]) =>
      pairs(was?.claims ?? [], is?.claims ?? [], ({ criterion }) => criterion).flatMap(([claim, now]) =>
        claimChanges((is ?? was)?.ref ?? '', claim, now),
      ),
    ),
    ...judgements.flatMap(([was, is]) => judgementChanges(was, is)),
  ];
}

type Pair<Entry> = readonly [was: Entry | undefined, is: Entry | undefined];

/** Entries of both sides by their key, in the order of the first side; what only the second has comes last. */
function pairs<Entry>(
  before: readonly Entry[],
  after: readonly Entry[],
  keyOf: (entry: Entry) => string,
): Pair<Entry>[] {
  const now = new Map(after.map((entry) => [keyOf(entry), entry]));
  const known = new Set(before.map(keyOf));
  return [
    ...before.map((entry): Pair<Entry> => [entry, now.get(keyOf(entry))]),
    ...after.filter((entry) => !known.has(keyOf(entry))).map((entry): Pair<Entry> => [undefined, entry]),
  ];
}

function evidenceChanges(was: SampledEvidence | undefined, is: SampledEvidence | undefined): SnapshotChange[] {
  const on = (ref: string, change: ChangeKind, sentence: string): SnapshotChange => ({
    ...{ about: 'evidence', change, subject: ref, criterion: null, sentence },
  });
  if (was === undefined) {
    if (is === undefined) return [];
    const method = METHOD_CARDS[is.method].label.toLowerCase();
    return [on(is.ref, 'added', `${is.ref} (${method}) is new; it is ${is.status}.`)];
  }
  if (is === undefined) return [on(was.ref, 'removed', `${was.ref} is no longer claimed for this unit.`)];
  const { ref } = is;
  return [
    ...(was.status === is.status ? [] : [on(ref, 'changed', `${ref} was ${was.status} and is now ${is.status}.`)]),
    ...(was.onHold === is.onHold
      ? []
      : [on(ref, 'changed', is.onHold ? `${ref} is on hold.` : `${ref} is no longer on hold.`)]),
    ...(was.contentSha256 === is.contentSha256 ? [] : [on(ref, 'changed', `${ref} has other content.`)]),
  ];
}

function claimChanges(ref: string, was: SampledClaim | undefined, is: SampledClaim | undefined): SnapshotChange[] {
  const criterion = (is ?? was)?.criterion ?? '';
  const subject = `${ref} → AC${criterion}`;
  const on = (change: ChangeKind, sentence: string): SnapshotChange => ({
    ...{ about: 'claim', change, subject, criterion, sentence },
  });
  if (was === undefined)
    return is === undefined ? [] : [on('added', `${subject} is claimed; the claim is ${is.state}.`)];
  if (is === undefined) return [on('removed', `${subject} is no longer claimed.`)];
  const parts = (facets: readonly string[]): string => (facets.length === 0 ? 'no parts' : facets.join(', '));
  return [
    ...(was.state === is.state ? [] : [on('changed', `${subject} was ${was.state} and is now ${is.state}.`)]),
    ...(parts(was.facets) === parts(is.facets)
      ? []
      : [on('changed', `${subject} showed ${parts(was.facets)} and now shows ${parts(is.facets)}.`)]),
    ...(sameLocator(was, is) ? [] : [on('changed', `${subject} points to another place.`)]),
    ...(was.depthMet === is.depthMet ? [] : [on('changed', `${subject}: the word on verb depth has changed.`)]),
  ];
}

function sameLocator(a: SampledClaim, b: SampledClaim): boolean {
  const text = ({ locator }: SampledClaim): string =>
    JSON.stringify(
      Object.entries(locator ?? {})
        .filter(([, value]) => value !== undefined)
        .sort(([left], [right]) => (left < right ? -1 : 1)),
    );
  return text(a) === text(b);
}

function judgementChanges(was: SampledJudgement | undefined, is: SampledJudgement | undefined): SnapshotChange[] {
  const criterion = (is ?? was)?.criterion ?? '';
  const subject = `AC${criterion}`;
  const on = (change: ChangeKind, sentence: string): SnapshotChange => ({
    ...{ about: 'judgement', change, subject, criterion, sentence },
  });
  if (was === undefined) {
    return is === undefined ? [] : [on('added', `${subject} was judged ${OUTCOME_WORDS[is.outcome]}.`)];
  }
  if (is === undefined) return [on('removed', `${subject} has no judgement that stands any more.`)];
  if (was.judgementId !== is.judgementId) {
    const [now, then] = [OUTCOME_WORDS[is.outcome], OUTCOME_WORDS[was.outcome]];
    const sentence = now === then ? `judged again: ${now} as before` : `judged again: ${now} instead of ${then}`;
    return [on('changed', `${subject} was ${sentence}.`)];
  }
  return was.isPending === is.isPending
    ? []
    : [on('changed', `${subject} was countersigned or released and has effect.`)];
}
