import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import {
  type ByteSource,
  isMalformedZip,
  MalformedZip,
  readDirectory,
  readLocalHeader,
  sourceOf,
  type ZipEntry,
} from './zip-directory.js';

/** S13. */
const MOST_ENTRIES = 1_000;
const MOST_BYTES = 200 * 1_000_000;
const HIGHEST_RATIO = 100;
/** Some kilobytes of the same letters are a form, not a bomb. */
const RATIO_COUNTS_FROM = 1_000_000;
/** An embedded workbook is looked through in memory. */
const MOST_EMBEDDED_BYTES = 20 * 1_000_000;

const SLICE_BYTES = 64 * 1024;

/** The one archive that an honest Office file holds: the workbook behind a chart, or another Office file as an object. */
const EMBEDDED_OFFICE = /^(?:word|xl|ppt)\/embeddings\/[^/]+\.(?:docx|pptx|xlsx)$/i;

/** How archives begin: zip, 7z, rar, gzip, bzip2, xz. */
const ARCHIVE_MARKS = ['504b0304', '504b0506', '377abcaf271c', '52617221', '1f8b08', '425a68', 'fd377a585a00'];

const SYMBOLIC_LINK = 0xa000;

class Fault extends Error {}

/**
 * What is wrong with an Office file as a package, in words that end a sentence; `null` when nothing is. Limits are
 * checked on what its directory announces and then on what comes out, which is counted and thrown away (S13).
 */
export async function faultOfPackage(path: string): Promise<string | null> {
  const file = await open(path);
  try {
    await inspect(await sourceOf(file), { bytes: 0, entries: 0, isEmbedded: false });
    return null;
  } catch (error) {
    if (error instanceof Fault) return error.message;
    if (isMalformedZip(error)) return 'it is damaged';
    throw error;
  } finally {
    await file.close();
  }
}

/** Counted over the package and what is embedded in it. */
interface Sum {
  bytes: number;
  entries: number;
  readonly isEmbedded: boolean;
}

async function inspect(source: ByteSource, sum: Sum): Promise<void> {
  const entries = await readDirectory(source);
  checkAnnouncements(entries, source.size, sum);
  const offsets = new Map<ZipEntry, number>();
  let end = 0;
  for (const entry of [...entries].sort((a, b) => a.headerOffset - b.headerOffset)) {
    const contentOffset = await checkLocalHeader(source, entry);
    if (entry.headerOffset < end) throw new Fault('parts of it overlap');
    end = contentOffset + entry.packedSize;
    offsets.set(entry, contentOffset);
  }
  for (const [entry, contentOffset] of offsets) await inspectContent(source, entry, contentOffset, sum);
}

function checkAnnouncements(entries: readonly ZipEntry[], packedSize: number, sum: Sum): void {
  sum.entries += entries.length;
  if (sum.entries > MOST_ENTRIES) throw new Fault(`it has more than ${MOST_ENTRIES} parts`);
  const unpackedSize = entries.reduce((total, { size }) => total + size, 0);
  sum.bytes += unpackedSize;
  if (sum.bytes > MOST_BYTES) throw new Fault(`unpacked it is longer than ${MOST_BYTES / 1_000_000} MB`);
  if (unpackedSize > RATIO_COUNTS_FROM && unpackedSize > packedSize * HIGHEST_RATIO) {
    throw new Fault(`it unpacks to more than ${HIGHEST_RATIO} times its length`);
  }
  if (new Set(entries.map(({ name }) => name)).size < entries.length) throw new Fault('two parts have one name');
  for (const { name, flags, method, attributes, size, packedSize: packed } of entries) {
    const leadsOut = name.split(/[/\\]/).includes('..') || /^[/\\]|^[a-z]:/i.test(name);
    if (leadsOut || name.includes('\0')) throw new Fault('a part has a name that leads out of it');
    if (((attributes >>> 16) & 0xf000) === SYMBOLIC_LINK) throw new Fault('a part is a link');
    if (flags & 1) throw new Fault('a part is encrypted');
    if (method !== 0 && method !== 8) throw new Fault('a part is packed in an unknown way');
    if (method === 0 && size !== packed) throw new Fault('a part is not as long as announced');
  }
}

/** Unpackers that go by the local headers must find the same as those that go by the directory. */
async function checkLocalHeader(source: ByteSource, entry: ZipEntry): Promise<number> {
  const local = await readLocalHeader(source, entry);
  const hasSizes = (entry.flags & 8) === 0;
  const differs = local.name !== entry.name || local.method !== entry.method;
  if (differs || (hasSizes && (local.size !== entry.size || local.packedSize !== entry.packedSize))) {
    throw new Fault('its directory and its parts contradict each other');
  }
  return local.contentOffset;
}

async function inspectContent(source: ByteSource, entry: ZipEntry, offset: number, sum: Sum): Promise<void> {
  const mayHoldOffice = EMBEDDED_OFFICE.test(entry.name) && !sum.isEmbedded && entry.size <= MOST_EMBEDDED_BYTES;
  const kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of unpacked(source, entry, offset)) {
    if (length === 0 && isArchive(chunk) && !mayHoldOffice) throw new Fault('a part is an archive itself');
    length += chunk.length;
    if (length > entry.size) break;
    if (mayHoldOffice) kept.push(chunk);
  }
  if (length !== entry.size) throw new Fault('a part is not as long as announced');
  if (!mayHoldOffice) return;
  const embedded = Buffer.concat(kept);
  const inner = { bytes: sum.bytes, entries: sum.entries, isEmbedded: true };
  await inspect(sourceIn(embedded), inner);
  sum.bytes = inner.bytes;
  sum.entries = inner.entries;
}

function unpacked(source: ByteSource, { method, packedSize }: ZipEntry, offset: number): AsyncIterable<Buffer> {
  const packed = Readable.from(slices(source, offset, packedSize), { objectMode: false });
  if (method === 0) return packed;
  const inflating = createInflateRaw({ chunkSize: SLICE_BYTES });
  // Not `pipeline`: whoever reads may stop early, and then both end quietly.
  packed.on('error', (error) => inflating.destroy(error));
  inflating.on('close', () => packed.destroy());
  return packed.pipe(inflating);
}

async function* slices(source: ByteSource, offset: number, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < length; at += SLICE_BYTES) {
    yield await source.read(offset + at, Math.min(SLICE_BYTES, length - at));
  }
}

function sourceIn(bytes: Buffer): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) =>
      offset + length > bytes.length
        ? Promise.reject(new MalformedZip())
        : Promise.resolve(bytes.subarray(offset, offset + length)),
  };
}

const isArchive = (head: Buffer): boolean => ARCHIVE_MARKS.some((mark) => head.toString('hex', 0, 6).startsWith(mark));
