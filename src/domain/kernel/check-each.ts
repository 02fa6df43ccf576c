import { DomainError } from './domain-error.js';

/** Where a refusal of the entry at `index` is to be found in the request; `field` is `null` when it is about all of it. */
export type PlaceOf = (index: number, field: string | null) => string;

/**
 * Checks several things that are asked for at once and done all or not at all. Refuses once and names everything, each
 * fault with its place; the code is that of the first. Without `place` the entry is the request, and its own paths stand.
 */
export function checkEach<Entry>(
  entries: readonly Entry[],
  check: (entry: Entry, index: number) => void,
  place: PlaceOf | null,
): void {
  const refusals = entries.flatMap((entry, index) => {
    const refusal = refusalOf(() => check(entry, index));
    return refusal === null ? [] : [place === null ? refusal : placed(refusal, index, place)];
  });
  const [first, ...others] = refusals;
  if (first === undefined) return;
  if (others.length === 0) throw first;
  throw new DomainError(
    first.code,
    `${first.message} (And ${others.length} more; nothing was recorded.)`,
    refusals.flatMap(({ errors }) => errors),
  );
}

function refusalOf(check: () => void): DomainError | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

function placed({ code, message, errors }: DomainError, index: number, place: PlaceOf): DomainError {
  const faults = errors.length === 0 ? [{ path: null, message }] : errors;
  return new DomainError(
    code,
    message,
    faults.map((fault) => ({ path: place(index, fault.path), message: fault.message })),
  );
}
