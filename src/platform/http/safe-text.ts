import type { FastifyInstance } from 'fastify';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { foldIds } from './id-param.js';

/** Deeper JSON than any form of ours; Nest's validation would answer it with a 500. */
const MAX_DEPTH = 32;

interface Visit {
  readonly value: unknown;
  readonly path: string;
  readonly depth: number;
}

/**
 * Names under which every object has something already: Nest drops them without a word, and what it does not drop makes
 * class-transformer take a value for a class.
 */
const INHERITED = ['__proto__', 'constructor', 'prototype'];

const join = (path: string, key: string | number): string =>
  typeof key === 'number' ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;

function checkText(text: string, path: string): void {
  // SQLite would store a NUL and PostgreSQL refuse it; a lone surrogate changes silently. The engines must not differ.
  if (text.includes('\0') || !text.isWellFormed()) {
    const message = 'contains a character that cannot be stored (NUL or half of a surrogate pair)';
    throw new DomainError('MALFORMED_REQUEST', 'Some text cannot be stored.', [{ path, message }]);
  }
}

function checkName(name: string, path: string): void {
  checkText(name, path);
  if (!INHERITED.includes(name)) return;
  const message = `must not have the name ${name}`;
  throw new DomainError('MALFORMED_REQUEST', 'A field has a name that cannot be stored.', [
    { path: join(path, name), message },
  ]);
}

function checkNumber(value: number, path: string): void {
  // 1e999 is JSON, but reads as Infinity, which no JSON can say again.
  if (Number.isFinite(value)) return;
  const message = 'is too large a number';
  throw new DomainError('MALFORMED_REQUEST', 'Some number cannot be stored.', [{ path, message }]);
}

/** Refuses nesting, numbers and characters that the floors below would trip over. Walks without recursion: depth is the attack. */
export function assertSafeJson(root: unknown): void {
  const waiting: Visit[] = [{ value: root, path: '', depth: 0 }];
  for (let visit = waiting.pop(); visit !== undefined; visit = waiting.pop()) {
    const { value, path, depth } = visit;
    if (typeof value === 'string') checkText(value, path);
    if (typeof value === 'number') checkNumber(value, path);
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= MAX_DEPTH)
      throw new DomainError('MALFORMED_REQUEST', `The JSON is nested more than ${MAX_DEPTH} levels deep.`);
    if (Array.isArray(value)) {
      value.forEach((member, index) => waiting.push({ value: member, path: join(path, index), depth: depth + 1 }));
    } else {
      for (const [key, member] of Object.entries(value)) {
        checkName(key, path);
        waiting.push({ value: member, path: join(path, key), depth: depth + 1 });
      }
    }
  }
}

/** Checks body, query and path of every request before Nest's pipes see them. */
export function guardRequests(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', (request, _reply, done) => {
    try {
      assertSafeJson(request.body);
      assertSafeJson(request.query);
      assertSafeJson(request.params);
      foldIds(request.query);
      done();
    } catch (error) {
      done(error as Error);
    }
  });
}
