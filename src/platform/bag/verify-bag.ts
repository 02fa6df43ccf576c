import { createHash, type Hash } from 'node:crypto';
import { BagFault, type BagFaultCode } from './bag-fault.js';
import { isSafePath, samePlace } from './bag-paths.js';
import { type BagLabels, declaredVersion, readInfo, readManifest } from './bag-text.js';
import { PACKAGE_LIMITS, ZipArchive } from './zip-archive.js';

/** What a bag turned out to be. */
export interface BagFinding {
  /** Empty when it is whole. */
  readonly faults: readonly { readonly code: BagFaultCode; readonly path: string; readonly message: string }[];
  /** The folder that is the bag; `null` when none was found. */
  readonly folder: string | null;
  readonly info: BagLabels;
  readonly files: number;
  readonly bytes: number;
  /** What was read of the payload, by path below `data/`. */
  readonly contents: ReadonlyMap<string, { readonly size: number; readonly sha256: string }>;
}

/** A manifest of a hundred thousand files has some twenty megabytes. */
const MOST_TEXT_BYTES = 64 * 1024 ** 2;
/** Nobody reads more; a bag with one fault is not whole. */
const MOST_FAULTS = 100;

const PAYLOAD = 'data/';

const TRUSTED = ['sha512', 'sha256'];

/** Verifies the bag in the zip at `path` without unpacking it anywhere, one chunk in memory at a time. */
export async function verifyBag(path: string, limits = PACKAGE_LIMITS): Promise<BagFinding> {
  let archive: ZipArchive;
  try {
    archive = await ZipArchive.open(path, limits);
  } catch (error) {
    if (!(error instanceof BagFault)) throw error;
    const { code, path: where, message } = error;
    return {
      faults: [{ code, path: where, message }],
      folder: null,
      info: [],
      files: 0,
      bytes: 0,
      contents: new Map(),
    };
  }
  try {
    return await new BagVerification(archive).run();
  } finally {
    archive.close();
  }
}

/** Rules of RFC 8493 §2 and §3, each fault with its path in the bag. */
class BagVerification {
  private readonly faults: BagFault[] = [];
  private readonly contents = new Map<string, { readonly size: number; readonly sha256: string }>();
  private readonly folder: string | null;

  constructor(private readonly archive: ZipArchive) {
    const folders = new Set(archive.paths.map((path) => path.split('/')[0] ?? ''));
    const [only = null] = folders;
    const isOne = folders.size === 1 && archive.paths.every((path) => path.includes('/'));
    this.folder = isOne ? only : null;
  }

  async run(): Promise<BagFinding> {
    if (this.folder === null) {
      this.note('NOT_ONE_FOLDER', '');
      return this.finding([], []);
    }
    const paths = this.archive.paths.map((path) => path.slice(path.indexOf('/') + 1));
    const payload = paths.filter((path) => path.startsWith(PAYLOAD));
    const info = await this.info(paths, payload);
    await this.declaration(paths);
    if (payload.length === 0) this.note('NO_PAYLOAD', 'data');
    if (paths.includes('fetch.txt')) this.note('FETCH_REFUSED', 'fetch.txt');

    const named = new Map<string, Map<string, string>>();
    for (const name of paths.filter((path) => /^(tag)?manifest-[^/]+\.txt$/.test(path))) {
      const lines = await this.manifest(name, paths);
      const expected = name.startsWith('tag') ? [] : payload;
      for (const path of expected) if (!lines.has(path)) this.note('UNLISTED_FILE', path);
      const algorithm = /-(.+)\.txt$/.exec(name)?.[1] ?? '';
      for (const [path, hash] of lines)
        named.set(path, (named.get(path) ?? new Map<string, string>()).set(algorithm, hash));
    }
    if (!paths.includes('manifest-sha512.txt')) this.note('NO_MANIFEST', 'manifest-sha512.txt');
    for (const [path, hashes] of named) await this.content(path, hashes);
    return this.finding(info, payload);
  }

  private async declaration(paths: readonly string[]): Promise<void> {
    if (!paths.includes('bagit.txt')) return this.note('NO_DECLARATION', 'bagit.txt');
    const version = declaredVersion(await this.text('bagit.txt'));
    if (version === null) this.note('BAD_DECLARATION', 'bagit.txt');
    else if (version !== '1.0') this.note('UNSUPPORTED_VERSION', 'bagit.txt');
  }

