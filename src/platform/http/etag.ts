import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../domain/kernel/domain-error.js';

/** The strong ETag of a row at one revision. */
export const etagOf = (revision: number): string => `"r${revision}"`;

/** What the client says it last saw: a revision, or `any` for `*`. */
export type IfMatch = { readonly revision: number } | 'any';

/**
 * Reads `If-Match` of a request that changes something.
 * @throws DomainError IF_MATCH_REQUIRED when absent (428), IF_MATCH_STALE when weak or not one of our tags (412).
 */
export const IfMatchHeader = createParamDecorator((_: unknown, context: ExecutionContext): IfMatch => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined) {
    throw new DomainError(
      'IF_MATCH_REQUIRED',
      'Send the ETag you last received as If-Match, so that nobody’s work is overwritten.',
    );
  }
  if (header.trim() === '*') return 'any';
  const tag = /^"r(\d{1,15})"$/.exec(header.trim());
  if (!tag?.[1]) throw new DomainError('IF_MATCH_STALE', 'If-Match is not an ETag of this resource.');
  return { revision: Number(tag[1]) };
});

/** @throws DomainError IF_MATCH_STALE when somebody changed the row after the client read it. */
export function assertRevision(current: number, expected: IfMatch): void {
  if (expected !== 'any' && expected.revision !== current) {
    throw new DomainError(
      'IF_MATCH_STALE',
      'This was changed after you opened it. Load it again, then repeat your change.',
    );
  }
}
