import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from './error-code.js';

/** Makes the names in a directory survive a power cut; flushing a file alone does not (assurance.md B0.3). */
export async function flushDirectory(path: string): Promise<void> {
  const directory = await open(path, constants.O_RDONLY);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/**
 * Writes a small file whole: whatever happens meanwhile, under `path` lies all of it or what was there before. Only the
 * owner of the process may read it. Its folder must exist.
 */
export async function replaceFile(path: string, content: Buffer): Promise<void> {
  await placeFile(path, content, (written) => rename(written, path));
}

/** `replaceFile` for a file that is never replaced: of two processes that make it at once, the first one's stays. */
export async function createFileOnce(path: string, content: Buffer): Promise<void> {
  await placeFile(path, content, async (written) => {
    try {
      await link(written, path);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  });
}

async function placeFile(path: string, content: Buffer, place: (written: string) => Promise<void>): Promise<void> {
  const written = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(written, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await place(written);
  } finally {
    await rm(written, { force: true });
  }
  await flushDirectory(dirname(path));
}
