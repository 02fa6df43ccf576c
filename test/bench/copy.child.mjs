// The baseline of upload.mjs: `cp`, SHA-256 with Node, fsync.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

const [from, to] = process.argv.slice(2);

const startedAt = performance.now();
execFileSync('cp', [from, to]);
const hash = createHash('sha256');
await pipeline(createReadStream(from, { highWaterMark: 1024 ** 2 }), hash);
const copy = await open(to, 'r+');
await copy.sync();
await copy.close();
const seconds = (performance.now() - startedAt) / 1_000;
process.send?.({ seconds, sha256: hash.digest('hex') });
