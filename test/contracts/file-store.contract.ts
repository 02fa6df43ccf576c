import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ErrorCode } from '../../src/domain/kernel/domain-error.js';
import { FileStore, HEAD_BYTES } from '../../src/platform/files/file-store.js';

/** An empty store, and a look behind it. */
export interface FileStoreUnderTest {
  readonly store: FileStore;
  /** What uploads that came to nothing have left behind, in whatever form; it must stay empty. */
  leftovers(): Promise<readonly string[]>;
  /** Puts bytes next to the store, where it could take them from without copying, and says where they lie. */
  putBeside(bytes: Buffer): Promise<string>;
  /** Makes the adapter leave something behind, as a killed process would. */
  leaveBehind(): Promise<void>;
  dispose(): Promise<void>;
}

const MAX = { maxBytes: 10_000_000 };
const CHUNK = 16 * 1024;

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The bytes in chunks, as they come from the network. */
function arriving(bytes: Buffer): Readable {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) chunks.push(bytes.subarray(at, at + CHUNK));
  return Readable.from(chunks);
}

/** Every one of the calls is refused with this code. */
export async function allRefused(code: ErrorCode, calls: readonly Promise<unknown>[]): Promise<void> {
  await Promise.all(calls.map((call) => expect(call).rejects.toMatchObject({ code })));
}

/** Names that would leave the store if they were taken for paths (S17), and others that are no hash. */
const NOT_HASHES = [
  '',
  '.',
  '..',
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  '/etc/passwd',
  'file:///etc/passwd',
  '%2e%2e%2fetc%2fpasswd',
  '..%c0%afetc',
  `${'a'.repeat(63)}/`,
  `../${'a'.repeat(61)}`,
  `${'a'.repeat(62)}/.`,
  `${'a'.repeat(64)}/../x`,
  `${'a'.repeat(64)}\n`,
  `\n${'a'.repeat(64)}`,
  `${'a'.repeat(64)}\0`,
  'A'.repeat(64),
  'a'.repeat(63),
  'a'.repeat(65),
  'g'.repeat(64),
  'incoming',
];

