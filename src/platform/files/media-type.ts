import { fileTypeFromBuffer } from 'file-type';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { cleanFileName, extensionOf } from './file-name.js';
import type { ReceivedFile } from './file-store.js';
import { readOfficePackage } from './office-package.js';
import { faultOfPackage } from './package-inspection.js';
import { announcesTooManyPixels, MAX_PIXELS } from './picture-limits.js';
import { looksLikeHtml, looksLikeMail, readAsText } from './text-content.js';

/** What sort of thing a file is, as far as showing it, locating proof in it and printing it are concerned. */
export type MediaKind = 'document' | 'image' | 'audio' | 'video' | 'text' | 'email' | 'spreadsheet';

export interface MediaType {
  /** As sent in `Content-Type`, such as `application/pdf`. */
  readonly mediaType: string;
  readonly kind: MediaKind;
}

/** One line of the allow-list (S12). */
interface AcceptedType extends MediaType {
  /** Lower case, without the dot. */
  readonly extensions: readonly string[];
  /** How the content must look: the media types `file-type` may find in it, or a test of the text. */
  readonly content: readonly string[] | ((text: string) => boolean);
}

const OFFICE = 'application/vnd.openxmlformats-officedocument.';

/** Many recorders write sound and pictures alike under the general brand, which says `video/mp4`. */
const MP4_FAMILY = ['video/mp4', 'video/x-m4v', 'video/3gpp'];
const anyText = (): boolean => true;

/**
 * What may be uploaded. Formats with scripts or macros (SVG, docm), programs, archives and pictures that we cannot draw
 * (HEIC) are absent on purpose.
 */
// prettier-ignore
const ACCEPTED_TYPES: readonly AcceptedType[] = [
  { extensions: ['pdf'], mediaType: 'application/pdf', kind: 'document', content: ['application/pdf'] },
  office('docx', 'wordprocessingml.document', 'document'),
  office('xlsx', 'spreadsheetml.sheet', 'spreadsheet'),
  office('pptx', 'presentationml.presentation', 'document'),
  { extensions: ['png'], mediaType: 'image/png', kind: 'image', content: ['image/png'] },
  { extensions: ['jpg', 'jpeg'], mediaType: 'image/jpeg', kind: 'image', content: ['image/jpeg'] },
  { extensions: ['webp'], mediaType: 'image/webp', kind: 'image', content: ['image/webp'] },
  { extensions: ['mp3'], mediaType: 'audio/mpeg', kind: 'audio', content: ['audio/mpeg'] },
  { extensions: ['m4a'], mediaType: 'audio/mp4', kind: 'audio', content: ['audio/x-m4a', 'audio/mp4', ...MP4_FAMILY] },
  { extensions: ['wav'], mediaType: 'audio/wav', kind: 'audio', content: ['audio/wav'] },
  { extensions: ['ogg'], mediaType: 'audio/ogg', kind: 'audio', content: ['audio/ogg', 'audio/ogg; codecs=opus'] },
  { extensions: ['mp4'], mediaType: 'video/mp4', kind: 'video', content: MP4_FAMILY },
  { extensions: ['mov'], mediaType: 'video/quicktime', kind: 'video', content: ['video/quicktime'] },
  { extensions: ['webm'], mediaType: 'video/webm', kind: 'video', content: ['video/webm'] },
  { extensions: ['txt'], mediaType: 'text/plain', kind: 'text', content: anyText },
  { extensions: ['md'], mediaType: 'text/markdown', kind: 'text', content: anyText },
  { extensions: ['csv'], mediaType: 'text/csv', kind: 'spreadsheet', content: anyText },
  { extensions: ['html', 'htm'], mediaType: 'text/html', kind: 'text', content: looksLikeHtml },
  { extensions: ['eml'], mediaType: 'message/rfc822', kind: 'email', content: looksLikeMail },
];

/**
 * Formats that can be written without one control character, so that they pass for text. Other finds of `file-type` do
 * not count against text: "BMW" would be a bitmap and "MZ" a program.
 */
const TEXTUAL_FORMATS = ['application/pdf', 'application/rtf', 'application/postscript'];

/** The extensions that may be uploaded, for the `accept` of a form and for messages. */
export const ACCEPTED_EXTENSIONS: readonly string[] = ACCEPTED_TYPES.flatMap(({ extensions }) => extensions);

