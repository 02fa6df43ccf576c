import { stat } from 'node:fs/promises';
import { GatheredText } from './gathered-text.js';
import { UnreadableFile } from './unreadable-file.js';

/** Readers hold a whole document in memory; recordings are only leafed through. */
const MAX_DOCUMENT_BYTES = 100 * 1024 ** 2;

const OFFICE = 'application/vnd.openxmlformats-officedocument.';

type Reader = (path: string, gathered: GatheredText) => Promise<void>;

/** Each with the library it needs and no other: a thread that reads a note must not hold a PDF engine. */
const READERS: Readonly<Record<string, () => Promise<Reader>>> = {
  'application/pdf': async () => (await import('./pdf-text.js')).readPdfFile,
  [`${OFFICE}wordprocessingml.document`]: async () => (await import('./office-text.js')).readWordFile,
  [`${OFFICE}presentationml.presentation`]: async () => (await import('./office-text.js')).readSlidesFile,
  [`${OFFICE}spreadsheetml.sheet`]: async () => (await import('./sheet-text.js')).readWorkbookFile,
  'text/csv': async () => (await import('./sheet-text.js')).readCsvFile,
  'text/plain': async () => (await import('./plain-text.js')).readPlainText,
  'text/markdown': async () => (await import('./plain-text.js')).readPlainText,
  'text/html': async () => (await import('./html-text.js')).readHtmlFile,
  'message/rfc822': async () => {
    const { readMailFile } = await import('./mail-text.js');
    return (path, gathered) => readMailFile(path, gathered, readAttachment);
  },
};

/**
 * The text of a file with its pages, paragraphs and rows; of recordings their length. Works for seconds and without
 * pauses: for a worker thread only.
 * @param mediaType as it was decided at the upload
 * @throws UnreadableFile when trying again would not help
 */
export async function readText(path: string, mediaType: string): Promise<GatheredText> {
  const gathered = new GatheredText();
  await read(path, mediaType, gathered);
  return gathered;
}

async function read(path: string, mediaType: string, gathered: GatheredText): Promise<void> {
  const readWith = await readerOf(mediaType);
  const { size } = await stat(path);
  if (size > MAX_DOCUMENT_BYTES && !isRecording(mediaType)) throw new UnreadableFile('too_large');
  return readWith(path, gathered);
}

async function readerOf(mediaType: string): Promise<Reader> {
  if (isRecording(mediaType)) return (await import('./recording-length.js')).readRecording;
  if (mediaType.startsWith('image/')) return (await import('./picture-text.js')).readPicture;
  const reader = READERS[mediaType];
  if (!reader) throw new Error(`nothing reads ${mediaType}`);
  return reader();
}

const isRecording = (mediaType: string): boolean => /^(audio|video)\//.test(mediaType);

/** Counts of an attachment are no counts of the message: only its text is taken over. */
async function readAttachment(path: string, mediaType: string, gathered: GatheredText, part: string): Promise<void> {
  const own = new GatheredText();
  if (mediaType === 'message/rfc822') await (await import('./mail-text.js')).readMailFile(path, own, null);
  else await read(path, mediaType, own);
  for (const { text, ...place } of own.passages) gathered.add({ ...place, part }, text);
  gathered.hasUnreadParts ||= own.hasUnreadParts;
  gathered.isCutShort ||= own.isCutShort;
}
