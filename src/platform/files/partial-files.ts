import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, realpath, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { asRefusal, flushDirectory, WRITE_BUFFER_BYTES } from './disk.js';
import { errorCode } from './error-code.js';

/** An id that we gave, and so a name that cannot lead out of the folder (S17). */
const ID = /^[0-9a-f]{32}$/;

/** An id that cannot be guessed: 128 random bits. */
export const newUploadId = (): string => randomBytes(16).toString('hex');

/**
 * Files that arrive in several pieces, perhaps over days, and outlive restarts; one plain file each, named by its id.
 *
 * How much of a file there is, only the file knows: the length is read from the disk after it was flushed, never from
 * memory or a table. So whatever length a client was told, those bytes would survive a power cut.
 *
 * They lie on one disk: several processes that take uploads must share it, or send each upload to the same process.
 */
export class PartialFiles {
  private constructor(private readonly root: string) {}

  /** Opens the folder `root`, which is made when it is missing. It must be on the disk of the file store. */
  static async open(root: string): Promise<PartialFiles> {
    await mkdir(root, { recursive: true });
    return new PartialFiles(await realpath(root));
  }

  /** Where the bytes of `id` lie. */
  pathOf(id: string): string {
    if (!ID.test(id)) throw new Error('not the id of a partial file');
    return join(this.root, id);
  }

  /** How many bytes of `id` are safe on the disk; 0 when none has arrived. */
  async length(id: string): Promise<number> {
    try {
      return await this.within(id, constants.O_RDWR, flushedLength);
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return 0;
      throw error;
    }
  }

  /**
   * Writes `source` behind the `offset` bytes that are there, and says how many there are then, all of them safe. When
   * `source` breaks off, what had arrived is kept as well. One call at a time for each id: the caller sees to that.
   *
   * @throws DomainError STORAGE_FULL; the error of `source`.
   */
  async append(id: string, offset: number, source: AsyncIterable<Buffer>): Promise<number> {
    try {
      return await this.within(id, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND, async (file) => {
        const { size } = await file.stat();
        if (size !== offset) throw new Error(`${size} bytes are there, not ${offset}`);
        try {
          await writeGathered(file, source);
        } finally {
          await file.sync();
          if (offset === 0) await flushDirectory(this.root);
        }
        return flushedLength(file);
      });
    } catch (error) {
      throw asRefusal(error);
    }
  }

  async remove(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
    await flushDirectory(this.root);
  }

  /** The ids of all the files there are. */
  async ids(): Promise<string[]> {
    return (await readdir(this.root)).filter((name) => ID.test(name));
  }

  private async within<Result>(
    id: string,
    flags: number,
    work: (file: FileHandle) => Promise<Result>,
  ): Promise<Result> {
    const file = await open(this.pathOf(id), flags | constants.O_NOFOLLOW, 0o600);
    try {
      return await work(file);
    } finally {
      await file.close();
    }
  }
}

/**
 * Packages of other centres that wait to be taken in: a folder of their own beside the content store, because under their
 * hash they would share the fate of the very same zip that this installation may have made.
 */
export class PackageFiles {
  constructor(readonly folder: PartialFiles) {}
}

async function flushedLength(file: FileHandle): Promise<number> {
  await file.sync();
  return (await file.stat()).size;
}

async function writeGathered(file: FileHandle, source: AsyncIterable<Buffer>): Promise<void> {
  let gathered: Buffer[] = [];
  let length = 0;
  const write = async (): Promise<void> => {
    const bytes = Buffer.concat(gathered);
    gathered = [];
    length = 0;
    await file.appendFile(bytes);
  };
  try {
    for await (const chunk of source) {
      gathered.push(chunk);
      length += chunk.length;
      if (length >= WRITE_BUFFER_BYTES) await write();
    }
  } finally {
    await write();
  }
}
