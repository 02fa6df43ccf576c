import type { Readable } from 'node:stream';

/** How many leading bytes `receive` hands back: enough to find what a zip container is by its first entries. */
export const HEAD_BYTES = 64 * 1024;

/** First and last byte, both included, as HTTP counts them. Both lie inside the file (see `parseRange`). */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Bytes that have arrived and are safe on the disk, but are not in the store yet. Whoever receives them looks at the
 * head, decides, and then calls `keep` or `discard`; until then nobody else can see them.
 */
export interface ReceivedFile {
  /** SHA-256 of all the bytes, 64 lower-case hexadecimal digits: the name it is kept under. */
  readonly sha256: string;
  /** Length in bytes. */
  readonly size: number;
  /** The first `HEAD_BYTES` bytes, fewer when the file is shorter. */
  readonly head: Buffer;
  /** Where the bytes wait, for checks that need more than the head. Gone after `discard`, and after `keep` of a received file. */
  readonly path: string;
  /**
   * Puts the file into the store under its hash and returns when it would survive a power cut (R12). Content that is
   * there already is left as it is.
   *
   * @throws DomainError STORAGE_FULL; UNAVAILABLE when what is stored under this hash is damaged.
   */
  keep(): Promise<void>;
  /** Forgets the bytes outside of the store. Harmless after `keep`. */
  discard(): Promise<void>;
}

/**
 * Files by content: a file's name is the SHA-256 of its bytes, so a stored file never changes and the same file is
 * stored once. Names that people gave their files never reach this port (S17).
 *
 * Every method that takes a hash refuses one that is not 64 lower-case hexadecimal digits, or under which no plain file
 * is stored, with FILE_MISSING.
 */
export abstract class FileStore {
  /**
   * Reads `source` to its end, hashing on the way.
   *
   * @param options.maxBytes the longest file accepted; reading stops with the chunk that goes beyond it.
   * @throws DomainError FILE_TOO_LARGE; MALFORMED_REQUEST when the source breaks off; STORAGE_FULL. Nothing is left behind.
   */
  abstract receive(source: Readable, options: { readonly maxBytes: number }): Promise<ReceivedFile>;

  /**
   * Looks at a file that lies on the store's own disk already, such as a finished resumable upload: 5 GB are hashed
   * where they are instead of being copied. `keep` gives it a second name in the store; the first one stays until
   * `discard`, so that whoever owns it can begin again after a crash in between.
   *
   * The file must be safe on the disk, and must not change until it is kept or discarded.
   */
  abstract adopt(path: string): Promise<ReceivedFile>;

  /** The bytes of a stored file, or the part of them that `range` names; `size` is that of the whole file. */
  abstract open(sha256: string, range?: ByteRange): Promise<{ readonly stream: Readable; readonly size: number }>;

  abstract stat(sha256: string): Promise<{ readonly size: number }>;

  /** A path to read the file by, for libraries and worker threads that cannot take a stream. Never write to it. */
  abstract localPath(sha256: string): Promise<string>;

  /** Removes a file for good; a file that is not there is no error. The caller knows that nothing refers to it. */
  abstract remove(sha256: string): Promise<void>;

  /**
   * Deletes what uploads left behind when the process was killed. For the start of the one process that takes uploads,
   * before it takes any: an upload that is under way would be interrupted.
   */
  abstract sweepIncoming(): Promise<void>;
}
