import type { Json } from '../kernel/canonical-json.js';
import { type FieldsByPath, isSameField } from './revision.js';

/** One field on which the version somebody sent differs from the one that is kept. */
export interface FieldDifference {
  readonly path: string;
  /** As it stood when they opened it; `null`: blank then, or not known any more. */
  readonly base: Json;
  /** As it stands now. */
  readonly current: Json;
  /** As they want it. */
  readonly yours: Json;
  /** Both were changed, and differently: a person must choose. */
  readonly isConflict: boolean;
}

export interface Merge {
  readonly fields: readonly FieldDifference[];
  /** What they changed and nobody else touched; `null`: they cleared it. */
  readonly mergeable: FieldsByPath;
}

/**
 * Holds what somebody sends against what was changed since they opened it, field by field. Applies nothing.
 *
 * @param versions.base what they started from; `null` when it was not kept, and then every difference is a conflict
 * @param versions.yours only the fields they sent
 * @param versions.replaced prefixes such as `record.` under which they sent everything: what is missing there they removed
 */
export function mergeRevisions(versions: {
  readonly base: FieldsByPath | null;
  readonly current: FieldsByPath;
  readonly yours: FieldsByPath;
  readonly replaced: readonly string[];
}): Merge {
  const { base, current, yours, replaced } = versions;
  const removed = [...current.keys(), ...(base?.keys() ?? [])].filter((path) =>
    replaced.some((prefix) => path.startsWith(prefix)),
  );
  const fields: FieldDifference[] = [];
  const mergeable = new Map<string, Json>();
  for (const path of [...new Set([...yours.keys(), ...removed])].sort()) {
    const [now, wanted, then] = [current.get(path), yours.get(path), base?.get(path)];
    if (isSameField(now, wanted)) continue;
    const isTheirs = base === null || !isSameField(now, then);
    const isYours = base === null || !isSameField(wanted, then);
    fields.push({
      path,
      base: then ?? null,
      current: now ?? null,
      yours: wanted ?? null,
      isConflict: isTheirs && isYours,
    });
    if (isYours && !isTheirs) mergeable.set(path, wanted ?? null);
  }
  return { fields, mergeable };
}
