// Writes a bag of very many files, outside of Jest: its sandbox makes streams many times slower.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeBag } from '../../dist/src/platform/bag/write-bag.js';

const [path = '', count = '0'] = process.argv.slice(2);
const parts = Array.from({ length: Number(count) }, (_, index) => ({
  path: `${index}.txt`,
  size: 1,
  isText: false,
  open: () => Promise.resolve(Readable.from([Buffer.from('x')])),
}));
const order = { folder: 'package-1', day: '2026-03-29', info: [], readme: '', parts };
await pipeline(
  writeBag(order, () => undefined),
  createWriteStream(path),
);
