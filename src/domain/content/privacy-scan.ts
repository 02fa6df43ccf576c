import { placedWords, wordsOf } from './words.js';
import { BANK_ACCOUNT, CARD, hasCardCheckDigit, NATIONAL_INSURANCE, PHONE, POSTCODE } from './uk-identifiers.js';

/** What a text may show of people who did not join the programme (§6.4). */
export const PRIVACY_KINDS = [
  'email',
  'phone',
  'postcode',
  'card_number',
  'bank_account',
  'national_insurance_number',
  'name',
] as const;
export type PrivacyKind = (typeof PRIVACY_KINDS)[number];

export interface PrivacyFinding {
  readonly kind: PrivacyKind;
  /** Where it begins in the text, in UTF-16 units from 0. */
  readonly start: number;
  /** Its first and last character with the length between them: enough to find it, too little to copy it. */
  readonly excerpt: string;
}

/** Where somebody's data stand: from `start` to before `end`, in UTF-16 units from 0. */
export interface PrivacyPlace {
  readonly kind: PrivacyKind;
  readonly start: number;
  readonly end: number;
}

/** More of one passage are a table of customers, which is said by the first. */
const MOST_FINDINGS = 200;

const EMAIL =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}-])/gu;

/** Names that can belong to nobody (RFC 2606, RFC 6761): who redacts an address writes one of these in its place. */
const NOBODYS_DOMAIN = /(?:^|\.)(?:invalid|test|example|localhost|example\.(?:com|net|org))$/i;

interface Detector {
  readonly kind: PrivacyKind;
  readonly pattern: RegExp;
  readonly isReal?: (found: string) => boolean;
}

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');

/** In order of weight: what one has taken is not reported again as something lesser. */
const DETECTORS: readonly Detector[] = [
  { kind: 'email', pattern: EMAIL, isReal: (found) => !NOBODYS_DOMAIN.test(found.slice(found.indexOf('@') + 1)) },
  {
    kind: 'card_number',
    pattern: CARD,
    isReal: (found) => /^[2-6]/.test(found) && hasCardCheckDigit(digitsOf(found)),
  },
  { kind: 'bank_account', pattern: BANK_ACCOUNT },
  { kind: 'national_insurance_number', pattern: NATIONAL_INSURANCE },
  { kind: 'phone', pattern: PHONE },
  // In small letters and without its space it is any part of any code.
  { kind: 'postcode', pattern: POSTCODE, isReal: (found) => found.includes(' ') || found === found.toUpperCase() },
];

/**
 * What in a text looks like a person's data: for people to look at, never proof that there is none. Addresses that belong
 * to nobody (`.invalid`, `.test`, `example.org`) are what redaction puts in and are passed over.
 * @param names people to look for, by first name, surname or both; case does not matter, whole words do
 */
export function scanForPersonalData(text: string, names: readonly string[]): PrivacyFinding[] {
  return places(text, names, MOST_FINDINGS)
    .sort(inOrder)
    .map(({ kind, start, end }) => ({ kind, start, excerpt: mask(text.slice(start, end)) }));
}

/** The same places without names, all of them, to put something else there. */
export function placesOfPersonalData(text: string): PrivacyPlace[] {
  return places(text, [], Infinity).sort(inOrder);
}

function places(text: string, names: readonly string[], most: number): PrivacyPlace[] {
  const taken: PrivacyPlace[] = [];
  const take = (kind: PrivacyKind, start: number, end: number): void => {
    if (!taken.some((other) => start < other.end && end > other.start)) taken.push({ kind, start, end });
  };
  for (const { kind, pattern, isReal } of DETECTORS) {
    for (const { 0: found, index } of text.matchAll(pattern)) {
      if (taken.length >= most) return taken;
      if (isReal?.(found) ?? true) take(kind, index, index + found.length);
    }
  }
  for (const { start, end } of namesIn(text, names)) {
    if (taken.length >= most) break;
    take('name', start, end);
  }
  return taken;
}

const inOrder = (a: PrivacyPlace, b: PrivacyPlace): number => a.start - b.start;

/** Every place where the words of a name stand one behind the other. */
function namesIn(text: string, names: readonly string[]): { start: number; end: number }[] {
  const sought = names.map(wordsOf).filter((words) => words.length > 0);
  if (sought.length === 0) return [];
  const words = placedWords(text);
  return words.flatMap(({ start }, index) =>
    sought
      .filter((name) => name.every((word, offset) => words[index + offset]?.word === word))
      .map((name) => ({ start, end: words[index + name.length - 1]?.end ?? start })),
  );
}

/** `maya.okafor@harbour.co.uk` → `m…k (25)`. */
function mask(found: string): string {
  const characters = [...found];
  return `${characters[0] ?? ''}…${characters.at(-1) ?? ''} (${characters.length})`;
}
