import { groupBy } from '../kernel/group-by.js';
import { canonicalJson } from '../kernel/canonical-json.js';
import { compareEvidenceRefs } from './evidence-ref.js';
import { type EvidenceMethod, METHOD_CARDS } from './evidence-method.js';
import type { EvidenceSignature } from './evidence.js';
import { isGivenThroughLink, type NamedWitness, witnessIn } from './witness.js';

/** One testimony as far as the list of witnesses looks at it. */
export interface ListedTestimony<Check> {
  readonly ref: string;
  readonly method: EvidenceMethod;
  readonly record: Readonly<Record<string, unknown>> | null;
  readonly signatures: readonly EvidenceSignature[];
  /** How an assessor made sure who the witness is; `null` when nobody has. */
  readonly check: Check | null;
}

/** One testimony of a listed witness. */
export interface GivenTestimony<Check> {
  readonly ref: string;
  /** ISO instant, or on paper the day at midnight; `null` while it is not signed. */
  readonly signedAt: string | null;
  readonly givenThrough: 'link' | 'paper';
  readonly check: Check | null;
}

/** One line of the list: a witness in one capacity, with the testimonies they gave in it. */
export interface ListedWitness<Check> extends NamedWitness {
  readonly testimonies: readonly GivenTestimony<Check>[];
}

/**
 * The witness status list of a portfolio ([SQA-WT], [CG-FORMS], §5.2 row 10), without contact details. People are told
 * apart by everything the list says of them: two Lindqvists with different jobs are two lines.
 */
export function witnessStatusList<Check>(testimonies: readonly ListedTestimony<Check>[]): ListedWitness<Check>[] {
  const named = testimonies
    .filter(({ method }) => METHOD_CARDS[method].coSigner === 'witness')
    .sort((a, b) => compareEvidenceRefs(a.ref, b.ref))
    .map((testimony) => {
      const signature = testimony.signatures.find(({ role }) => role === 'witness');
      const written = witnessIn(testimony.record);
      return { testimony, signature, witness: { ...written, name: written.name ?? signature?.personName ?? null } };
    });
  return [...groupBy(named, ({ witness }) => canonicalJson({ ...witness })).values()].map((lines) => ({
    ...(lines[0] as (typeof lines)[number]).witness,
    testimonies: lines.map(({ testimony, signature }) => ({
      ref: testimony.ref,
      signedAt: signature?.signedAt ?? null,
      givenThrough: isGivenThroughLink(testimony.signatures) ? 'link' : 'paper',
      check: testimony.check,
    })),
  }));
}
