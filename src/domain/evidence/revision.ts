import { canonicalJson, type Json } from '../kernel/canonical-json.js';
import type { Channel, CustomerType, EvidenceClaim, Redaction, Setting, Storage } from './evidence.js';
import type { EvidenceMethod } from './evidence-method.js';

/** A claim as its author put it. */
export type RevisedClaim = Pick<EvidenceClaim, 'registrationId' | 'criterion' | 'facets' | 'locator' | 'rationale'>;

/** What of an item is its author's own words, and so what a revision keeps. Files have a history of their own: their hash. */
export interface RevisionContent {
  readonly method: EvidenceMethod;
  readonly title: string;
  readonly contextStatement: string;
  readonly activityFrom: string;
  readonly activityTo: string;
  readonly setting: Setting;
  readonly workplaceContext: boolean;
  readonly channel: Channel | null;
  readonly customerType: CustomerType | null;
  readonly caseRefs: readonly string[];
  readonly storage: Storage;
  readonly redaction: Redaction;
  readonly record: { readonly [field: string]: Json | undefined } | null;
  readonly claims: readonly RevisedClaim[];
}

/** Fields by path: `title`, `record.narrative`, `claims.{registrationId}.{criterion}`. */
export type FieldsByPath = ReadonlyMap<string, Json>;

/** The own words of an item, whatever else its row holds. */
export function revisionContent(
  row: Omit<RevisionContent, 'claims'>,
  claims: readonly RevisedClaim[],
): RevisionContent {
  const { method, title, contextStatement, activityFrom, activityTo, setting, workplaceContext } = row;
  const { channel, customerType, caseRefs, storage, redaction, record } = row;
  return {
    ...{ method, title, contextStatement, activityFrom, activityTo, setting, workplaceContext },
    ...{ channel, customerType, caseRefs, storage, redaction, record },
    claims: claims.map(({ registrationId, criterion, facets, locator, rationale }) => ({
      ...{ registrationId, criterion, facets, locator, rationale },
    })),
  };
}

export const claimPath = ({ registrationId, criterion }: Pick<RevisedClaim, 'registrationId' | 'criterion'>): string =>
  `claims.${registrationId}.${criterion}`;

/** Content as the fields that people change one by one; blank and absent are the same. `content` may be a part of it. */
export function fieldsByPath({ record, claims, ...envelope }: Partial<RevisionContent>): FieldsByPath {
  const fields: [string, Json | undefined][] = [
    ...Object.entries(envelope),
    ...Object.entries(record ?? {}).map(([name, value]): [string, Json | undefined] => [`record.${name}`, value]),
    ...(claims ?? []).map((claim): [string, Json] => [claimPath(claim), claimWords(claim)]),
  ];
  return new Map(fields.filter((field): field is [string, Json] => field[1] !== undefined && field[1] !== null));
}

function claimWords({ facets, locator, rationale }: RevisedClaim): Json {
  return { facets, locator: locator === null ? null : { ...locator }, rationale };
}

export const isSameField = (a: Json | undefined, b: Json | undefined): boolean =>
  canonicalJson(a ?? null) === canonicalJson(b ?? null);

/** The paths in which two contents differ, by the alphabet; everything that is there when there was none before. */
export function changedPaths(before: FieldsByPath, after: FieldsByPath): string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => !isSameField(before.get(path), after.get(path)))
    .sort();
}
