import { witnessStatusList } from '../evidence/witness-status-list.js';
import type { Json } from '../kernel/canonical-json.js';
import { contactDetailsIn } from './record-parts.js';
import type { PortfolioEvidence, PortfolioFacts } from './portfolio-facts.js';
import type { PrintedEvidence } from './printed-evidence.js';
import { formatDate, formatInstant, NOT_STATED, orNotStated, WITNESS_CHECK_WORDS } from './wording.js';

/** One testimony in the witness status list (section 4): who gave it, in which capacity, and who confirmed that. */
export interface WitnessLine {
  readonly name: string;
  /** Job and organisation. */
  readonly role: string;
  readonly relationship: string;
  readonly status: string;
  readonly ref: string;
  /** When, and how: on paper or through a link of the witness's own. */
  readonly signed: string;
  readonly check: string;
  /** In the centre's own copy only. */
  readonly contact?: string;
}

/** How an assessor made sure who the witness is. */
export function witnessCheckWords(check: PortfolioEvidence['witnessCheck']): string {
  if (check === null) return 'Not yet confirmed by an assessor';
  return `${WITNESS_CHECK_WORDS[check.method]} by ${check.byName} on ${formatDate(check.verifiedOn)}`;
}

/** Section 4: who has testified to what, one line a testimony. Contact details stay with the centre (§5.2 row 10). */
export function witnessLines(
  printed: readonly PrintedEvidence[],
  contacts: PortfolioFacts['witnessContacts'],
): WitnessLine[] {
  const contactOf = (ref: string): Pick<WitnessLine, 'contact'> => {
    const evidence = printed.find((one) => one.evidence.ref === ref)?.evidence;
    return contacts === null || evidence === undefined ? {} : { contact: contactWords(evidence, contacts) };
  };
  const given = printed.filter(({ evidence }) => evidence.status !== 'draft');
  const listed = witnessStatusList(given.map(({ evidence }) => ({ ...evidence, check: evidence.witnessCheck })));
  return listed.flatMap(({ name, jobRole, organisation, relationship, status, testimonies }) =>
    testimonies.map(({ ref, signedAt, givenThrough, check }) => ({
      name: orNotStated(name),
      role: orNotStated([jobRole, organisation].filter((part) => part !== null).join(', ') || null),
      relationship: orNotStated(relationship),
      status: orNotStated(status),
      ref,
      signed: signedWords(signedAt, givenThrough),
      check: witnessCheckWords(check),
      ...contactOf(ref),
    })),
  );
}

function contactWords({ id, record }: PortfolioEvidence, contacts: Readonly<Record<string, string>>): string {
  const { witness } = record;
  const written = isGroup(witness) ? contactDetailsIn(witness) : [];
  return [...new Set([contacts[id] ?? '', ...written])].filter((words) => words !== '').join(', ') || NOT_STATED;
}

const isGroup = (value: Json | undefined): value is { readonly [field: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** On paper the day is known, and no hour. */
function signedWords(signedAt: string | null, givenThrough: 'link' | 'paper'): string {
  if (signedAt === null) return 'Not signed';
  return givenThrough === 'paper' ? `${formatDate(signedAt)}, on paper` : `${formatInstant(signedAt)}, personal link`;
}
