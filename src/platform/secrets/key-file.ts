import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { OperatorError } from '../config/env.js';
import { flushDirectory } from '../files/disk.js';
import { createFileOnce } from '../files/durable-file.js';

/** 256 bits: as many as the hash has that the keys are used with. */
export const KEY_BYTES = 32;

const OTHERS_MAY = 0o077;

/**
 * The key of this name under `dataDir/keys`, made at its first use. It lies outside the database, so that whoever owns
 * the database does not own the key, and is text (base64url), so that it can be handed to another machine.
 * @throws OperatorError when other users of the machine may read it or it is not 32 bytes
 */
export async function keyFromFile(dataDir: string, name: string): Promise<Buffer> {
  const folder = join(dataDir, 'keys');
  const path = join(folder, name);
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) await flushDirectory(dirname(folder));
  await createFileOnce(path, Buffer.from(randomBytes(KEY_BYTES).toString('base64url')));

  const file = await lstat(path);
  if (!file.isFile() || (file.mode & OTHERS_MAY) !== 0) {
    throw new OperatorError(`Others may read or change the key in ${path}: make it a file of mode 600.`);
  }
  const text = (await readFile(path, 'utf8')).trim();
  const key = Buffer.from(text, 'base64url');
  if (key.length !== KEY_BYTES || key.toString('base64url') !== text) {
    throw new OperatorError(`The key in ${path} is damaged: restore it from your backup.`);
  }
  return key;
}
