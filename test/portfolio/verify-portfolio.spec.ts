import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { canonicalJson } from '../../src/domain/kernel/canonical-json.js';
import { buildManifest } from '../../src/domain/portfolio/build-manifest.js';
import { CONTENT_HASH, finishedDocument, MANIFEST_NAME } from '../../src/modules/portfolio/finished-document.js';
import { verifyPortfolio } from '../../src/modules/portfolio/verify-portfolio.js';
import type { BlockDocument } from '../../src/platform/pdf/blocks.js';
import { PadesSigner } from '../../src/platform/signing/pades-signer.js';
import { FixedClock } from '../../src/platform/time/clock.js';
import { portfolioFacts, sha256 } from './fixture.js';
import { describeWith, pagesOf, readWith, render } from './pdf-tools.js';
import { spokenText } from './spoken-text.js';

const MANIFEST = buildManifest(portfolioFacts('signed_off'));
const FINGERPRINT = /^ {2}SHA-256 fingerprint ([0-9A-F]{2}:){31}[0-9A-F]{2}\.$/m;

describeWith(['pdfdetach', 'pdfinfo', 'pdftotext', 'pdftoppm', 'zbarimg'])(
  'a portfolio in the hands of an outsider',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'verifolio-outsider-'));
    const path = (name: string): string => join(folder, name);

    async function signed(name: string, document: BlockDocument, centre = 'Riverside'): Promise<string> {
      writeFileSync(path(name), await render(document));
      const dataDir = path(centre);
      const clock = new FixedClock('2026-11-22T09:30:00.000Z');
      const signer = await PadesSigner.open({ dataDir, tsaUrl: null, signingP12: null }, clock);
      await signer.sign(path(name), { id: centre, name: centre });
      const [, certificate = ''] = readFileSync(join(dataDir, 'keys', `signing-${centre}.pem`), 'utf8').split(
        /(?=-----BEGIN C)/,
      );
      writeFileSync(path(`${centre}.pem`), certificate);
      return path(name);
    }

    let portfolio: string;
    let pdf: Buffer;
    beforeAll(async () => {
      portfolio = await signed('portfolio.pdf', finishedDocument(MANIFEST));
      await signed('other.pdf', finishedDocument(MANIFEST), 'Another');
      pdf = readFileSync(portfolio);
    }, 60_000);
    afterAll(() => rmSync(folder, { recursive: true }));

    const said = async (file: string, certificate: string | null = null) => {
      const { lines, exitCode } = await verifyPortfolio(file, certificate && path(certificate));
      return { exitCode, words: lines.join('\n') };
    };

    it('is genuine by the certificate of its centre', async () => {
      const { exitCode, words } = await said(portfolio, 'Riverside.pem');
      expect(exitCode).toBe(0);
      expect(words).toContain(sha256OfFile(pdf));
      expect(words).toContain('not one byte of it has been changed');
      expect(words).toContain('It is the certificate that you gave.');
      expect(words).toContain(`content hash that the document names, ${sha256(canonicalJson(MANIFEST))}`);
      expect(words).toContain('https://portfolio.example.org/api/verifications/K7QM-2F9D-XW4T-60BH');
      expect(words).toMatch(/Genuine and unaltered\.$/);
    });

    it('is called unaltered, not genuine, where nobody but the file vouches for its certificate', async () => {
      const { exitCode, words } = await said(portfolio);
      expect(exitCode).toBe(0);
      expect(words).toMatch(FINGERPRINT);
      expect(words).toContain('only as good as where it came from');
      expect(words).toMatch(/Unaltered since it was signed\.$/);
      expect(words).not.toContain('Genuine');
    });

    it('is refused when somebody else signed it, when it was altered, and when its manifest is not the one it names', async () => {
      const others = await said(path('other.pdf'), 'Riverside.pem');
      expect(others).toMatchObject({ exitCode: 1, words: expect.stringContaining('Somebody else signed this file.') });
      const altered = Buffer.from(pdf);
      altered[20_000] = altered[20_000]! ^ 1;
      writeFileSync(path('altered.pdf'), altered);
      expect(await said(path('altered.pdf'))).toMatchObject({
        exitCode: 1,
        words: expect.stringContaining('Do not rely on this file.'),
      });
      const document = finishedDocument(MANIFEST);
      const properties = document.properties!.map((own) =>
        own.name === CONTENT_HASH ? { ...own, value: sha256('other words') } : own,
      );
      const mismatched = await signed('mismatched.pdf', { ...document, properties });
      expect(await said(mismatched, 'Riverside.pem')).toMatchObject({
        exitCode: 1,
        words: expect.stringContaining('not the one that the document names'),
      });
      const bare = await signed('bare.pdf', { ...document, attachments: [] });
      expect(await said(bare)).toMatchObject({
        exitCode: 1,
        words: expect.stringContaining(`${MANIFEST_NAME} is not attached`),
      });
    });

    it('is not judged where there is nothing to check', async () => {
      writeFileSync(path('draft.pdf'), await render(finishedDocument(buildManifest(portfolioFacts('draft')))));
      expect(await said(path('draft.pdf'))).toMatchObject({
        exitCode: 2,
        words: expect.stringContaining('carries no signature'),
      });
      expect(await said(path('Riverside.pem'))).toMatchObject({
        exitCode: 2,
        words: expect.stringContaining('is not a PDF'),
      });
      expect(await said(path('missing.pdf'))).toMatchObject({
        exitCode: 2,
        words: expect.stringContaining('cannot be read'),
      });
      expect(await said(portfolio, 'portfolio.pdf')).toMatchObject({
        exitCode: 2,
        words: expect.stringContaining('certificate cannot be read'),
      });
    });

    it('is checked by the command without settings, database or a trace', () => {
      const cwd = mkdtempSync(join(folder, 'elsewhere-'));
      const cli = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));
      const run = (...args: string[]) => {
        const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'verify-portfolio', ...args], {
          cwd,
          env: {},
          encoding: 'utf8',
        });
        return { status, words: stdout + stderr };
      };
      expect(run(portfolio, '--certificate', path('Riverside.pem'))).toMatchObject({
        status: 0,
        words: expect.stringContaining('Genuine and unaltered.'),
      });
      expect(run(portfolio, '--certificate', path('Another.pem')).status).toBe(1);
      expect(run(path('missing.pdf')).status).toBe(2);
      expect(run()).toMatchObject({ status: 2, words: expect.stringContaining('verify-portfolio FILE') });
      expect(readdirSync(cwd)).toEqual([]);
    });

    it('has its manifest inside, and prints the hash of those very bytes', async () => {
      readWith('pdfdetach', pdf, ['-save', '1', '-o', path('detached.json')]);
      const detached = readFileSync(path('detached.json'));
      expect(readWith('pdfdetach', pdf, ['-list'])).toContain(MANIFEST_NAME);
      expect(JSON.parse(detached.toString())).toEqual(JSON.parse(JSON.stringify(MANIFEST)));
      const [, printed] = /Content SHA-256 ([0-9a-f]{64})\b/.exec(await spokenText(pdf)) ?? [];
      expect(printed).toBe(sha256OfFile(detached));
    });

    it('says no word in its manifest that its pages do not say', async () => {
      const spoken = (await spokenText(pdf)) + readWith('pdfinfo', pdf, []);
      const letters = (text: string): string => text.replace(/[\s"\\]/g, '');
      const pages = letters(spoken);
      // Ids, moods and kinds are no words; a picture's own words are said where it is shown.
      const silent = new Set(['id', 'mood', 'kind', 'format', 'exportedAt', 'alt']);
      const unsaid: string[] = [];
      const visit = (value: unknown, key: string): void => {
        if (Array.isArray(value)) value.forEach((member) => visit(member, key));
        else if (typeof value === 'object' && value !== null)
          Object.entries(value).forEach(([name, member]) => visit(member, name));
        else if (typeof value === 'string' && !silent.has(key) && !pages.includes(letters(value)))
          unsaid.push(`${key}: ${value}`);
      };
      visit(MANIFEST, '');
      expect(unsaid).toEqual([]);
    });

    it('is found by a camera and by the code beside it', () => {
      writeFileSync(path('cover.pdf'), pdf);
      execFileSync('pdftoppm', ['-r', '110', '-png', '-singlefile', '-l', '1', path('cover.pdf'), path('cover')]);
      const read = execFileSync('zbarimg', ['-q', '--raw', path('cover.png')], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      expect(read.trim()).toBe('https://portfolio.example.org/api/verifications/K7QM-2F9D-XW4T-60BH');
      expect(pagesOf(pdf)[0]).toContain('K7QM-2F9D-XW4T-60BH');
    });
  },
);

function sha256OfFile(bytes: Buffer): string {
  return execFileSync('sha256sum', { input: bytes, encoding: 'utf8' }).slice(0, 64);
}
