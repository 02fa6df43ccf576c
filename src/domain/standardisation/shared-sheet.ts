import type { Channel, Setting } from '../evidence/evidence.js';
import type { EvidenceMethod } from '../evidence/evidence-method.js';
import type { EvidenceLocator } from '../evidence/locator.js';
import type { Json } from '../kernel/canonical-json.js';
import { compareCriterionCodes } from '../specification/criterion-code.js';
import type { Anonymiser } from './anonymise.js';

/** What a participant sees of one piece of evidence: as much as an assessor judges by, and nobody's name. */
export interface SharedSheet {
  readonly method: EvidenceMethod;
  /** YYYY-MM, or two of them joined by " to ". */
  readonly activityMonth: string;
  readonly setting: Setting;
  readonly channel: Channel | null;
  readonly contextStatement: string;
  readonly record: Json;
  /** Where the proof is said to stand; not what was decided on it. */
  readonly claims: readonly { readonly criterion: string; readonly locator: EvidenceLocator | null }[];
}

export interface SharedFacts extends Omit<SharedSheet, 'activityMonth'> {
  readonly activityFrom: string;
  readonly activityTo: string;
}

/** @param criteria those of the exercise: what is claimed on others is nobody's business there */
export function sharedSheet(facts: SharedFacts, criteria: readonly string[], anonymiser: Anonymiser): SharedSheet {
  const { method, setting, channel, contextStatement, record, claims, activityFrom, activityTo } = facts;
  return {
    ...{ method, setting, channel },
    activityMonth: [...new Set([monthOf(activityFrom), monthOf(activityTo)])].join(' to '),
    contextStatement: anonymiser.text(contextStatement),
    record: anonymiser.json(record),
    claims: claims
      .filter(({ criterion }) => criteria.includes(criterion))
      .map(({ criterion, locator }) => ({ criterion, locator: locator && maskLocator(locator, anonymiser) }))
      .sort((a, b) => compareCriterionCodes(a.criterion, b.criterion)),
  };
}

const monthOf = (day: string): string => day.slice(0, 'YYYY-MM'.length);

function maskLocator({ sheet, note, ...place }: EvidenceLocator, anonymiser: Anonymiser): EvidenceLocator {
  return {
    ...place,
    ...(sheet === undefined ? {} : { sheet: anonymiser.text(sheet) }),
    ...(note === undefined ? {} : { note: anonymiser.text(note) }),
  };
}
