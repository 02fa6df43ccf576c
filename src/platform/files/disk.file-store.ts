import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { link, lstat, mkdir, open, readdir, realpath, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { flushDirectory } from './durable-file.js';
import { errorCode } from './error-code.js';
import { FileStore, HEAD_BYTES, type ByteRange, type ReceivedFile } from './file-store.js';

/** Chunks arrive in 64 KiB or less; gathering a megabyte per write is what keeps a large upload near the disk's speed. */
const WRITE_BUFFER_BYTES = 1024 * 1024;

const SHA256 = /^[0-9a-f]{64}$/;

/**
 * The file store on a local disk: `<root>/ab/cd/<sha256>`, and `<root>/incoming/<uuid>` for what is still arriving.
 *
 * A file is flushed, linked into place and its directories flushed before anybody is told that it is stored: with any
 * of the three left out, a power cut lost acknowledged files (assurance.md B0.3). `link` rather than `rename`, because
 * it refuses to replace what is there.
 */
export class DiskFileStore extends FileStore {
  private constructor(private readonly root: string) {
    super();
  }

  /** Opens the store under `root`, which is made when it is missing. */
  static async open(root: string): Promise<DiskFileStore> {
    await mkdir(join(root, 'incoming'), { recursive: true });
    const store = new DiskFileStore(await realpath(root));
    await flushDirectory(dirname(store.root));
    return store;
  }

  async receive(source: Readable, { maxBytes }: { readonly maxBytes: number }): Promise<ReceivedFile> {
    const path = join(this.root, 'incoming', randomUUID());
    const hash = createHash('sha256');
    const head: Buffer[] = [];
    let size = 0;

    async function* measured(): AsyncGenerator<Buffer> {
      try {
        for await (const chunk of source as AsyncIterable<Buffer>) {
          if (size < HEAD_BYTES) head.push(Buffer.from(chunk.subarray(0, HEAD_BYTES - size)));
          size += chunk.length;
          if (size > maxBytes) throw new DomainError('FILE_TOO_LARGE', `The file is larger than ${maxBytes} bytes.`);
          hash.update(chunk);
          yield chunk;
        }
      } catch (error) {
        // What else fails in here is the source: an error of the disk ends the generator without passing through it.
        throw error instanceof DomainError ? error : brokenOff();
      }
    }

    try {
      const file = await open(path, 'wx', 0o600);
      // `flush` makes the stream fsync the file before it closes it: on the very handle that wrote, so that an error in
      // writing back cannot go unnoticed.
      await pipeline(measured(), file.createWriteStream({ highWaterMark: WRITE_BUFFER_BYTES, flush: true }));
    } catch (error) {
      source.destroy();
      await rm(path, { force: true });
      throw asRefusal(error);
    }

    const sha256 = hash.digest('hex');
    return {
      sha256,
      size,
      head: Buffer.concat(head),
      path,
      keep: () => this.moveIn(path, sha256, size),
      discard: () => rm(path, { force: true }),
    };
  }

  async open(sha256: string, range?: ByteRange): Promise<{ stream: Readable; size: number }> {
    const file = await this.openStored(sha256);
    const { size } = await file.stat();
    return { stream: file.createReadStream(range), size };
  }

  async stat(sha256: string): Promise<{ size: number }> {
    const file = await this.openStored(sha256);
    try {
      const { size } = await file.stat();
      return { size };
    } finally {
      await file.close();
    }
  }

  async localPath(sha256: string): Promise<string> {
    await this.stat(sha256);
    return this.pathOf(sha256);
  }

  async remove(sha256: string): Promise<void> {
    const path = this.pathOf(sha256);
    try {
      await refuseLinkedDirectory(dirname(path));
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return;
      throw error;
    }
    await rm(path, { force: true });
    await flushDirectory(dirname(path));
  }

  async sweepIncoming(): Promise<void> {
    const incoming = join(this.root, 'incoming');
    for (const name of await readdir(incoming)) await rm(join(incoming, name), { force: true });
  }

  private async moveIn(from: string, sha256: string, size: number): Promise<void> {
    const to = this.pathOf(sha256);
    const directory = dirname(to);
    try {
      await mkdir(directory, { recursive: true });
      await refuseLinkedDirectory(directory);
      await linkOnce(from, to, size);
      // All three, even when they or the file were there before: a concurrent upload that made them a moment ago may
      // not have flushed them yet, and this one is about to be acknowledged.
      await flushDirectory(directory);
      await flushDirectory(dirname(directory));
      await flushDirectory(this.root);
    } catch (error) {
      throw asRefusal(error);
    } finally {
      await rm(from, { force: true });
    }
  }

  /** Opens a stored file, refusing symbolic links in its place or in that of its directories (S17). */
  private async openStored(sha256: string): Promise<FileHandle> {
    const path = this.pathOf(sha256);
    try {
      await refuseLinkedDirectory(dirname(path));
      const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
      if ((await file.stat()).isFile()) return file;
      await file.close();
    } catch (error) {
      if (!['ENOENT', 'ELOOP'].includes(errorCode(error))) throw error;
    }
    throw missing(sha256);
  }

  private pathOf(sha256: string): string {
    if (!SHA256.test(sha256)) throw missing(sha256);
    return join(this.root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }
}

async function linkOnce(from: string, to: string, size: number): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    const stored = await lstat(to);
    if (!stored.isFile() || stored.size !== size) throw damaged();
  }
}

async function refuseLinkedDirectory(path: string): Promise<void> {
  if ((await realpath(path)) !== path) throw damaged();
}

function brokenOff(): DomainError {
  return new DomainError('MALFORMED_REQUEST', 'The upload broke off before the file was complete; nothing was kept.');
}

function missing(sha256: string): DomainError {
  const refusal = new DomainError('FILE_MISSING', 'The server has lost this file. Please tell your centre manager.');
  refusal.cause = new Error(`no file is stored under ${sha256}`);
  return refusal;
}

function damaged(): DomainError {
  return new DomainError('UNAVAILABLE', 'The file store is damaged: something else stands where this file belongs.');
}

function asRefusal(error: unknown): unknown {
  if (!['ENOSPC', 'EDQUOT'].includes(errorCode(error))) return error;
  return new DomainError('STORAGE_FULL', 'There is no room left for files.');
}
