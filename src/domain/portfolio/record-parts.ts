import type { FormField, FormFields } from '../evidence/forms/form.js';
import { fieldOf, innerFields, paragraphsIn } from '../evidence/forms/record-words.js';
import type { Json } from '../kernel/canonical-json.js';
import type { Fact, RecordPart } from './manifest.js';
import { formatDate, joinWords } from './wording.js';

/** Invariant 9 and §5.2 row 10: no export carries a customer's name, anybody's contact details or an account number. */
const WITHHELD =
  /\b(contact( details| number)?|(tele)?phone( number)?|mobile( number)?|e-?mail( address)?|address|postcode|customer name|account number)$/u;

/**
 * The order in which a reader expects well-known names in the boxes of a centre's own form; other names follow by the
 * alphabet. It is fixed here because the order of keys in stored JSON says nothing, and the manifest's hash must not
 * depend on it. What the form of the method knows stands before them, in the order of that form.
 */
const OWN_ORDER = ['date', 'name', 'text', 'at', 'criterion', 'question', 'answer', 'decision'];

const LONG_TEXT = 120;
/** Ends like one: several of them are paragraphs, however short, and no enumeration. */
const SENTENCE = /[.!?…][”’")]?\s*$/u;
const DATE = /^\d{4}-\d{2}-\d{2}$/u;

type Group = { readonly [field: string]: Json | undefined };
/** A box with what the form says of it; `undefined`: the centre's own. */
type Entry = readonly [name: string, value: Json, field: FormField | undefined];

/** Names of own boxes are camelCase or snake_case codes: "whatWentWell" → "What went well". */
function labelOf(name: string, field: FormField | undefined): string {
  if (field !== undefined) return field.label;
  const words = name
    .replace(/_/g, ' ')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .trim()
    .toLowerCase()
    .replace(/\bi\b/gu, 'I');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** By its own name, whatever a form calls it: no label may let a contact detail through. */
const isWithheld = (name: string): boolean => WITHHELD.test(labelOf(name, undefined).toLowerCase());

function isGroup(value: Json | undefined): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

function isAnswered(value: Json | undefined): value is Json {
  if (isList(value)) return value.some(isAnswered);
  if (isGroup(value)) return Object.values(value).some(isAnswered);
  return value !== undefined && value !== null && value !== '';
}

/** A value small enough to stand on one line; nested values are written out in words. */
function inWords(value: Json | undefined, field?: FormField): string {
  if (!isAnswered(value)) return '–';
  if (value === true) return 'Yes';
  if (value === false) return 'No';
  if (isList(value)) return joinEntries(value, field);
  if (isGroup(value)) {
    return entriesOf(value, innerFields(field))
      .map(([name, member, inner]) => `${labelOf(name, inner)}: ${inWords(member, inner)}`)
      .join('; ');
  }
  if (field?.kind === 'paragraph_numbers' || (field?.kind === 'place' && typeof value === 'number')) return `§${value}`;
  // Facets are codes of the unit, such as recognises_problem.
  if (field?.kind === 'codes') return String(value).replaceAll('_', ' ');
  if (field?.kind === 'choice') return field.choices[String(value)] ?? String(value);
  return typeof value === 'string' && DATE.test(value) ? formatDate(value) : String(value);
}

function joinEntries(entries: readonly Json[], field: FormField | undefined): string {
  const words = entries.filter(isAnswered).map((entry) => inWords(entry, field));
  return field?.kind === 'paragraphs' ? words.join('; ') : joinWords(words);
}

function entriesOf(group: Group, fields: FormFields): Entry[] {
  const names = Object.keys(fields);
  const placeOf = ([name]: Entry): number => {
    const known = names.indexOf(name);
    if (known >= 0) return known;
    const usual = OWN_ORDER.indexOf(name);
    return names.length + (usual === -1 ? OWN_ORDER.length : usual);
  };
  return Object.entries(group)
    .flatMap(([name, value]): Entry[] =>
      isAnswered(value) && !isWithheld(name) ? [[name, value, fieldOf(fields, name)]] : [],
    )
    .sort((a, b) => placeOf(a) - placeOf(b) || (a[0] < b[0] ? -1 : 1));
}

function rowsPart(label: string, rows: readonly Group[], fields: FormFields): RecordPart {
  // A row that has every answer of any row gives the columns and their order.
  const columns = entriesOf(Object.assign({}, ...rows.map(answersOf)) as Group, fields);
  return {
    kind: 'rows',
    label,
    headings: columns.map(([name, , field]) => labelOf(name, field)),
    rows: rows.map((row) => columns.map(([name, , field]) => inWords(row[name], field))),
  };
}

const answersOf = (row: Group): Group =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => isAnswered(value)));