/** What every file store does, whatever it is made of. */
export function fileStoreContract(adapter: string, open: () => Promise<FileStoreUnderTest>): void {
  describe(`${adapter}, as a file store`, () => {
    let subject: FileStoreUnderTest;
    let store: FileStore;

    beforeEach(async () => {
      subject = await open();
      store = subject.store;
    });
    afterEach(() => subject.dispose());

    const keep = async (bytes: Buffer): Promise<string> => {
      const received = await store.receive(arriving(bytes), MAX);
      await received.keep();
      return received.sha256;
    };
    const read = async (sha256: string, range?: { start: number; end: number }): Promise<Buffer> =>
      buffer((await store.open(sha256, range)).stream);

    it.each([0, 1, CHUNK, HEAD_BYTES - 1, HEAD_BYTES, HEAD_BYTES + 1, 3_000_001])(
      'keeps a file of %d bytes under its own hash and gives the same bytes back',
      async (length) => {
        const bytes = randomBytes(length);
        const received = await store.receive(arriving(bytes), MAX);
        expect(received).toMatchObject({ sha256: sha256Of(bytes), size: length });
        expect(received.head.equals(bytes.subarray(0, HEAD_BYTES))).toBe(true);

        await received.keep();
        const { stream, size } = await store.open(received.sha256);
        expect(size).toBe(length);
        expect((await buffer(stream)).equals(bytes)).toBe(true);
        expect(await store.stat(received.sha256)).toEqual({ size: length });
        expect((await readFile(await store.localPath(received.sha256))).equals(bytes)).toBe(true);
        expect(await subject.leftovers()).toEqual([]);
      },
    );

    it('shows a file to nobody before it is kept, but to its receiver by its path', async () => {
      const received = await store.receive(arriving(Buffer.from('undecided')), MAX);
      await expect(store.stat(received.sha256)).rejects.toMatchObject({ code: 'FILE_MISSING' });
      expect(await readFile(received.path, 'utf8')).toBe('undecided');
      await received.keep();
    });

    it('forgets a file that is discarded', async () => {
      const received = await store.receive(arriving(Buffer.from('refused')), MAX);
      await received.discard();
      await received.discard();
      await expect(store.stat(received.sha256)).rejects.toMatchObject({ code: 'FILE_MISSING' });
      expect(await subject.leftovers()).toEqual([]);
    });

    it('leaves a kept file alone when its receiver discards it afterwards', async () => {
      const received = await store.receive(arriving(Buffer.from('kept')), MAX);
      await received.keep();
      await received.discard();
      expect((await read(received.sha256)).toString()).toBe('kept');
    });

    it('stores the same content once', async () => {
      const bytes = randomBytes(100_000);
      expect(await keep(bytes)).toBe(await keep(bytes));
      expect((await read(sha256Of(bytes))).equals(bytes)).toBe(true);
      expect(await subject.leftovers()).toEqual([]);
    });

    it('stores the same content once when twenty uploads of it arrive together', async () => {
      const bytes = randomBytes(200_000);
      const hashes = await Promise.all(Array.from({ length: 20 }, () => keep(bytes)));
      expect(new Set(hashes)).toEqual(new Set([sha256Of(bytes)]));
      expect((await read(sha256Of(bytes))).equals(bytes)).toBe(true);
      expect(await subject.leftovers()).toEqual([]);
    });

    it('accepts a file of exactly the limit', async () => {
      const received = await store.receive(arriving(randomBytes(100_000)), { maxBytes: 100_000 });
      await received.keep();
      expect(received.size).toBe(100_000);
    });

    it('refuses a file of one byte more than the limit, and leaves nothing', async () => {
      await expect(store.receive(arriving(randomBytes(100_001)), { maxBytes: 100_000 })).rejects.toMatchObject({
        code: 'FILE_TOO_LARGE',
      });
      expect(await subject.leftovers()).toEqual([]);
    });

    it('stops reading within 64 KiB of the limit (S12)', async () => {
      let sent = 0;
      const endless = new Readable({
        highWaterMark: CHUNK,
        read() {
          sent += CHUNK;
          this.push(Buffer.alloc(CHUNK));
        },
      });
      await expect(store.receive(endless, { maxBytes: 500_000 })).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
      expect(endless.destroyed).toBe(true);
      expect(sent).toBeGreaterThan(500_000);
      expect(sent).toBeLessThanOrEqual(500_001 + 64 * 1024);
    });

    it.each([
      ['fails', (source: Readable) => source.destroy(new Error('socket hang up'))],
      ['is closed by the sender', (source: Readable) => source.destroy()],
    ])('refuses an upload that %s before its end, and leaves nothing', async (_how, breakOff) => {
      let sent = 0;
      const source = new Readable({
        read() {
          if ((sent += CHUNK) > 300_000) breakOff(this);
          else this.push(Buffer.alloc(CHUNK));
        },
      });
      await expect(store.receive(source, MAX)).rejects.toMatchObject({ code: 'MALFORMED_REQUEST' });
      expect(await subject.leftovers()).toEqual([]);
    });

    it('refuses an upload that broke off before anybody read it', async () => {
      const source = arriving(randomBytes(10));
      source.destroy();
      await expect(store.receive(source, MAX)).rejects.toMatchObject({ code: 'MALFORMED_REQUEST' });
      expect(await subject.leftovers()).toEqual([]);
    });

    it('reads any part of a file', async () => {
      const bytes = randomBytes(300_000);
      const sha256 = await keep(bytes);
      for (const [start, end] of [
        [0, 0],
        [0, 99],
        [65_535, 65_536],
        [100_000, 299_999],
        [299_999, 299_999],
      ] as const) {
        expect((await read(sha256, { start, end })).equals(bytes.subarray(start, end + 1))).toBe(true);
      }
      const part = await store.open(sha256, { start: 1, end: 2 });
      expect(part.size).toBe(300_000);
      expect((await buffer(part.stream)).length).toBe(2);
    });

    it.each([0, 1, HEAD_BYTES, HEAD_BYTES + 1, 3_000_001])(
      'adopts a file of %d bytes that lies on its disk, as if it had received it',
      async (length) => {
        const bytes = randomBytes(length);
        const adopted = await store.adopt(await subject.putBeside(bytes));
        expect(adopted).toMatchObject({ sha256: sha256Of(bytes), size: length });
        expect(adopted.head.equals(bytes.subarray(0, HEAD_BYTES))).toBe(true);
        await expect(store.stat(adopted.sha256)).rejects.toMatchObject({ code: 'FILE_MISSING' });
        await adopted.keep();
        expect((await read(adopted.sha256)).equals(bytes)).toBe(true);
      },
    );

    it('leaves an adopted file where it lay until it is discarded, so that adopting it can begin again', async () => {
      const bytes = Buffer.from('in several pieces');
      const path = await subject.putBeside(bytes);
      await (await store.adopt(path)).keep();
      const again = await store.adopt(path);
      await again.keep();
      await again.discard();
      await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
      expect((await read(again.sha256)).equals(bytes)).toBe(true);
    });

    it('adopts no file that is not there', async () => {
      const path = await subject.putBeside(Buffer.from('x'));
      await (await store.adopt(path)).discard();
      await expect(store.adopt(path)).rejects.toMatchObject({ code: 'ENOENT' });
    });

    it('removes a file for good, and does not mind when it is gone already', async () => {
      const sha256 = await keep(Buffer.from('due for erasure'));
      await store.remove(sha256);
      await expect(store.open(sha256)).rejects.toMatchObject({ code: 'FILE_MISSING' });
      await store.remove(sha256);
      await store.remove(sha256Of(Buffer.from('never stored')));
    });

    it('keeps a file again that was removed', async () => {
      const bytes = Buffer.from('changed my mind');
      await store.remove(await keep(bytes));
      expect((await read(await keep(bytes))).equals(bytes)).toBe(true);
    });

    it('knows nothing of a hash under which nothing is stored', async () => {
      const sha256 = sha256Of(Buffer.from('never stored'));
      await allRefused('FILE_MISSING', [store.open(sha256), store.stat(sha256), store.localPath(sha256)]);
    });

    it.each(NOT_HASHES)('refuses %j in place of a hash (S17)', async (name) => {
      await allRefused('FILE_MISSING', [store.open(name), store.stat(name), store.localPath(name), store.remove(name)]);
    });

    it('sweeps away what killed uploads left behind, and nothing else', async () => {
      const sha256 = await keep(Buffer.from('stays'));
      await subject.leaveBehind();
      expect(await subject.leftovers()).not.toEqual([]);
      await store.sweepIncoming();
      expect(await subject.leftovers()).toEqual([]);
      expect((await read(sha256)).toString()).toBe('stays');
    });
  });
}
