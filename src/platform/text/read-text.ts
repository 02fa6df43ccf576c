import { stat } from 'node:fs/promises';
import { GatheredText } from './gathered-text.js';
import { readHtmlFile } from './html-text.js';
import { readMailFile } from './mail-text.js';
import { readSlidesFile, readWordFile } from './office-text.js';
import { readPdfFile } from './pdf-text.js';
import { readPicture } from './picture-text.js';
import { readPlainText } from './plain-text.js';
import { readRecording } from './recording-length.js';
import { readCsvFile, readWorkbookFile } from './sheet-text.js';
import { UnreadableFile } from './unreadable-file.js';

/** Readers hold a whole document in memory; recordings are only leafed through. */
const MAX_DOCUMENT_BYTES = 100 * 1024 ** 2;

const OFFICE = 'application/vnd.openxmlformats-officedocument.';

type Reader = (path: string, gathered: GatheredText) => Promise<void>;

const READERS: Readonly<Record<string, Reader>> = {
  'application/pdf': readPdfFile,
  [`${OFFICE}wordprocessingml.document`]: readWordFile,
  [`${OFFICE}presentationml.presentation`]: readSlidesFile,
  [`${OFFICE}spreadsheetml.sheet`]: readWorkbookFile,
  'text/csv': readCsvFile,
  'text/plain': readPlainText,
  'text/markdown': readPlainText,
  'text/html': readHtmlFile,
  'message/rfc822': (path, gathered) => readMailFile(path, gathered, readAttachment),
};

/**
 * The text of a file with its pages, paragraphs and rows; of recordings their length. Works for seconds and without
 * pauses: for a worker thread only.
 * @param mediaType as it was decided at the upload
 * @throws UnreadableFile when trying again would not help
 */
export async function readText(path: string, mediaType: string): Promise<GatheredText> {
  const gathered = new GatheredText();
  await read(path, mediaType, gathered, READERS[mediaType]);
  return gathered;
}

async function read(
  path: string,
  mediaType: string,
  gathered: GatheredText,
  readDocument: Reader | undefined,
): Promise<void> {
  if (/^(audio|video)\//.test(mediaType)) return readRecording(path, gathered);
  const { size } = await stat(path);
  if (size > MAX_DOCUMENT_BYTES) throw new UnreadableFile('too_large');
  if (mediaType.startsWith('image/')) return readPicture(path, gathered);
  if (!readDocument) throw new Error(`nothing reads ${mediaType}`);
  return readDocument(path, gathered);
}

/** Counts of an attachment are no counts of the message: only its text is taken over. */
async function readAttachment(path: string, mediaType: string, gathered: GatheredText, part: string): Promise<void> {
  const own = new GatheredText();
  const isMail = mediaType === 'message/rfc822';
  await read(path, mediaType, own, isMail ? (mail, text) => readMailFile(mail, text, null) : READERS[mediaType]);
  for (const { text, ...place } of own.passages) gathered.add({ ...place, part }, text);
  gathered.hasUnreadParts ||= own.hasUnreadParts;
  gathered.isCutShort ||= own.isCutShort;
}
