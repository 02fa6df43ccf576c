// Packs files of a folder into a content store, or copies them with their SHA-512: one run a process, for its peak memory.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { writeBag } from '../../dist/src/platform/bag/write-bag.js';
import { DiskFileStore } from '../../dist/src/platform/files/disk.file-store.js';

const [way, from = '', to = '', count = '0'] = process.argv.slice(2);
const names = (await readdir(from)).sort().slice(0, Number(count));
const sizes = await Promise.all(names.map(async (name) => (await stat(join(from, name))).size));

const startedAt = performance.now();
if (way === 'package') {
  const store = await DiskFileStore.open(to);
  const parts = names.map((name, index) => ({
    path: `evidence/${name}`,
    size: sizes[index] ?? 0,
    isText: false,
    open: async () => createReadStream(join(from, name)),
  }));
  const order = { folder: 'package', day: '2026-03-29', info: [], readme: 'Read me.\n', parts };
  const received = await store.receive(
    writeBag(order, () => undefined),
    { maxBytes: Number.MAX_SAFE_INTEGER },
  );
  await received.keep();
} else {
  for (const name of names) {
    const hash = createHash('sha512');
    const source = createReadStream(join(from, name));
    source.on('data', (chunk) => hash.update(chunk));
    await pipeline(source, createWriteStream(join(to, name), { flush: true }));
    hash.digest();
  }
}
const seconds = (performance.now() - startedAt) / 1_000;
const megabytes = sizes.reduce((total, size) => total + size, 0) / 1_000_000;
// Node gives kilobytes.
console.log(JSON.stringify({ speed: megabytes / seconds, peak: process.resourceUsage().maxRSS / 1024 }));