/** Longer answers are texts with paragraphs of their own, or `null` when the answer is a short one. */
function paragraphsOf(value: Json, field: FormField | undefined): string[] | null {
  const texts = isList(value) ? value : [value];
  if (!texts.every((text) => typeof text === 'string')) return null;
  const areSentences = texts.length > 1 && texts.every((text) => SENTENCE.test(text));
  const isLong = texts.some((text) => text.length > LONG_TEXT || text.includes('\n'));
  // Words in place of rows are numbered too: claims point at them as they would at a row.
  const isCounted = field?.kind === 'paragraphs' || field?.kind === 'rows';
  return isLong || areSentences || isCounted ? paragraphsIn(texts) : null;
}

const factsPart = (label: string, facts: readonly Fact[]): RecordPart[] =>
  facts.length === 0 ? [] : [{ kind: 'facts', label, facts }];

/**
 * A method's form as a reader wants it: the short answers before its first text or table in one fact sheet and those
 * after it in another, long texts in their paragraphs (which locators count as §1, §2 …), repeated groups such as questions and
 * answers as rows. Boxes of the centre's own follow.
 */
export function recordParts(record: Group, fields: FormFields): RecordPart[] {
  const before: Fact[] = [];
  const after: Fact[] = [];
  const longer: RecordPart[] = [];
  let short = before;
  for (const [name, value, field] of entriesOf(record, fields)) {
    const label = labelOf(name, field);
    const paragraphs = paragraphsOf(value, field);
    if (paragraphs !== null) {
      longer.push({ kind: 'text', label, paragraphs });
    } else if (isList(value) && value.every(isGroup)) {
      longer.push(rowsPart(label, value, innerFields(field)));
    } else if (isGroup(value)) {
      const members = entriesOf(value, innerFields(field));
      const inside = members.map(([inner, member, known]) => ({
        label: labelOf(inner, known),
        value: inWords(member, known),
      }));
      if (inside.length > 0) longer.push({ kind: 'facts', label, facts: inside });
    } else {
      short.push({ label, value: inWords(value, field) });
    }
    if (field !== undefined && longer.some(({ kind }) => kind !== 'facts')) short = after;
  }
  return [...factsPart('Record', before), ...longer, ...factsPart('Also recorded', after)];
}

/** Contact details that stand in a record, for the centre's own copy. */
export function contactDetailsIn(record: Group): string[] {
  return Object.entries(record).flatMap(([name, value]) => {
    if (isGroup(value)) return contactDetailsIn(value);
    return isWithheld(name) && typeof value === 'string' && value !== '' ? [value] : [];
  });
}

/** The same record for a document that leaves as JSON: without anybody's contact details, however deep they stand. */
export function withoutContactDetails(record: Group): Group {
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) =>
      isWithheld(name) || value === undefined ? [] : [[name, withoutThemWithin(value)]],
    ),
  );
}

function withoutThemWithin(value: Json): Json {
  if (isList(value)) return value.map(withoutThemWithin);
  return isGroup(value) ? withoutContactDetails(value) : value;
}
