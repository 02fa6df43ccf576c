/**
 * Order of criterion codes, part by part as numbers: "3.9" before "3.10". For use as a sort comparator; codes are numbers
 * joined by full stops (`checkSpecification` sees to that).
 */
export function compareCriterionCodes(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let part = 0; part < Math.max(left.length, right.length); part += 1) {
    const difference = (left[part] ?? -1) - (right[part] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
