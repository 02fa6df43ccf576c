import type { EvidenceSignature } from './evidence.js';

/** What a witness is to the learner. A relative is in the list so that somebody can say so and be refused ([WT-FORM]). */
export const RELATIONSHIPS = [
  'line_manager',
  'supervisor',
  'colleague',
  'customer',
  'other_professional',
  'expert',
  'relative',
] as const;
export type Relationship = (typeof RELATIONSHIPS)[number];

export const RELATIONSHIP_WORDS: Readonly<Record<Relationship, string>> = {
  line_manager: 'Line manager',
  supervisor: 'Supervisor',
  colleague: 'Colleague',
  customer: 'Customer',
  other_professional: 'Other professional',
  expert: 'Expert in the field',
  relative: 'Relative',
};

/** Words by which people name a relationship; the first that fits decides, and kinship before everything else. */
const SPOKEN: readonly (readonly [RegExp, Relationship])[] = [
  [
    /\b(relative|family|kin|sister|brother|mother|father|parent|wife|husband|spouse|son|daughter|cousin|aunt|uncle|niece|nephew|in.law)\b/,
    'relative',
  ],
  [/\b(manager|team lead(er)?|boss|head of)\b/, 'line_manager'],
  [/\bsupervisor\b/, 'supervisor'],
  [/\b(colleague|co.?worker|peer)\b/, 'colleague'],
  [/\b(customer|client)\b/, 'customer'],
  [/\bexpert\b/, 'expert'],
];

/** A relationship as its code or as people say it ("Line manager", "her sister"); `null` when it says neither. */
export function relationshipFrom(said: string): Relationship | null {
  const words = said
    .trim()
    .toLowerCase()
    .replace(/[_\s]+/g, ' ');
  const code = RELATIONSHIPS.find((one) => one.replaceAll('_', ' ') === words);
  return code ?? SPOKEN.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

/** Categories of the witness status list, from the most to the least expert (domain.md §10: suggested, INF). */
export const WITNESS_CATEGORIES = [1, 2, 3, 4] as const;
export type WitnessCategory = (typeof WITNESS_CATEGORIES)[number];

export const WITNESS_CATEGORY_WORDS: Readonly<Record<WitnessCategory, string>> = {
  1: 'Expert witness',
  2: 'Occupational expert not familiar with the standards',
  3: 'Non-expert familiar with the standards',
  4: 'Other',
};

/** A category by its number or its words; `null` when it says neither. */
export function witnessCategoryFrom(said: string | number): WitnessCategory | null {
  const words = String(said)
    .trim()
    .toLowerCase()
    .replace(/[_\s]+/g, ' ');
  const named = WITNESS_CATEGORIES.find((one) => WITNESS_CATEGORY_WORDS[one].toLowerCase() === words);
  return named ?? WITNESS_CATEGORIES.find((one) => String(one) === words) ?? null;
}

/** The witness as the record of a testimony names them; `null` for what was not stated. On paper all of it is free text. */
export interface NamedWitness {
  readonly name: string | null;
  readonly jobRole: string | null;
  readonly organisation: string | null;
  readonly relationship: string | null;
  /** Category of the witness status list, in words. */
  readonly status: string | null;
}

/** Reads `record.witness` of a testimony. */
export function witnessIn(record: Readonly<Record<string, unknown>> | null): NamedWitness {
  const form = Object(record?.['witness']) as Readonly<Record<string, unknown>>;
  const words = (field: keyof NamedWitness): string | null => {
    const value = form[field];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  return {
    name: words('name'),
    jobRole: words('jobRole'),
    organisation: words('organisation'),
    relationship: words('relationship'),
    status: words('status'),
  };
}

/** Whether the witness gave it with their own hand, through a link. Otherwise it was filed for them on paper. */
export function isGivenThroughLink(signatures: readonly EvidenceSignature[]): boolean {
  return signatures.some(({ givenThrough }) => givenThrough === 'link');
}
