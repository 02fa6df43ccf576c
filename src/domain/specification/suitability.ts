import { EVIDENCE_METHODS, METHOD_CARDS, type EvidenceMethod } from '../evidence/evidence-method.js';
import type { Suitability } from './unit.js';

const SUBSTANTIVE: ReadonlySet<Suitability> = new Set<Suitability>([
  'primary',
  'alternative',
  'alternative_written_channel',
  'suitable',
  'suitable_own_workplace',
]);

/**
 * Whether such a method can carry a criterion by itself (domain.md §2.3). `alternative_written_channel` and
 * `suitable_own_workplace` depend on the evidence in hand as well; coverage decides that.
 */
export function isSubstantive(suitability: Suitability): boolean {
  return SUBSTANTIVE.has(suitability);
}

/** The marks with which domain.md §2.3 prints the matrix; `Aw` is its "A (email)". */
const MARKS: ReadonlyMap<string, Suitability> = new Map([
  ['P', 'primary'],
  ['A', 'alternative'],
  ['Aw', 'alternative_written_channel'],
  ['s', 'suitable'],
  ['s*', 'suitable_own_workplace'],
  ['c', 'corroborates'],
  ['–', 'unsuitable'],
  ['✗', 'prohibited'],
]);

type MethodSuitability = Readonly<Record<EvidenceMethod, Suitability>>;

/**
 * Reads a suitability matrix written as people print it: a heading of method codes (`AC OBS PD …`), then one line of marks
 * per criterion. Unit data is written by hand, so anything missing, doubled or unknown is an error rather than a default.
 */
export function parseSuitabilityTable(table: string): ReadonlyMap<string, MethodSuitability> {
  const [heading, ...lines] = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const methodCodes = heading?.slice(1) ?? [];
  const rows = new Map<string, MethodSuitability>();
  for (const [code, ...marks] of lines) {
    if (code === undefined || rows.has(code)) throw new Error(`suitability table: two lines for criterion ${code}`);
    if (marks.length !== methodCodes.length)
      throw new Error(`suitability table: criterion ${code} has a mark too many or too few`);
    rows.set(code, readMarks(code, methodCodes, marks));
  }
  return rows;
}

function readMarks(criterion: string, methodCodes: readonly string[], marks: readonly string[]): MethodSuitability {
  const entries = EVIDENCE_METHODS.map((method) => {
    const mark = marks[methodCodes.indexOf(METHOD_CARDS[method].code)];
    const suitability = mark === undefined ? undefined : MARKS.get(mark);
    if (suitability === undefined)
      throw new Error(`suitability table: criterion ${criterion} says nothing of ${method}`);
    return [method, suitability] as const;
  });
  return Object.fromEntries(entries) as MethodSuitability;
}
