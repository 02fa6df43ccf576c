import { Param } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { notFound } from '../../domain/kernel/domain-error.js';

/** An id in the path. Ids are opaque: one of the wrong form is simply an id that nothing has. */
export const IdParam = (name = 'id'): ParameterDecorator =>
  Param(name, {
    transform(value: string): string {
      if (!isUUID(value)) throw notFound();
      return value.toLowerCase();
    },
  });

/** Ids in a query string, in the letter case in which they are stored: upper and lower case are one UUID (RFC 9562). */
export function foldIds(query: unknown): void {
  if (typeof query !== 'object' || query === null) return;
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'string' && isUUID(value)) Object.assign(query, { [name]: value.toLowerCase() });
  }
}
