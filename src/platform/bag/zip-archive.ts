import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { BagFault } from './bag-fault.js';
import { isSafePath, samePlace } from './bag-paths.js';

/** S13, with room for a whole portfolio. */
export interface ArchiveLimits {
  readonly mostEntries: number;
  readonly mostBytes: number;
  readonly highestRatio: number;
}

export const PACKAGE_LIMITS: ArchiveLimits = {
  mostEntries: 100_000,
  mostBytes: 64 * 1024 ** 3,
  highestRatio: 100,
};

/** Some kilobytes of the same letters are a form, not a bomb. */
const RATIO_COUNTS_FROM = 1_000_000;

const FILE_TYPE = 0xf000;
const PLAIN_FILE = 0x8000;
const FOLDER = 0x4000;
const STORED = 0;
const DEFLATED = 8;

/**
 * The files of a zip that somebody else may have made. Opening it looks at every entry and at no content; a zip that is
 * not put together plainly is refused whole. What is read is counted against what was announced.
 */
export class ZipArchive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws BagFault */
  static async open(path: string, limits = PACKAGE_LIMITS): Promise<ZipArchive> {
    let zip: ZipFile | null = null;
    try {
      // Names are looked at here: yauzl would end at the first bad one without saying which.
      zip = await openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false });
      if (zip.entryCount > limits.mostEntries) throw new BagFault('TOO_MANY_ENTRIES', '');
      const entries = await readEntries(zip, limits);
      await assertApart(zip, entries);
      return new ZipArchive(zip, new Map(entries.filter(([name]) => !name.endsWith('/'))));
    } catch (error) {
      zip?.close();
      throw isSystemFailure(error) || error instanceof BagFault ? error : new BagFault('NOT_A_ZIP', '');
    }
  }

  get paths(): string[] {
    return [...this.entries.keys()];
  }

  has(path: string): boolean {
    return this.entries.has(path);
  }

  /** Bytes, as announced; reading fails where that is not true. */
  sizeOf(path: string): number {
    return this.entry(path).uncompressedSize;
  }

  /** The content of a file. It fails with BagFault DAMAGED_FILE when it cannot be unpacked or is of another length. */
  async *read(path: string): AsyncGenerator<Buffer> {
    try {
      const stream: Readable = await this.zip.openReadStreamPromise(this.entry(path));
      for await (const chunk of stream as AsyncIterable<Buffer>) yield chunk;
    } catch (error) {
      throw isSystemFailure(error) ? error : new BagFault('DAMAGED_FILE', path);
    }
  }

  /** @throws BagFault TEXT_TOO_LONG, DAMAGED_FILE */
  async readText(path: string, mostBytes: number): Promise<string> {
    if (this.sizeOf(path) > mostBytes) throw new BagFault('TEXT_TOO_LONG', path);
    const chunks: Buffer[] = [];
    for await (const chunk of this.read(path)) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  }

  close(): void {
    this.zip.close();
  }

  private entry(path: string): Entry {
    const entry = this.entries.get(path);
    if (!entry) throw new BagFault('MISSING_FILE', path);
    return entry;
  }
}

async function readEntries(zip: ZipFile, limits: ArchiveLimits): Promise<[name: string, entry: Entry][]> {
  const entries: [string, Entry][] = [];
  const places = new Set<string>();
  let bytes = 0;
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry);
    assertPlain(entry, name);
    const place = samePlace(name.replace(/\/$/, ''));
    if (places.has(place)) throw new BagFault('DUPLICATE_ENTRY', name);
    places.add(place);
    bytes += entry.uncompressedSize;
    if (bytes > limits.mostBytes) throw new BagFault('TOO_LARGE', '');
    entries.push([name, entry]);
  }
  if (bytes > RATIO_COUNTS_FROM && bytes > zip.fileSize * limits.highestRatio) throw new BagFault('RATIO_TOO_HIGH', '');
  return entries;
}

function nameOf({ fileNameRaw }: Entry): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(fileNameRaw);
  } catch {
    throw new BagFault('UNSAFE_PATH', fileNameRaw.toString('latin1'));
  }
}

function assertPlain(entry: Entry, name: string): void {
  const isFolder = name.endsWith('/');
  if (!isSafePath(isFolder ? name.slice(0, -1) : name)) throw new BagFault('UNSAFE_PATH', name);
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE;
  if (type !== 0 && type !== (isFolder ? FOLDER : PLAIN_FILE)) throw new BagFault('LINK', name);
  if (entry.isEncrypted()) throw new BagFault('ENCRYPTED', name);
  const { compressionMethod } = entry;
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) throw new BagFault('UNKNOWN_PACKING', name);
  if (isFolder && entry.uncompressedSize > 0) throw new BagFault('OVERLAP', name);
}

/** Unpackers that go by the local headers must find the same as those that go by the directory, and every byte once. */
async function assertApart(zip: ZipFile, entries: readonly (readonly [string, Entry])[]): Promise<void> {
  let end = 0;
  const inOrder = [...entries].sort(([, a], [, b]) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  for (const [name, entry] of inOrder) {
    if (entry.relativeOffsetOfLocalHeader < end) throw new BagFault('OVERLAP', name);
    const local = await zip.readLocalFileHeaderPromise(entry);
    const differs = local.compressionMethod !== entry.compressionMethod || !local.fileName.equals(entry.fileNameRaw);
    if (differs) throw new BagFault('OVERLAP', name);
    end = local.fileDataStart + entry.compressedSize;
  }
}

/** Errors of the disk have a system call; what yauzl and zlib find wrong with a file has none. */
function isSystemFailure(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}
