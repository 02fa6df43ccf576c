import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { cleanFileName } from '../files/file-name.js';
import { decideMediaType } from '../files/media-type.js';
import type { GatheredText } from './gathered-text.js';
import { htmlParagraphs } from './html-text.js';
import { mostParagraphs, paragraphsOf } from './paragraphs.js';
import { UnreadableFile } from './unreadable-file.js';

/** More than these nobody attaches to one message. */
const MOST_ATTACHMENTS = 50;

/** Reads one attachment from where it has been put, as a file of its own. */
export type ReadAttachment = (path: string, mediaType: string, gathered: GatheredText, part: string) => Promise<void>;

/**
 * An e-mail: subject, body and attachments. Attachments are files that were never uploaded, so they pass the same
 * allow-list as uploads do, and what is refused is not read.
 * @param readAttachment `null` for a message that came as an attachment itself: one level is read and no more (S13)
 */
export async function readMailFile(
  path: string,
  gathered: GatheredText,
  readAttachment: ReadAttachment | null,
): Promise<void> {
  const mail = await parse(path);
  gathered.add({ part: 'subject' }, mail.subject ?? '');
  const paragraphs = mail.text ? paragraphsOf(mail.text) : htmlParagraphs(mail.html ?? '');
  gathered.addParagraphs(paragraphs, { part: 'body' });
  const { attachments } = mail;
  if (attachments.length === 0) {
    gathered.paragraphCount = mostParagraphs(mail.text || paragraphs.join('\n\n')) || null;
    return;
  }
  if (readAttachment === null || attachments.length > MOST_ATTACHMENTS) gathered.hasUnreadParts = true;
  if (readAttachment === null) return;
  for (const [index, { filename, content }] of attachments.slice(0, MOST_ATTACHMENTS).entries()) {
    const name = cleanFileName(filename ?? `attachment ${index + 1}`);
    const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer);
    await readOne(name, bytes, gathered, readAttachment);
  }
}

async function parse(path: string): ReturnType<typeof PostalMime.parse> {
  try {
    return await PostalMime.parse(await readFile(path), { rfc822Attachments: true });
  } catch (error) {
    throw new UnreadableFile('damaged', { cause: error });
  }
}

async function readOne(name: string, bytes: Buffer, gathered: GatheredText, read: ReadAttachment): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'verifolio-attachment-'));
  try {
    const path = join(folder, 'attachment');
    await writeFile(path, bytes, { mode: 0o600 });
    const { mediaType } = await decideMediaType(name, { size: bytes.length, head: bytes, path });
    await read(path, mediaType, gathered, name);
  } catch (error) {
    if (!(error instanceof DomainError || error instanceof UnreadableFile)) throw error;
    gathered.hasUnreadParts = true;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
