import { createHash, X509Certificate } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { BlockDocument } from '../../src/platform/pdf/blocks.js';
import { PadesSigner } from '../../src/platform/signing/pades-signer.js';
import { verifySignedFile, type SignatureFinding } from '../../src/platform/signing/verify-file.js';
import { FixedClock } from '../../src/platform/time/clock.js';
import { describeWith, readWith, render } from '../portfolio/pdf-tools.js';
import { SigningAuthority } from '../support/signing-authority.js';

const CENTRE = { id: '0198-centre', name: 'Riverside Training & Skills' };
const NOW = '2026-11-22T09:30:00.000Z';
const PASSPHRASE = 'pässword & co';

const sealed: BlockDocument = {
  ...{ title: 'Sealed', subject: 'Test', author: 'Test', producer: 'Verifolio', language: 'en-GB', createdAt: NOW },
  ...{ reference: 'REF-1', imprint: 'content 0', watermark: null },
  sections: [
    {
      orientation: 'portrait',
      runningTitle: 'Test',
      blocks: [
        { kind: 'paragraph', content: ['Some words.'] },
        { kind: 'seal', title: 'Seal', paragraphs: [['Signed.']], signer: 'Riverside', reason: 'Because (of) >this<' },
      ],
    },
  ],
};

describeWith(['openssl', 'pdfsig', 'qpdf'])('signing documents', () => {
  const folder = mkdtempSync(join(tmpdir(), 'verifolio-signing-'));
  const authority = new SigningAuthority();
  const drawn = join(folder, 'drawn.pdf');
  let tsa: string;
  let copies = 0;

  beforeAll(async () => {
    writeFileSync(drawn, await render(sealed));
    tsa = await authority.startTimeStamping();
  });
  afterAll(async () => {
    await authority.dispose();
    rmSync(folder, { recursive: true });
  });

  interface Way {
    readonly dataDir?: string;
    readonly tsaUrl?: string | null;
    readonly p12?: string;
    readonly now?: string;
  }
  const signer = ({ dataDir = folder, tsaUrl = null, p12, now = NOW }: Way = {}): Promise<PadesSigner> =>
    PadesSigner.open(
      { dataDir, tsaUrl, signingP12: p12 === undefined ? null : { path: p12, passphrase: PASSPHRASE } },
      new FixedClock(now),
    );
  async function signed(way: Way = {}, centre = CENTRE): Promise<Buffer> {
    const path = join(folder, `copy-${(copies += 1)}.pdf`);
    copyFileSync(drawn, path);
    await (await signer(way)).sign(path, centre);
    return readFileSync(path);
  }
  async function findingOf(pdf: Buffer): Promise<SignatureFinding> {
    const path = join(folder, 'checked.pdf');
    writeFileSync(path, pdf);
    const file = await open(path, 'r');
    try {
      return await verifySignedFile(file);
    } finally {
      await file.close();
    }
  }

  it('gives a file that others find valid and wholly signed, in the level PAdES asks for', async () => {
    const pdf = await signed();
    const words = readWith('pdfsig', pdf, ['-nocert']);
    expect(words).toContain('Signature is Valid.');
    expect(words).toContain('- Total document signed');
    expect(words).toContain('ETSI.CAdES.detached');
    expect(words).toContain('Signer Certificate Common Name: Riverside Training & Skills');
    expect(readWith('qpdf', pdf, ['--check'])).toContain('No syntax or stream encoding errors found');
    expect(await findingOf(pdf)).toMatchObject({ state: 'whole', timeStamp: null });

    const [, from = 0, to = 0] = /\/ByteRange \[0 (\d+) +(\d+) /.exec(pdf.toString('latin1'))!.map(Number);
    writeFileSync(authority.path('signature'), Buffer.from(pdf.toString('latin1', from + 1, to - 1), 'hex'));
    const cms = authority.openssl('cms', '-cmsout', '-print', '-inform', 'DER', '-in', 'signature');
    expect(cms).toContain('signingCertificateV2');
    expect(cms).not.toContain('signingTime');
  });

  it('gives the same bytes for the same document and key', async () => {
    const first = await signed();
    expect((await signed()).equals(first)).toBe(true);
  });

  it('catches every byte that is changed, in the signature as well', async () => {
    const pdf = await signed();
    const gap = pdf.indexOf('/Contents <') + '/Contents <'.length;
    const places = new Set([
      ...Array.from({ length: 80 }, (_, step) => Math.floor((pdf.length * step) / 80)),
      ...Array.from({ length: 140 }, (_, step) => gap - 130 + step),
      ...Array.from({ length: 150 }, (_, step) => gap + step * 32 + (step % 32)),
      ...[gap + 32_760, pdf.length - 1, pdf.length - 8],
    ]);
    expect(Math.min(...places)).toBe(0);
    const unnoticed: number[] = [];
    for (const place of places) {
      const changed = Buffer.from(pdf);
      changed[place] = changed[place]! ^ 1;
      if ((await findingOf(changed)).state === 'whole') unnoticed.push(place);
    }
    expect(unnoticed).toEqual([]);
  }, 60_000);

  it('catches what is added behind the signed part, and a signature that is said to cover less', async () => {
    const pdf = await signed();
    const longer = Buffer.concat([pdf, Buffer.from('1 0 obj\nnull\nendobj\n')]);
    expect((await findingOf(longer)).state).toBe('broken');
    const incremental = Buffer.concat([pdf, Buffer.from('% more\n'), pdf.subarray(pdf.lastIndexOf('xref\n0 '))]);
    expect((await findingOf(incremental)).state).toBe('broken');
    const [range = ''] = /\/ByteRange \[.*?\]/.exec(pdf.toString('latin1'))!;
    const less = range.replace(
      /(\d)( *)\]/,
      (_, digit: string, space: string) => `${(Number(digit) + 9) % 10}${space}]`,
    );
    const narrowed = Buffer.from(pdf.toString('latin1').replace(range, less), 'latin1');
    expect(await findingOf(narrowed)).toMatchObject({
      reason: 'The signature does not cover the whole file: something was added after signing.',
    });
  });

  it('catches a signature that was moved from another document', async () => {
    const pdf = await signed();
    const other = await render({ ...sealed, title: 'Forged' });
    const path = join(folder, 'forged.pdf');
    writeFileSync(path, other);
    await (await signer({ dataDir: mkdtempSync(join(folder, 'forger-')) })).sign(path, CENTRE);
    const forged = readFileSync(path);
    const signature = (of: Buffer): string => /\/Contents <([0-9a-f]+)>/.exec(of.toString('latin1'))![1]!;
    const moved = Buffer.from(forged.toString('latin1').replace(signature(forged), signature(pdf)), 'latin1');
    expect(await findingOf(moved)).toMatchObject({
      reason: 'The file is not what was signed: at least one byte of it has been changed.',
    });
  });

  it('does not take an unsigned document for a signed one, and signs none twice', async () => {
    expect(await findingOf(readFileSync(drawn))).toEqual({ state: 'unsigned' });
    const plain = join(folder, 'plain.pdf');
    writeFileSync(plain, await render({ ...sealed, sections: [{ ...sealed.sections[0]!, blocks: [] }] }));
    expect(await findingOf(readFileSync(plain))).toEqual({ state: 'unsigned' });
    await expect((await signer()).sign(plain, CENTRE)).rejects.toThrow('no field to be signed in');
    const path = join(folder, 'twice.pdf');
    writeFileSync(path, await signed());
    await expect((await signer()).sign(path, CENTRE)).rejects.toThrow('signed already');
  });

  it('makes one key for each centre, for the owner of the process alone, also when several need it at once', async () => {
    const dataDir = mkdtempSync(join(folder, 'data-'));
    const pdfs = await Promise.all(Array.from({ length: 3 }, () => signed({ dataDir })));
    expect(new Set(pdfs.map((pdf) => createHash('sha256').update(pdf).digest('hex'))).size).toBe(1);
    const path = join(dataDir, 'keys', `signing-${CENTRE.id}.pem`);
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    const other = { id: 'other', name: 'Ä'.repeat(100) };
    const finding = await findingOf(await signed({ dataDir }, other));
    expect(finding).toMatchObject({ state: 'whole' });
    const certificate = new X509Certificate(
      readFileSync(join(dataDir, 'keys', 'signing-other.pem'))
        .toString()
        .split(/(?=-----BEGIN C)/)[1]!,
    );
    expect(certificate.subject).toBe(`CN=${'Ä'.repeat(64)}`);
    expect(Date.parse(certificate.validFrom)).toBeLessThan(Date.parse(NOW) - 3_600_000);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
  });

  it('refuses with a reason when the certificate has ended or the key file is damaged or open to others', async () => {
    const dataDir = mkdtempSync(join(folder, 'data-'));
    await signed({ dataDir });
    await expect(signed({ dataDir, now: '2047-01-01T00:00:00.000Z' })).rejects.toThrow('not valid today');
    writeFileSync(join(dataDir, 'keys', `signing-${CENTRE.id}.pem`), 'no key');
    await expect(signed({ dataDir })).rejects.toThrow('The key that portfolios are signed with cannot be used.');
  });

  it('signs with the key of a PKCS#12 file and brings the certificates that vouch for it', async () => {
    const p12 = authority.p12('seal', '/C=GB/O=Riverside/OU=Exams/CN=Riverside seal', PASSPHRASE);
    const pdf = await signed({ p12, now: new Date().toISOString() });
    const finding = await findingOf(pdf);
    expect(finding).toMatchObject({ state: 'whole' });
    if (finding.state !== 'whole') return;
    expect(finding.certificates.map(({ subject }) => subject.split('\n').at(-1))).toEqual([
      'CN=Riverside seal',
      'CN=Test CA',
    ]);
    expect(readWith('pdfsig', pdf, ['-nocert'])).toContain('Signature is Valid.');
  });

  it('stops the start when the PKCS#12 file is missing, does not open, or holds no RSA key', async () => {
    await expect(signer({ p12: join(folder, 'missing.p12') })).rejects.toThrow('SIGNING_P12 cannot be read');
    const wrong = authority.p12('wrong', '/CN=Seal', 'another passphrase');
    await expect(signer({ p12: wrong })).rejects.toThrow('does not open with SIGNING_P12_PASSPHRASE');
    const curve = authority.p12('curve', '/CN=Seal', PASSPHRASE, ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']);
    await expect(signer({ p12: curve })).rejects.toThrow('must hold one RSA key');
  });

  it('carries the time-stamp of an authority where one is set', async () => {
    const pdf = await signed({ tsaUrl: tsa });
    const finding = await findingOf(pdf);
    expect(finding).toMatchObject({ state: 'whole', timeStamp: { authority: { subject: 'CN=Test TSA' } } });
    if (finding.state !== 'whole') return;
    expect(Math.abs(Date.parse(finding.timeStamp!.at) - Date.now())).toBeLessThan(60_000);
    expect(readWith('pdfsig', pdf, ['-nocert'])).toContain('Signature is Valid.');
  });

  it('is not signed at all when the authority does not answer, refuses, or answers about something else', async () => {
    const first = await new Promise<Buffer>((answered, failed) => {
      const recorder = createServer((request, response) => {
        void buffer(request).then((query) => {
          answered(authority.reply(query));
          response.statusCode = 503;
          response.end();
        });
      });
      recorder.listen(0, '127.0.0.1', () => {
        const url = `http://127.0.0.1:${(recorder.address() as AddressInfo).port}/`;
        expect(signed({ tsaUrl: url }))
          .rejects.toThrow('answered with status 503')
          .catch(failed)
          .finally(() => recorder.close());
      });
    });
    for (const answer of [first, Buffer.from('no answer'), Buffer.alloc(100_000)]) {
      const liar = createServer((_, response) => response.end(answer));
      await new Promise<void>((listening) => liar.listen(0, '127.0.0.1', listening));
      const url = `http://127.0.0.1:${(liar.address() as AddressInfo).port}/`;
      await expect(signed({ tsaUrl: url })).rejects.toThrow(/no valid time-stamp|broke off or was too long/);
      await new Promise((closed) => liar.close(closed));
      // Nobody listens there any more.
      await expect(signed({ tsaUrl: url })).rejects.toThrow('The time-stamping authority did not answer.');
    }
  });
});
