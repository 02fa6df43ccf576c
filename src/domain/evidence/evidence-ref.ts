const REF = /^E(\d{3,})(?:\.v(\d+))?$/;

/**
 * The name of one version of an evidence item (domain.md §2.1): `E001`, and `E001.v2` from the second version.
 * @param number position in the portfolio, from 1, never reused
 * @param version from 1
 */
export function evidenceRef(number: number, version: number): string {
  const base = `E${String(number).padStart(3, '0')}`;
  return version === 1 ? base : `${base}.v${version}`;
}

/** Orders refs as people count them (E999 before E1000, E001.v2 before E001.v10), for `Array.prototype.sort`. */
export function compareEvidenceRefs(a: string, b: string): number {
  const [numberA, versionA] = parseEvidenceRef(a);
  const [numberB, versionB] = parseEvidenceRef(b);
  return numberA - numberB || versionA - versionB;
}

function parseEvidenceRef(ref: string): [number: number, version: number] {
  const match = REF.exec(ref);
  if (match === null) throw new TypeError(`${ref} is not an evidence reference`);
  return [Number(match[1]), Number(match[2] ?? '1')];
}
