import { placesOfPersonalData, type PrivacyKind } from '../content/privacy-scan.js';
import type { Json } from '../kernel/canonical-json.js';
import { NameFinder } from './find-names.js';
import type { Mask } from './masks.js';

const INSTEAD_OF: Readonly<Record<PrivacyKind, string>> = {
  email: '[e-mail address]',
  phone: '[phone number]',
  postcode: '[postcode]',
  card_number: '[card number]',
  bank_account: '[bank account]',
  national_insurance_number: '[National Insurance number]',
  name: '[name]',
};

/** Characters without a width would part a name where nobody sees it. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/gu;

/** A day as forms and logs write it; its month is enough to judge by. */
const DAY = /(?<![\d-])(\d{4}-\d{2})-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?(?![\d-])/g;

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

/**
 * Puts labels where known names, contact details and days stand. What it does not know it leaves: it certifies nothing,
 * and a person looks at every text before anybody else sees it.
 */
export class Anonymiser {
  private readonly names: NameFinder;

  /** @param ordinaryWords names that are words as well: alone they are replaced only where a capital begins them */
  constructor(masks: readonly Mask[], ordinaryWords: readonly string[] = []) {
    this.names = new NameFinder(masks, ordinaryWords);
  }

  text(written: string): string {
    const text = written.replaceAll(INVISIBLE, '');
    const firm: Replacement[] = [
      ...Array.from(text.matchAll(DAY), ({ 0: day, 1: month = '', index }) => ({
        ...{ start: index, end: index + day.length, label: month },
      })),
      ...placesOfPersonalData(text).map(({ kind, start, end }) => ({ start, end, label: INSTEAD_OF[kind] })),
    ];
    // An address with a name in it is an address.
    const names = this.names.in(text).filter(({ start, end }) => !firm.some((f) => start < f.end && end > f.start));
    let [shown, from] = ['', 0];
    for (const { start, end, label } of [...firm, ...names].sort((a, b) => a.start - b.start)) {
      if (start < from) continue;
      shown += text.slice(from, start) + label;
      from = end;
    }
    return shown + text.slice(from);
  }

  /** Every text of a record, names of its fields included. */
  json(value: Json): Json {
    if (typeof value === 'string') return this.text(value);
    if (isList(value)) return value.map((member) => this.json(member));
    if (typeof value !== 'object' || value === null) return value;
    const members = new Map<string, Json>();
    for (const [key, member] of Object.entries(value)) {
      if (member !== undefined) members.set(freeKey(this.text(key), members), this.json(member));
    }
    return Object.fromEntries(members);
  }
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Two names that became one label stay two fields. */
function freeKey(key: string, taken: ReadonlyMap<string, unknown>): string {
  let [free, number] = [key, 1];
  while (taken.has(free)) free = `${key} (${(number += 1)})`;
  return free;
}
