/**
 * Chance that anybody can draw again: every name has one lot under a seed, a number from 0 up to 1, and who has the
 * smallest lots is chosen. So the draw knows no order, and a newcomer changes nobody else's lot. (FNV-1a over the UTF-16
 * code units of `seed`, a line feed and `name`, then the 32-bit finaliser of MurmurHash3.)
 */
export function lotOf(seed: string, name: string): number {
  let hash = 0x811c9dc5;
  for (const character of `${seed}\n${name}`) {
    for (let unit = 0; unit < character.length; unit += 1) {
      hash = Math.imul(hash ^ character.charCodeAt(unit), 0x01000193);
    }
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** By lot, smallest first; by name where two have the same. */
export function byLot<Entry>(entries: readonly Entry[], seed: string, nameOf: (entry: Entry) => string): Entry[] {
  return entries
    .map((entry) => ({ entry, name: nameOf(entry), lot: lotOf(seed, nameOf(entry)) }))
    .sort((a, b) => a.lot - b.lot || (a.name < b.name ? -1 : 1))
    .map(({ entry }) => entry);
}
