import { DomainError } from '../../domain/kernel/domain-error.js';
import type { ByteRange } from './file-store.js';

/**
 * The part of a file of `size` bytes that a `Range` header asks for (RFC 9110 §14), or `null` for the whole of it.
 *
 * A header may be ignored, and is when it names another unit, several ranges, or nothing that can be read as one.
 *
 * @throws DomainError RANGE_NOT_SATISFIABLE when the range begins beyond the end; the answer to that names the size.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | null {
  const [, first, last] = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return null;

  const isSuffix = first === '';
  if (!isSuffix && last !== '' && Number(last) < Number(first)) return null;

  const start = isSuffix ? Math.max(0, size - Number(last)) : Number(first);
  const end = isSuffix || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start >= size) throw new DomainError('RANGE_NOT_SATISFIABLE', `The file has only ${size} bytes.`);
  return { start, end };
}
