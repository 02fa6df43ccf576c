import { DomainError } from '../../domain/kernel/domain-error.js';
import type { Page } from '../../platform/http/paging.js';
import type { QueuePlace } from './queue.reader.js';

/** These lists are in order of time, which ids do not say: a cursor names both. */
export function placeOf(cursor: string | undefined): QueuePlace | undefined {
  if (cursor === undefined || cursor === '') return undefined;
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const [, since, id] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f-]{36})$/.exec(text) ?? [];
  if (since === undefined || id === undefined) {
    throw new DomainError('CURSOR_INVALID', 'The cursor is not one that this list gave.');
  }
  return { since, id };
}

/** Cuts rows (fetched one longer than the page) into a page. */
export function toPlacedPage<Row extends QueuePlace, Entry>(
  rows: readonly Row[],
  limit: number,
  toView: (row: Row) => Entry,
): Page<Entry> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = rows.length > limit && last ? Buffer.from(`${last.since} ${last.id}`).toString('base64url') : null;
  return { items: shown.map(toView), nextCursor };
}
