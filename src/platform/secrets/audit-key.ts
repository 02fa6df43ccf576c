import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Env } from '../config/env.js';
import { keyFromFile } from './key-file.js';

/** What is sealed: a seal under one thing is none under another. */
export type Sealed = 'event' | 'anchor';

const ID_LENGTH = 8;

/**
 * Seals the audit trail. Without the key nobody can continue or rewrite a trail so that it still verifies, not even who
 * owns the database (assurance.md B3); so it never lies in there.
 */
export class AuditKey {
  private readonly key: KeyObject;

  /** Tells keys apart without telling them: the first letters of the key's own SHA-256. */
  readonly id: string;

  /** @param bytes 32 or more, from chance */
  constructor(bytes: Buffer) {
    this.key = createSecretKey(bytes);
    this.id = createHash('sha256').update(bytes).digest('hex').slice(0, ID_LENGTH);
  }

  /** With `AUDIT_KEY`, or with the key file of this data folder, which is made at the first start. */
  static async open(env: Pick<Env, 'dataDir' | 'auditKey'>): Promise<AuditKey> {
    return new AuditKey(env.auditKey ?? (await keyFromFile(env.dataDir, 'audit-key')));
  }

  /** @returns HMAC-SHA-256, as 64 hexadecimal digits */
  seal(what: Sealed, text: string): string {
    return createHmac('sha256', this.key).update(`${what}:${text}`).digest('hex');
  }
}