/**
 * Decides what an uploaded file is. The last extension of its name must be on the allow-list and the content must bear
 * it out; what the client says about the type counts for nothing (S12). Sniffing cannot rule out a file that is two
 * things at once (B0.9), so downloads stay attachments.
 *
 * @param name as the client sent it.
 * @throws DomainError FILE_EMPTY, FILE_TYPE_REFUSED, FILE_CONTENT_MISMATCH, FILE_UNSAFE.
 */
export async function decideMediaType(
  name: string,
  file: Pick<ReceivedFile, 'size' | 'head' | 'path'>,
): Promise<MediaType> {
  if (file.size === 0) throw new DomainError('FILE_EMPTY', 'The file is empty.');

  const extension = extensionOf(cleanFileName(name));
  const accepted = ACCEPTED_TYPES.find(({ extensions }) => extensions.includes(extension));
  const content = await examine(file);
  if (accepted === undefined) {
    throw typeRefused(extension, ` (the content of this one is ${content.name})`);
  }
  if (!isBorneOut(accepted, content)) {
    throw new DomainError(
      'FILE_CONTENT_MISMATCH',
      `The name says ${extension.toUpperCase()}, but the content is ${content.name}.`,
    );
  }
  await assertSafe(accepted, file.path);
  return { mediaType: accepted.mediaType, kind: accepted.kind };
}

/**
 * Whether a file of this name can be taken at all, before there is anything of it.
 * @throws DomainError FILE_TYPE_REFUSED
 */
export function assertAcceptedName(name: string): void {
  const extension = extensionOf(cleanFileName(name));
  if (!ACCEPTED_EXTENSIONS.includes(extension)) throw typeRefused(extension);
}

function typeRefused(extension: string, remark = ''): DomainError {
  const named = extension === '' ? 'Files without an extension' : `Files named .${extension}`;
  return new DomainError(
    'FILE_TYPE_REFUSED',
    `${named} are not accepted${remark}. Accepted: ${ACCEPTED_EXTENSIONS.join(', ')}.`,
  );
}

/** Bombs are refused before anything unpacks or decodes them (S13, S14). */
async function assertSafe({ mediaType, kind }: MediaType, path: string): Promise<void> {
  if (kind === 'image' && (await announcesTooManyPixels(path))) {
    throw new DomainError('FILE_UNSAFE', `The picture has more than ${MAX_PIXELS / 1_000_000} million pixels.`);
  }
  if (!mediaType.startsWith(OFFICE)) return;
  const fault = await faultOfPackage(path);
  if (fault !== null) throw new DomainError('FILE_UNSAFE', `The Office file is not put together as one is: ${fault}.`);
}

/** What the bytes say, whatever the name says. */
interface Content {
  /** For people. */
  readonly name: string;
  /** The media type found, or `null` when none was. */
  readonly mediaType: string | null;
  /** The beginning as text, or `null` when it is none. */
  readonly text: string | null;
}

async function examine(file: Pick<ReceivedFile, 'size' | 'head' | 'path'>): Promise<Content> {
  if (isZip(file.head)) return examineZip(file.path);
  const text = readAsText(file.head, file.head.length === file.size);
  const found = await fileTypeFromBuffer(file.head);
  if (found !== undefined) return { name: found.ext.toUpperCase(), mediaType: found.mime, text };
  return { name: text === null ? 'of no known type' : 'text', mediaType: null, text };
}

async function examineZip(path: string): Promise<Content> {
  const office = await readOfficePackage(path);
  if (office === null) return { name: 'a zip file, but no whole Office file', mediaType: null, text: null };
  if (office.hasMacros) return { name: 'an Office file with macros', mediaType: null, text: null };
  const type = ACCEPTED_TYPES.find(({ mediaType }) => mediaType === office.mediaType);
  const name = type?.extensions[0]?.toUpperCase() ?? 'an Office file of another sort';
  return { name, mediaType: office.mediaType, text: null };
}

function isBorneOut({ content: expected }: AcceptedType, { mediaType, text }: Content): boolean {
  if (typeof expected !== 'function') return mediaType !== null && expected.includes(mediaType);
  return text !== null && !TEXTUAL_FORMATS.includes(mediaType ?? '') && expected(text);
}

function isZip(head: Buffer): boolean {
  return head.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'));
}

function office(extension: string, subtype: string, kind: MediaKind): AcceptedType {
  const mediaType = `${OFFICE}${subtype}`;
  return { extensions: [extension], mediaType, kind, content: [mediaType] };
}
