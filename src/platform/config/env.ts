import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { isEmail } from 'class-validator';
import { passwordWeakness } from '../passwords/password-policy.js';

/** What the process was told by its environment, checked before Nest starts (api.md "Configuration"). */
export interface Env {
  readonly port: number;
  /** Absolute folder of the SQLite database, the files and the keys. */
  readonly dataDir: string;
  /** `postgres://…`, or `null` for SQLite in `dataDir`. */
  readonly databaseUrl: string | null;
  /** Load the demo centre when the database is empty. */
  readonly demo: boolean;
  readonly isProduction: boolean;
  /** The first centre manager and the name of the centre, made when there is no user. */
  readonly bootstrap: { readonly email: string; readonly password: string; readonly centre: string } | null;
  /** Addresses of the proxies whose word is taken for a client's address; `false` for nobody's. */
  readonly trustProxy: false | string[];
  /** Where clamd listens; `null` when files are not screened for malware. */
  readonly clamd: { readonly host: string; readonly port: number } | { readonly path: string } | null;
  /** Address under which people reach this installation, without a slash at its end. Links are made of it, never of a request. */
  readonly publicUrl: string;
  /** Where letters go (`smtp://…`, or `null` for files under `dataDir`) and who sends them. */
  readonly mail: { readonly url: string | null; readonly from: string };
  /** What links are derived from; `null` for a key file in `dataDir`. */
  readonly linkSecret: string | null;
  /** What the audit trail is sealed with, 32 bytes or more; `null` for a key file in `dataDir`. */
  readonly auditKey: Buffer | null;
  /** PKCS#12 file that portfolios are signed with; `null` for a key of each centre's own in `dataDir`. */
  readonly signingP12: { readonly path: string; readonly passphrase: string } | null;
  /** Time-stamping authority (RFC 3161) that is asked about every signature; `null` for none. */
  readonly tsaUrl: string | null;
}

/** What the first centre manager is called. */
export const BOOTSTRAP_NAME = 'Centre manager';

/** Something only an operator can mend; its message says how, and a stack would help nobody. */
export class OperatorError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'OperatorError';
  }
}

/** Reads and checks the environment. The only place that knows the names of the variables. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const faults: string[] = [];

  const port = Number(source.PORT ?? '3000');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) faults.push('PORT must be a whole number from 0 to 65535');

  const databaseUrl = source.DATABASE_URL || null;
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    faults.push('DATABASE_URL must start with postgres:// (leave it out for SQLite)');
  }

  // Serving from the wrong store would look like lost evidence, so an unknown one stops the start.
  if (source.FILES_URL) faults.push('FILES_URL is not supported yet: leave it out to keep files under DATA_DIR');

  const isProduction = source.NODE_ENV === 'production';
  if (source.DEMO !== undefined && !['true', 'false'].includes(source.DEMO)) faults.push('DEMO must be true or false');
  const demo = source.DEMO === undefined ? !isProduction : source.DEMO === 'true';

  const bootstrap = readBootstrap(source, faults);
  const trustProxy = readTrustProxy(source.TRUST_PROXY, faults);
  const clamd = readClamd(source.CLAMD_URL, faults);
  const publicUrl = readPublicUrl(source.PUBLIC_URL || `http://localhost:${port}`, faults);
  const mail = readMail(source, faults);
  const linkSecret = source.LINK_SECRET || null;
  if (linkSecret !== null && linkSecret.length < 32) faults.push('LINK_SECRET must have at least 32 characters');
  const auditKey = readAuditKey(source.AUDIT_KEY, faults);
  const signingP12 = readSigningP12(source, faults);
  const tsaUrl = source.TSA_URL || null;
  if (tsaUrl !== null && (!/^https?:\/\//.test(tsaUrl) || !URL.canParse(tsaUrl))) {
    faults.push('TSA_URL must be the address of a time-stamping authority, such as https://tsa.example.org/tsr');
  }

  if (faults.length > 0) {
    const list = faults.map((fault) => `  - ${fault}`).join('\n');
    throw new OperatorError(`The environment is not usable:\n${list}`);
  }
  return {
    port,
    dataDir: resolve(source.DATA_DIR || './data'),
    databaseUrl,
    demo,
    isProduction,
    bootstrap,
    trustProxy,
    clamd,
    publicUrl,
    mail,
    linkSecret,
    auditKey,
    signingP12,
    tsaUrl,
  };
}

/** Held to what the product asks of everybody, here, where the operator still reads along. */
function readBootstrap(source: NodeJS.ProcessEnv, faults: string[]): Env['bootstrap'] {
  const email = source.BOOTSTRAP_EMAIL?.trim();
  const password = source.BOOTSTRAP_PASSWORD;
  if (Boolean(email) !== Boolean(password)) faults.push('BOOTSTRAP_EMAIL and BOOTSTRAP_PASSWORD go together');
  if (!email || !password) return null;
  const centre = source.BOOTSTRAP_CENTRE || 'Our centre';
  if (!isEmail(email)) faults.push('BOOTSTRAP_EMAIL must be an e-mail address');
  const weakness = passwordWeakness(password, { email, name: BOOTSTRAP_NAME, centreName: centre });
  if (weakness !== null) faults.push(`BOOTSTRAP_PASSWORD ${weakness}`);
  return { email, password, centre };
}

