import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../domain/kernel/domain-error.js';

export const DEFAULT_PAGE = 50;

/** `?limit=&cursor=` of every list. */
export class PageQuery {
  /** How many at most, 1 to 200. */
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: DEFAULT_PAGE })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;

  /** `nextCursor` of the page before; opaque. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;
}

export interface Page<Entry> {
  readonly items: readonly Entry[];
  /** Hand it back as `cursor` for the next page; `null` at the end. */
  readonly nextCursor: string | null;
}

/** Where a page starts: after the row with this id. Ids are time-ordered, so pages are stable under inserts. */
export function decodeCursor(cursor: string | undefined): string | null {
  if (cursor === undefined || cursor === '') return null;
  const id = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!/^[0-9a-f-]{36}$/.test(id))
    throw new DomainError('CURSOR_INVALID', 'The cursor is not one that this list gave.');
  return id;
}

/** Cuts `rows` (fetched one longer than the page) into a page. */
export function toPage<Row extends { readonly id: string }, Entry>(
  rows: readonly Row[],
  limit: number,
  toView: (row: Row) => Entry,
): Page<Entry> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = rows.length > limit && last ? Buffer.from(last.id).toString('base64url') : null;
  return { items: shown.map(toView), nextCursor };
}

/** `Link: <…>; rel="next"` (RFC 8288), beside `nextCursor` in the body. */
export function linkNext(request: FastifyRequest, reply: FastifyReply, page: Page<unknown>): void {
  if (page.nextCursor === null) return;
  const address = new URL(request.url, 'http://host');
  address.searchParams.set('cursor', page.nextCursor);
  void reply.header('link', `<${address.pathname}${address.search}>; rel="next"`);
}
