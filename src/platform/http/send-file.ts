import { StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { attachmentDisposition } from '../files/content-disposition.js';
import type { ByteRange, FileStore } from '../files/file-store.js';
import { parseRange } from '../files/http-range.js';

/** What a stored file is called and said to be. */
export interface NamedFile {
  readonly sha256: string;
  readonly name: string;
  readonly mediaType: string;
}

/** No browser runs, guesses at or keeps what was uploaded (S16). */
const INERT = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'",
  'cache-control': 'private, no-store',
};

/** Bytes made for this answer, as an attachment like every file. */
export function sendBytes(
  bytes: Uint8Array,
  { name, mediaType }: Pick<NamedFile, 'name' | 'mediaType'>,
  reply: FastifyReply,
): StreamableFile {
  void reply.headers(INERT);
  return new StreamableFile(bytes, {
    type: mediaType,
    disposition: attachmentDisposition(name),
    length: bytes.length,
  });
}

/**
 * A stored file, or the range of it that was asked for, as an attachment that no browser will run (assurance.md S16).
 * @throws DomainError FILE_MISSING, RANGE_NOT_SATISFIABLE
 */
export async function sendFile(
  store: FileStore,
  file: NamedFile,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<StreamableFile> {
  const { size } = await store.stat(file.sha256);
  const etag = `"${file.sha256}"`;
  // RFC 9110: a range under an If-Range that no longer fits is answered with the whole.
  const isSameFile = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
  void reply.headers({ ...INERT, 'accept-ranges': 'bytes', etag });
  let range: ByteRange | null = null;
  try {
    if (isSameFile) range = parseRange(request.headers.range, size);
  } catch (error) {
    // RFC 9110 §15.5.17: a range beyond the end is answered with the length there is.
    void reply.header('content-range', `bytes */${size}`);
    throw error;
  }
  const { stream } = await store.open(file.sha256, range ?? undefined);
  if (range) {
    void reply.status(206).header('content-range', `bytes ${range.start}-${range.end}/${size}`);
  }
  return new StreamableFile(stream, {
    type: file.mediaType,
    disposition: attachmentDisposition(file.name),
    length: range ? range.end - range.start + 1 : size,
  });
}
