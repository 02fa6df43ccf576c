import '@fastify/multipart';
import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { DomainError } from '../../domain/kernel/domain-error.js';

/** How long a refused upload may go on sending, so that its client gets to read the answer before the line is cut. */
const LINGER_MS = 2_000;

/**
 * Hands the one file of a multipart request to `take` while it is still arriving.
 * @throws DomainError MALFORMED_REQUEST when the body is broken, has no file, or the file is in another field
 */
export async function receiveOneFile<Result>(
  request: FastifyRequest,
  field: string,
  take: (upload: { name: string; content: Readable }) => Promise<Result>,
): Promise<Result> {
  if (!request.isMultipart()) throw new UnsupportedMediaTypeException();
  const part = await request.file().catch(() => undefined);
  if (part?.fieldname !== field) {
    linger(request, part?.file);
    const message = 'must be a file in a multipart/form-data body';
    throw new DomainError('MALFORMED_REQUEST', `Send one file in the field “${field}”.`, [{ path: field, message }]);
  }
  try {
    return await take({ name: part.filename, content: part.file });
  } catch (error) {
    linger(request, part.file);
    throw error;
  }
}

function linger(request: FastifyRequest, unread: Readable | undefined): void {
  if (!unread || unread.readableEnded || unread.destroyed) return;
  unread.on('error', () => undefined).resume();
  const cut = setTimeout(() => request.raw.destroy(), LINGER_MS).unref();
  request.raw.once('close', () => clearTimeout(cut));
}
