// Started by upload-kill.spec.ts and killed by it: keeps files of random length, several at a time, and says which are kept.
import { randomBytes, randomInt } from 'node:crypto';
import { writeSync } from 'node:fs';
import { Readable } from 'node:stream';
import { DiskFileStore } from '../../dist/src/platform/files/disk.file-store.js';

const store = await DiskFileStore.open(process.argv[2]);

async function uploadForever() {
  for (;;) {
    const chunks = Array.from({ length: randomInt(1, 40) }, () => randomBytes(randomInt(1, 65_536)));
    const received = await store.receive(Readable.from(chunks), { maxBytes: 10_000_000 });
    await received.keep();
    // Synchronously: an acknowledgement is out before the next file is begun.
    writeSync(1, `${received.sha256} ${received.size}\n`);
  }
}

await Promise.all([uploadForever(), uploadForever(), uploadForever()]);
