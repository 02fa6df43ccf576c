import type { Multipart, MultipartFile } from '@fastify/multipart';
import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { DomainError } from '../../domain/kernel/domain-error.js';

/** How long a refused upload may go on sending, so that its client gets to read the answer before the line is cut. */
const LINGER_MS = 2_000;

/**
 * Hands the one file of a multipart request to `take` while it is still arriving.
 * @throws DomainError MALFORMED_REQUEST when the body is broken, has no file or two, or the file is in another field
 */
export async function receiveOneFile<Result>(
  request: FastifyRequest,
  field: string,
  take: (upload: { name: string; content: Readable }) => Promise<Result>,
): Promise<Result> {
  if (!request.isMultipart()) throw new UnsupportedMediaTypeException();
  const parts = request.parts();
  const part = await nextFile(parts).catch(() => undefined);
  if (part?.fieldname !== field) {
    linger(request, part?.file);
    const message = 'must be a file in a multipart/form-data body';
    throw new DomainError('MALFORMED_REQUEST', `Send one file in the field “${field}”.`, [{ path: field, message }]);
  }
  try {
    return await take({ name: part.filename, content: Readable.from(withNothingAfter(part.file, parts)) });
  } catch (error) {
    linger(request, part.file);
    throw error;
  }
}

async function nextFile(parts: AsyncIterableIterator<Multipart>): Promise<MultipartFile | undefined> {
  for (let next = await parts.next(); next.done !== true; next = await parts.next()) {
    if (next.value.type === 'file') return next.value;
  }
  return undefined;
}

/** The bytes of the file, ending in a refusal when another follows: nobody's second file is dropped in silence. */
async function* withNothingAfter(file: Readable, parts: AsyncIterableIterator<Multipart>): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of file) yield chunk as Buffer;
  } catch {
    throw new DomainError('MALFORMED_REQUEST', 'The upload broke off before its end.');
  }
  // A second file comes as an error too: the parser was told that there is one.
  const isAlone = await nextFile(parts).then(
    (second) => second === undefined,
    () => false,
  );
  if (!isAlone) throw new DomainError('MALFORMED_REQUEST', 'Send one file with each request.');
}

/** Lets a refused client go on sending for a moment, into nothing, and then cuts the line. */
export function linger(request: FastifyRequest, unread: Readable | undefined): void {
  if (!unread || unread.readableEnded || unread.destroyed) return;
  unread.on('error', () => undefined).resume();
  const cut = setTimeout(() => request.raw.destroy(), LINGER_MS).unref();
  request.raw.once('close', () => clearTimeout(cut));
}