  private async info(paths: readonly string[], payload: readonly string[]): Promise<BagLabels> {
    if (!paths.includes('bag-info.txt')) return [];
    const info = readInfo(await this.text('bag-info.txt'));
    if (info === null) {
      this.note('BAD_INFO', 'bag-info.txt');
      return [];
    }
    const counted = `${this.bytesOf(payload)}.${payload.length}`;
    const told = info.filter(([label]) => label.toLowerCase() === 'payload-oxum').map(([, value]) => value);
    if (told.some((value) => value !== counted)) this.note('WRONG_OXUM', 'bag-info.txt');
    return info;
  }

  /** What a manifest says, by path. */
  private async manifest(name: string, paths: readonly string[]): Promise<Map<string, string>> {
    const lines = new Map<string, string>();
    const [, tag, algorithm = ''] = /^(tag)?manifest-(.+)\.txt$/.exec(name) ?? [];
    if (!TRUSTED.includes(algorithm)) {
      this.note('UNKNOWN_ALGORITHM', name);
      return lines;
    }
    const places = new Set<string>();
    const known = new Set(paths);
    for (const line of readManifest(await this.text(name))) {
      if (line === null) {
        this.note('BAD_MANIFEST', name);
        continue;
      }
      const { path, hash } = line;
      const isPayload = path.startsWith(PAYLOAD);
      const belongs = tag === undefined ? isPayload : !isPayload && !path.startsWith('tagmanifest-');
      if (!isSafePath(path)) this.note('UNSAFE_PATH', path);
      else if (!belongs) this.note('BAD_MANIFEST', path);
      else if (places.has(samePlace(path))) this.note('DUPLICATE_LINE', path);
      else if (!known.has(path)) this.note('MISSING_FILE', path);
      places.add(samePlace(path));
      if (belongs && known.has(path)) lines.set(path, hash);
    }
    return lines;
  }

  /** Reads a file once, whatever the number of manifests that name it. */
  private async content(path: string, expected: ReadonlyMap<string, string>): Promise<void> {
    if (this.faults.length >= MOST_FAULTS) return;
    // SHA-256 in any case: it is what everything else here goes by.
    const algorithms = new Set([...expected.keys(), 'sha256']);
    const hashes = new Map<string, Hash>([...algorithms].map((algorithm) => [algorithm, createHash(algorithm)]));
    let size = 0;
    try {
      for await (const chunk of this.archive.read(`${this.folder}/${path}`)) {
        size += chunk.length;
        for (const hash of hashes.values()) hash.update(chunk);
      }
    } catch (error) {
      if (!(error instanceof BagFault)) throw error;
      return this.note(error.code, path);
    }
    const found = new Map([...hashes].map(([algorithm, hash]) => [algorithm, hash.digest('hex')]));
    const isSame = [...expected].every(([algorithm, hash]) => found.get(algorithm) === hash);
    if (!isSame) this.note('WRONG_HASH', path);
    if (path.startsWith(PAYLOAD)) {
      this.contents.set(path.slice(PAYLOAD.length), { size, sha256: found.get('sha256') ?? '' });
    }
  }

  /** A text of the bag itself; "" with its fault noted when it cannot be read. */
  private async text(name: string): Promise<string> {
    try {
      return await this.archive.readText(`${this.folder}/${name}`, MOST_TEXT_BYTES);
    } catch (error) {
      if (!(error instanceof BagFault)) throw error;
      this.note(error.code, name);
      return '';
    }
  }

  private bytesOf(paths: readonly string[]): number {
    return paths.reduce((total, path) => total + this.archive.sizeOf(`${this.folder}/${path}`), 0);
  }

  private note(code: BagFaultCode, path: string): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push(new BagFault(code, path));
  }

  private finding(info: BagLabels, payload: readonly string[]): BagFinding {
    return {
      faults: this.faults.map(({ code, path, message }) => ({ code, path, message })),
      folder: this.folder,
      info,
      files: payload.length,
      bytes: this.bytesOf(payload),
      contents: this.contents,
    };
  }
}
