import { open, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { errorCode } from './error-code.js';

/** One line of a zip file's central directory: what every unpacker goes by, whatever the file says elsewhere. */
export interface ZipEntry {
  readonly name: string;
  /** 0 = stored, 8 = deflated. */
  readonly method: number;
  /** Bit 0: encrypted; bit 3: the sizes stand behind the content and not before it. */
  readonly flags: number;
  readonly packedSize: number;
  /** As announced; only unpacking shows whether it is true. */
  readonly size: number;
  readonly headerOffset: number;
  /** Type and rights of a Unix file in the upper half, 0 where the zip was not made on Unix. */
  readonly attributes: number;
}

/** Bytes that can be read from anywhere: a file, or an archive that has been taken out of one. */
export interface ByteSource {
  readonly size: number;
  readonly read: (offset: number, length: number) => Promise<Buffer>;
}

const END_RECORD_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const DIRECTORY_RECORD_BYTES = 46;
const LOCAL_HEADER_BYTES = 30;
/** Room for some ten thousand entries; an honest Office file has a few hundred. */
const MAX_DIRECTORY_BYTES = 1024 * 1024;

const END_SIGNATURE = 0x06054b50;
const DIRECTORY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;

const inflate = promisify(inflateRaw);

/**
 * The content of the entry `name` of the zip file at `path`, or `null` when there is none, when it is longer than
 * `maxBytes`, or when the zip is not put together plainly (zip64, bytes outside of its directory's reach).
 *
 * Reads the end of the file and that entry, nothing else: an Office file may carry the entry that says what it is after
 * many megabytes of pictures, as those of LibreOffice and Google Docs do.
 */
export async function readZipEntry(path: string, name: string, maxBytes: number): Promise<Buffer | null> {
  const file = await open(path);
  try {
    const source = await sourceOf(file);
    const entry = (await readDirectory(source)).find((candidate) => candidate.name === name);
    if (entry === undefined || entry.packedSize > maxBytes) return null;
    const { contentOffset } = await readLocalHeader(source, entry);
    const packed = await source.read(contentOffset, entry.packedSize);
    if (entry.method === 0) return packed;
    return entry.method === 8 ? await inflate(packed, { maxOutputLength: maxBytes }) : null;
  } catch (error) {
    if (isMalformedZip(error)) return null;
    throw error;
  } finally {
    await file.close();
  }
}

/** The names of the entries of the zip file at `path`, or `null` when it is none, or not put together plainly. */
export async function zipEntryNames(path: string): Promise<string[] | null> {
  const file = await open(path);
  try {
    return (await readDirectory(await sourceOf(file))).map(({ name }) => name);
  } catch (error) {
    if (isMalformedZip(error)) return null;
    throw error;
  } finally {
    await file.close();
  }
}

/**
 * Every entry of a zip.
 * @throws MalformedZip and what `isMalformedZip` knows, when it is not put together plainly
 */
export async function readDirectory(source: ByteSource): Promise<ZipEntry[]> {
  const tailBytes = Math.min(source.size, END_RECORD_BYTES + MAX_COMMENT_BYTES);
  const tail = await source.read(source.size - tailBytes, tailBytes);
  const endAt = findEndRecord(tail);
  const directoryBytes = tail.readUInt32LE(endAt + 12);
  const directoryOffset = tail.readUInt32LE(endAt + 16);
  const endOffset = source.size - tailBytes + endAt;
  if (directoryBytes > MAX_DIRECTORY_BYTES || directoryOffset + directoryBytes !== endOffset) throw new MalformedZip();

  const directory = await source.read(directoryOffset, directoryBytes);
  const entries: ZipEntry[] = [];
  for (let at = 0; at < directory.length;) {
    if (directory.readUInt32LE(at) !== DIRECTORY_SIGNATURE) throw new MalformedZip();
    const nameEnd = at + DIRECTORY_RECORD_BYTES + directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + DIRECTORY_RECORD_BYTES, nameEnd),
      method: directory.readUInt16LE(at + 10),
      flags: directory.readUInt16LE(at + 8),
      packedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      attributes: directory.readUInt32LE(at + 38),
      headerOffset: directory.readUInt32LE(at + 42),
    });
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** What stands before the content of an entry, and where that begins. */
export async function readLocalHeader(
  source: ByteSource,
  { headerOffset }: ZipEntry,
): Promise<Pick<ZipEntry, 'name' | 'method' | 'packedSize' | 'size'> & { readonly contentOffset: number }> {
  const header = await source.read(headerOffset, LOCAL_HEADER_BYTES);
  if (header.readUInt32LE(0) !== LOCAL_SIGNATURE) throw new MalformedZip();
  const nameBytes = header.readUInt16LE(26);
  const name = await source.read(headerOffset + LOCAL_HEADER_BYTES, nameBytes);
  return {
    name: name.toString('utf8'),
    method: header.readUInt16LE(8),
    packedSize: header.readUInt32LE(18),
    size: header.readUInt32LE(22),
    contentOffset: headerOffset + LOCAL_HEADER_BYTES + nameBytes + header.readUInt16LE(28),
  };
}

/** The end record stands last in the file, followed by nothing but the comment whose length it gives. */
function findEndRecord(tail: Buffer): number {
  for (let at = tail.length - END_RECORD_BYTES; at >= 0; at--) {
    const isEnd = tail.readUInt32LE(at) === END_SIGNATURE;
    if (isEnd && at + END_RECORD_BYTES + tail.readUInt16LE(at + 20) === tail.length) return at;
  }
  throw new MalformedZip();
}

export async function sourceOf(file: FileHandle): Promise<ByteSource> {
  const { size } = await file.stat();
  return {
    size,
    read: async (offset, length) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
      if (bytesRead < length) throw new MalformedZip();
      return buffer;
    },
  };
}

export class MalformedZip extends Error {}

/** Lengths that lead beyond what was read surface as range errors of Buffer, damaged or over-long content as errors of zlib. */
export function isMalformedZip(error: unknown): boolean {
  return error instanceof MalformedZip || /^(ERR_OUT_OF_RANGE|ERR_BUFFER_|Z_)/.test(errorCode(error));
}
