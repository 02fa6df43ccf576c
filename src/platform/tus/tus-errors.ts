import { ERRORS } from '@tus/server';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';

const malformed = (detail: string) => (): DomainError => new DomainError('MALFORMED_REQUEST', detail);

/** What the library refuses, in the form in which everything is refused here. Its words are the keys: it has no codes. */
const REFUSALS: ReadonlyMap<string, () => DomainError> = new Map([
  [ERRORS.FILE_NOT_FOUND.body, notFound],
  [
    ERRORS.INVALID_OFFSET.body,
    () =>
      new DomainError(
        'UPLOAD_OFFSET_CONFLICT',
        'Upload-Offset is not where this upload stands; ask for it with HEAD and go on from there.',
      ),
  ],
  [ERRORS.MISSING_OFFSET.body, malformed('Upload-Offset is missing.')],
  [ERRORS.INVALID_LENGTH.body, malformed('Upload-Length must be given once, when the upload is begun.')],
  [ERRORS.INVALID_METADATA.body, malformed('Upload-Metadata is not as tus 1.0 wants it.')],
  [
    ERRORS.UNSUPPORTED_CREATION_DEFER_LENGTH_EXTENSION.body,
    malformed('Say the length when you begin an upload (Upload-Length): it is not taken later.'),
  ],
  [ERRORS.UNSUPPORTED_CONCATENATION_EXTENSION.body, malformed('Uploads are not put together from several.')],
  [ERRORS.ABORTED.body, malformed('The request broke off; what arrived before is kept.')],
]);

/** The refusal for an answer of the library's own; `null` for a fault that nobody expected. */
export function toRefusal(status: number, body: string): DomainError | null {
  const known = REFUSALS.get(body);
  if (known) return known();
  const [, headers] = /^Invalid ([a-z -]+)\n$/.exec(body) ?? [];
  if (status === 412 || headers?.split(' ').includes('tus-resumable')) {
    return new DomainError('TUS_VERSION_UNSUPPORTED', 'Send Tus-Resumable: 1.0.0.');
  }
  if (status === 413) return new DomainError('FILE_TOO_LARGE', 'That is more than was announced, or than is taken.');
  return headers === undefined ? null : malformed(`Not as tus 1.0 wants it: ${headers.replaceAll(' ', ', ')}.`)();
}
