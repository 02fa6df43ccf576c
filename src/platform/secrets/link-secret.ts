import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Env, OperatorError } from '../config/env.js';
import { createFileOnce } from '../files/durable-file.js';

const KEY_BYTES = 32;
/** 160 bits: nobody guesses one, so nothing has to count guesses (S7 asks for 128). */
const TOKEN_BYTES = 20;

/**
 * Makes the tokens of links out of the ids of what they open. A token can be made again when its letter is sent, so it
 * lies nowhere: neither in the database, which keeps its hash, nor in the queue. Whoever holds the key can make them all.
 */
export class LinkSecret {
  private constructor(private readonly key: Buffer) {}

  /** With `LINK_SECRET`, or with the key file of this data folder, which is made at the first start. */
  static async open(env: Pick<Env, 'dataDir' | 'linkSecret'>): Promise<LinkSecret> {
    if (env.linkSecret !== null) return new LinkSecret(Buffer.from(env.linkSecret, 'utf8'));
    const folder = join(env.dataDir, 'keys');
    const path = join(folder, 'link-secret');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await createFileOnce(path, Buffer.from(randomBytes(KEY_BYTES).toString('base64url')));
    const key = Buffer.from(await readFile(path, 'utf8'), 'base64url');
    if (key.length < KEY_BYTES) throw new OperatorError(`The key in ${path} is damaged: restore it from your backup.`);
    return new LinkSecret(key);
  }

  /**
   * @param purpose what the link is for, so that a token for one thing opens no other
   * @returns 27 letters that need no escaping in an address
   */
  tokenFor(purpose: string, id: string): string {
    const mac = createHmac('sha256', this.key).update(`${purpose}:${id}`).digest();
    return mac.subarray(0, TOKEN_BYTES).toString('base64url');
  }
}
