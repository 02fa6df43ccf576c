import { createHmac } from 'node:crypto';
import type { Env } from '../config/env.js';
import { keyFromFile } from './key-file.js';

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
    return new LinkSecret(await keyFromFile(env.dataDir, 'link-secret'));
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
