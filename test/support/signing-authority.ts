import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

/** A certificate authority of the test's own, made by openssl, with a time-stamping authority that answers on loopback. */
export class SigningAuthority {
  readonly folder = mkdtempSync(join(tmpdir(), 'verifolio-authority-'));
  /** Whether the time-stamping authority is at work. */
  isOpen = true;
  private server: Server | null = null;

  constructor() {
    this.openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      ...DAYS,
      '-subj',
      '/CN=Test CA',
    );
  }

  /** Key and certificate of `subject`, such as `/O=Riverside/CN=Seal`, as a PKCS#12 file with the chain. @returns its path */
  p12(name: string, subject: string, passphrase: string, key: readonly string[] = ['rsa:2048']): string {
    this.certificate(name, subject, key);
    this.openssl(
      ...['pkcs12', '-export', '-inkey', `${name}.key`, '-in', `${name}.pem`, '-certfile', 'ca.pem'],
      ...['-out', `${name}.p12`, '-passout', `pass:${passphrase}`],
    );
    return this.path(`${name}.p12`);
  }

  /** @returns address of the time-stamping authority */
  async startTimeStamping(): Promise<string> {
    writeFileSync(this.path('tsa.cnf'), TSA_SETTINGS);
    writeFileSync(this.path('serial'), '01');
    this.certificate('tsa', '/CN=Test TSA', ['rsa:2048'], ['-extfile', 'tsa.cnf', '-extensions', 'purpose']);
    const server = createServer((request, response) => {
      void buffer(request).then((query) => {
        response.setHeader('content-type', 'application/timestamp-reply');
        if (!this.isOpen) response.statusCode = 503;
        response.end(this.isOpen ? this.reply(query) : '');
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    this.server = server;
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  /** The authority's answer to a query. */
  reply(query: Buffer): Buffer {
    writeFileSync(this.path('query.tsq'), query);
    this.openssl('ts', '-reply', '-queryfile', 'query.tsq', '-out', 'answer.tsr', '-config', 'tsa.cnf');
    return readFileSync(this.path('answer.tsr'));
  }

  openssl(...args: readonly string[]): string {
    return execFileSync('openssl', args, { cwd: this.folder, encoding: 'utf8', stdio: 'pipe' });
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  async dispose(): Promise<void> {
    const { server } = this;
    if (server) await new Promise((closed) => server.close(closed));
    rmSync(this.folder, { recursive: true });
  }

  private certificate(name: string, subject: string, key: readonly string[], extensions: readonly string[] = []): void {
    this.openssl('req', '-newkey', ...key, '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', subject);
    this.openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-out',
      `${name}.pem`,
      ...DAYS,
      ...extensions,
    );
  }
}

const DAYS = ['-days', '36500'];

const TSA_SETTINGS = `
[tsa]
default_tsa = own
[own]
serial = serial
signer_cert = tsa.pem
certs = ca.pem
signer_key = tsa.key
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
[purpose]
extendedKeyUsage = critical,timeStamping
`;
