import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';

/** What the headers of the protocol say, for the description of the API. */
const WORDS = {
  'Tus-Resumable': 'Version of the protocol: 1.0.0.',
  'Tus-Version': 'Versions of the protocol that the server speaks.',
  'Tus-Extension': 'Extensions of the protocol that the server speaks.',
  'Tus-Max-Size': 'Bytes of the longest upload.',
  'Upload-Length': 'Bytes of the whole file.',
  'Upload-Metadata': 'Keys with base64 values: `evidenceId` (a draft of your own) and `filename`.',
  'Upload-Offset': 'Bytes that have arrived and would survive a power cut.',
  'Upload-Expires': 'When the upload is forgotten if nothing more arrives.',
  Location: 'Address of the upload, relative to the server.',
  'Evidence-File-Id': 'The file of the draft that the whole upload has become.',
} as const;

export type TusHeader = keyof typeof WORDS;

/** Describes what a request of the protocol carries; `true` marks what it cannot do without. */
export const TusHeaders = (headers: Partial<Record<TusHeader, boolean>>): MethodDecorator =>
  applyDecorators(
    ...Object.entries({ 'Tus-Resumable': true, ...headers }).map(([name, required]) =>
      ApiHeader({ name, required, description: WORDS[name as TusHeader] }),
    ),
  );

/** Describes the headers of an answer of the protocol; it has no body. */
export const TusAnswer = (status: number, ...headers: readonly TusHeader[]): MethodDecorator =>
  ApiResponse({
    status,
    description: 'Headers only.',
    headers: Object.fromEntries(
      (['Tus-Resumable', ...headers] as const).map((name) => [
        name,
        { description: WORDS[name], schema: { type: 'string' } },
      ]),
    ),
  });
