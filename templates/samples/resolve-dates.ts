import type { DaysAgo } from './story-types.js';

/** `T` with every `DaysAgo` inside it turned into a `YYYY-MM-DD` text. */
export type DatesResolved<T> = T extends DaysAgo
  ? string
  : T extends readonly (infer Member)[]
    ? readonly DatesResolved<Member>[]
    : T extends object
      ? { readonly [Key in keyof T]: DatesResolved<T[Key]> }
      : T;

const DAY_IN_MS = 86_400_000;

/** The calendar date `daysAgo` days before `today` (YYYY-MM-DD), by UTC days so that no clock change moves it. */
export function dateOf({ daysAgo }: DaysAgo, today: string): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) - daysAgo * DAY_IN_MS).toISOString().slice(0, 10);
}

/** The same value told from `today` (YYYY-MM-DD): a body of the story becomes the body of the request. */
export function resolveDates<T>(value: T, today: string): DatesResolved<T> {
  return resolve(value, today) as DatesResolved<T>;
}

function resolve(value: unknown, today: string): unknown {
  if (Array.isArray(value)) return value.map((member: unknown) => resolve(member, today));
  if (typeof value !== 'object' || value === null) return value;
  if (isDaysAgo(value)) return dateOf(value, today);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolve(member, today)]));
}

function isDaysAgo(value: object): value is DaysAgo {
  return 'daysAgo' in value && typeof value.daysAgo === 'number';
}