/**
 * By address only. Trusting everybody, or a number of hops, whoever reaches the port past the proxy could name any
 * address, and each guess at a password would come from a new one.
 */
function readTrustProxy(value: string | undefined, faults: string[]): Env['trustProxy'] {
  if (!value) return false;
  const proxies = value.split(',').map((proxy) => proxy.trim());
  if (!proxies.every(isNetwork)) {
    faults.push('TRUST_PROXY must be the addresses of your proxies, such as 127.0.0.1 or 10.0.0.0/8,192.0.2.1');
  }
  return proxies;
}

/** A word that is not understood stops the start: files that nobody screens would look as if somebody did. */
function readClamd(value: string | undefined, faults: string[]): Env['clamd'] {
  if (!value) return null;
  const [, path] = /^unix:(\/.+)$/.exec(value) ?? [];
  if (path) return { path };
  const [, host, port] = /^tcp:\/\/([\w.-]+|\[[0-9a-f:]+\]):(\d{1,5})$/i.exec(value) ?? [];
  if (host && port) return { host: host.replace(/[[\]]/g, ''), port: Number(port) };
  faults.push('CLAMD_URL must be tcp://host:3310 or unix:/path/of/the/socket');
  return null;
}

function readPublicUrl(value: string, faults: string[]): string {
  if (!/^https?:\/\/[^?#@\s]+$/.test(value) || !URL.canParse(value)) {
    faults.push('PUBLIC_URL must be an address such as https://portfolio.example.org');
  }
  return value.replace(/\/+$/, '');
}

/** Letters that nobody could answer or trace are not sent to a server: with one, the operator says who sends them. */
function readMail(source: NodeJS.ProcessEnv, faults: string[]): Env['mail'] {
  const url = source.MAIL_URL || null;
  const from = source.MAIL_FROM?.trim() || null;
  if (url !== null && !/^smtps?:\/\/[^/]/.test(url)) {
    faults.push('MAIL_URL must start with smtp:// or smtps:// (leave it out to keep letters as files)');
  }
  if (url !== null && from === null) faults.push('MAIL_URL and MAIL_FROM go together');
  const [, address = from ?? ''] = /^[^<>]*<([^<>]+)>$/.exec(from ?? '') ?? [];
  if (from !== null && !isEmail(address)) {
    faults.push('MAIL_FROM must be an e-mail address, or a name with one: Our centre <portfolio@example.org>');
  }
  return { url, from: from ?? 'Verifolio <verifolio@localhost>' };
}

/** Hexadecimal digits, or base64url as in the key file. */
function readAuditKey(value: string | undefined, faults: string[]): Buffer | null {
  const text = value?.trim();
  if (!text) return null;
  const isHex = /^([\da-f]{2})+$/i.test(text);
  const key = Buffer.from(text, isHex ? 'hex' : 'base64url');
  if (key.length < 32 || !(isHex || /^[\w-]+$/.test(text))) {
    faults.push(
      'AUDIT_KEY must be at least 32 random bytes in base64url or hexadecimal, as `openssl rand -hex 32` makes',
    );
  }
  return key;
}

/** A passphrase alone was meant for a file: without it portfolios would be signed with another key than the operator thinks. */
function readSigningP12(source: NodeJS.ProcessEnv, faults: string[]): Env['signingP12'] {
  const path = source.SIGNING_P12;
  const passphrase = source.SIGNING_P12_PASSPHRASE ?? '';
  if (!path && passphrase !== '') faults.push('SIGNING_P12_PASSPHRASE needs SIGNING_P12');
  return path ? { path: resolve(path), passphrase } : null;
}

/** An IP address, or a block of them in CIDR notation. */
function isNetwork(text: string): boolean {
  const [, address = '', bits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && (bits === undefined || Number(bits) <= (version === 4 ? 32 : 128));
}
