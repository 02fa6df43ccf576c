import { EVIDENCE_METHODS, METHOD_CARDS } from '../evidence/evidence-method.js';
import { VARCS_LETTERS } from '../evidence/varcs.js';
import type { Fact } from './manifest.js';
import { VARCS_WORDS } from './wording.js';

/** Section 17: the key to every short form that the document uses. */
export const METHOD_KEY: readonly Fact[] = EVIDENCE_METHODS.map((method) => ({
  label: METHOD_CARDS[method].code,
  value: METHOD_CARDS[method].label,
}));

export const TERMS: readonly Fact[] = [
  { label: 'AC', value: 'Assessment criterion, quoted word for word from the unit specification' },
  { label: 'LO', value: 'Learning outcome' },
  { label: 'K, AK, P', value: 'Kinds of criterion: knowledge, applied knowledge, performance' },
  { label: 'E001, E001.v2', value: 'Evidence reference, never used twice; .v2 marks the second version of an item' },
  {
    label: 'p.2 §3',
    value: 'Locator: page 2, paragraph 3 of the item; times are hours:minutes:seconds of a recording',
  },
  { label: 'Counts', value: 'Accepted evidence that can carry the criterion' },
  { label: 'Supports', value: 'Accepted evidence that corroborates but cannot carry the criterion alone' },
  { label: 'Met', value: 'Decided by a named assessor; a computed result never decides' },
  { label: 'VARCS', value: `The assessor’s five questions to each item: ${varcsInWords()}` },
  { label: 'In situ', value: 'Held by the employer, seen and described by the assessor, not copied' },
  { label: 'IQA', value: 'Internal quality assurance, also called internal verification' },
  { label: 'GLH', value: 'Guided learning hours' },
  { label: 'ULN', value: 'Unique learner number' },
  { label: 'SHA-256', value: 'Fingerprint of a file or record: if one character changes, the fingerprint changes' },
];

function varcsInWords(): string {
  return VARCS_LETTERS.map(
    (letter) => `${VARCS_WORDS[letter].label.toLowerCase()} (${VARCS_WORDS[letter].question})`,
  ).join(', ');
}
