import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { OperatorError } from '../config/env.js';
import { flushDirectory } from '../files/disk.js';
import { createFileOnce } from '../files/durable-file.js';
import { errorCode } from '../files/error-code.js';

/** 256 bits: as many as the hash has that the keys are used with. */
export const KEY_BYTES = 32;

const OTHERS_MAY = 0o077;

/**
 * The key of this name under `dataDir/keys`, made at its first use. It is text (base64url), so that it can be handed to
 * another machine.
 * @throws OperatorError when other users of the machine may read it or it is not 32 bytes
 */
export async function keyFromFile(dataDir: string, name: string): Promise<Buffer> {
  const { text, path } = await secretFromFile(dataDir, name, () =>
    Promise.resolve(randomBytes(KEY_BYTES).toString('base64url')),
  );
  const key = Buffer.from(text, 'base64url');
  if (key.length !== KEY_BYTES || key.toString('base64url') !== text) {
    throw new OperatorError(`The key in ${path} is damaged: restore it from your backup.`);
  }
  return key;
}

/**
 * The secret of this name under `dataDir/keys`, made at its first use; of several processes that make it at once, all get
 * the same. It lies outside the database, so that whoever owns the database does not own the secret.
 * @throws OperatorError when other users of the machine may read it
 */
export async function secretFromFile(
  dataDir: string,
  name: string,
  make: () => Promise<string>,
): Promise<{ text: string; path: string }> {
  const folder = join(dataDir, 'keys');
  const path = join(folder, name);
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) await flushDirectory(dirname(folder));
  if (!(await exists(path))) await createFileOnce(path, Buffer.from(await make()));

  const file = await lstat(path);
  if (!file.isFile() || (file.mode & OTHERS_MAY) !== 0) {
    throw new OperatorError(`Others may read or change the key in ${path}: make it a file of mode 600.`);
  }
  return { text: (await readFile(path, 'utf8')).trim(), path };
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return false;
  }
}
