import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { FoundCentre } from '../../src/modules/identity/found-centre.js';
import type { EvidenceFileView } from '../../src/modules/evidence/evidence-file-view.dto.js';
import { FileStore } from '../../src/platform/files/file-store.js';
import { buildApp, freshEnv, MANAGER, type TestApp } from '../support/build-app.js';
import { accept, claimsOn, draft, evidenceNow, PRODUCT } from '../support/evidence.js';
import { describeWith, pagesOf } from '../portfolio/pdf-tools.js';
import { type Cast, castOf } from '../support/people.js';
import { rawUpload } from '../support/raw-upload.js';
import { TusVisitor } from '../support/tus.js';

jest.setTimeout(90_000);

/** Forty names that lead somewhere else if anybody takes them for a path; each ends in .txt, which is let in (S17). */
const NAMES = [
  ...['../x.txt', '../../x.txt', '../../../../../../../../x.txt', '..\\x.txt', '..\\..\\..\\x.txt', '..//x.txt'],
  ...['/x.txt', '//x.txt', '///etc/x.txt', '/etc/cron.d/x.txt', '/proc/self/x.txt', '~/x.txt', '~root/x.txt'],
  ...['C:\\x.txt', 'C:/x.txt', 'C:x.txt', '\\\\host\\share\\x.txt', '//host/share/x.txt', '\\\\?\\C:\\x.txt'],
  ...['file:///x.txt', 'https://evil.test/x.txt', './x.txt', './../x.txt', 'a/../../x.txt', 'a/b/../../../../x.txt'],
  ...['....//....//x.txt', '..;/x.txt', '.../x.txt', '%2e%2e%2fx.txt', '%2e%2e/x.txt', '..%2fx.txt', '..%5cx.txt'],
  ...['%252e%252e%252fx.txt', '..%c0%afx.txt', '..\u2215x.txt', '..\uff0fx.txt', '\u202e/../x.txt'],
  ...['../\0x.txt', 'x.txt\0/../../x.txt', '$(touch x).txt'],
];

/** What a name may not have left: anything that parts a path, turns or ends a line, or is a folder. */
const UNSAFE = /[/\\\p{Cc}\p{Bidi_Control}]|^\.+$|^\./u;

/** What the server writes beside the store, under names of its own. */
const OWN_FILES = /\/data\/(verifolio\.sqlite(-wal|-shm)?|keys\/(audit-key|link-secret)|anchors\/[-\da-f]+\.jsonl)$/;

describe('forty names that lead elsewhere (S17)', () => {
  let test: TestApp;
  let cast: Cast;
  let top: string;
  let dispose: () => Promise<void>;

  beforeAll(async () => {
    const own = await freshEnv();
    dispose = own.dispose;
    top = join(own.env.dataDir, 'top');
    // Deep enough that most of the names would still land where we look.
    const dataDir = join(top, 'a', 'b', 'c', 'd', 'data');
    await mkdir(dataDir, { recursive: true });
    test = await buildApp({ env: { ...own.env, dataDir } });
    await test.app.get(FoundCentre).run({ centre: { name: 'Harbourside', number: '54321' }, manager: MANAGER });
    cast = await castOf(test.app);
  });
  afterAll(async () => {
    await test.close();
    await dispose();
  });

  const filesOf = async (id: string): Promise<EvidenceFileView[]> => (await evidenceNow(cast.learner, id)).files;

  async function expectSafe(id: string, content: string): Promise<void> {
    const files = await filesOf(id);
    const file = files.at(-1);
    expect(file?.name).not.toMatch(UNSAFE);
    expect(file?.name).toMatch(/\.txt$/);
    const answer = await cast.learner.get(`/api/evidence/${id}/files/${file?.id}`).expect(200);
    expect(answer.text).toBe(content);
    const disposition = answer.headers['content-disposition'] ?? '';
    const [, plain = '', extended] =
      /^attachment; filename="([\x20-\x7e]+)"(?:; filename\*=UTF-8''(\S+))?$/.exec(disposition) ?? [];
    expect(plain).not.toBe('');
    for (const offered of [plain, ...(extended === undefined ? [] : [decodeURIComponent(extended)])]) {
      expect(offered).not.toMatch(UNSAFE);
    }
    // Some browsers decode the plain form although they should not; the other one is decoded once, by all.
    expect(plain).not.toContain('%');
  }

  it('are forty', () => {
    expect(new Set(NAMES).size).toBe(40);
  });

  it('come in as a form, are shown and offered under a safe name', async () => {
    const { id } = await draft(cast.learner, PRODUCT);
    for (const name of NAMES) {
      const content = `form ${name}`.replaceAll('\0', '');
      const { status } = await rawUpload(test.app, cast.learner, `/api/evidence/${id}/files`, {
        name,
        content: Buffer.from(content),
      });
      expect([name, status]).toEqual([name, 201]);
      await expectSafe(id, content);
    }
  });

  it('come in by tus, are shown and offered under a safe name', async () => {
    const { id } = await draft(cast.learner, PRODUCT);
    const visitor = TusVisitor.of(test.app, cast.learner);
    for (const name of NAMES) {
      const content = `tus ${name}`.replaceAll('\0', '');
      const path = await visitor.begun(id, name, Buffer.byteLength(content));
      expect((await visitor.piece(path, 0, Buffer.from(content))).status).toBe(204);
      await expectSafe(id, content);
    }
  });

  it('leave no file outside of the store, and none in it that is not named by its hash', async () => {
    const entries = await readdir(top, { recursive: true, withFileTypes: true });
    const outside = entries
      .filter((entry) => entry.isFile())
      .filter(({ parentPath, name }) => {
        const path = join(parentPath, name);
        const inStore = /\/data\/files\/([0-9a-f]{2})\/([0-9a-f]{2})\/\1\2[0-9a-f]{60}$/.test(path);
        return !inStore && !OWN_FILES.test(path);
      });
    expect(outside.map(({ parentPath, name }) => join(parentPath, name))).toEqual([]);
    expect(await readdir(dirname(top))).not.toContain('x.txt');
    expect(await readdir(process.cwd())).not.toContain('x');
    expect((await readFile('/etc/passwd', 'utf8')).startsWith('form ')).toBe(false);
  });

  describeWith(['pdftotext'])('in a portfolio', () => {
    it('are listed under their safe names', async () => {
      const { id } = await draft(cast.learner, PRODUCT);
      // Without their names in them: the portfolio shows the beginning of each text.
      for (const [index, name] of NAMES.entries()) {
        await rawUpload(test.app, cast.learner, `/api/evidence/${id}/files`, {
          name,
          content: Buffer.from(`The words of file ${index}.`),
        });
      }
      await cast.learner.put(`/api/evidence/${id}/claims`, claimsOn(cast.registrationId, ['2.6'])).expect(200);
      await cast.learner.post(`/api/evidence/${id}/submission`, { declaration: true }).expect(200);
      await accept(cast, id, ['2.6']);
      const order = await cast.iqa.post(`/api/registrations/${cast.registrationId}/portfolio-exports`, {
        kind: 'draft',
      });
      const address = `/api/portfolio-exports/${(order.body as { id: string }).id}`;
      let sha256: string | null = null;
      for (let look = 0; sha256 === null && look < 400; look += 1) {
        await wait(50);
        ({ sha256 } = (await cast.iqa.get(address).expect(200)).body as { sha256: string | null });
      }
      const pdf = await readFile(await test.app.get(FileStore).localPath(sha256 ?? ''));
      const text = pagesOf(pdf).join('\n');
      expect(text).toContain('x.txt');
      expect(text).not.toMatch(/\.\.[/\\]|[/\\]x\.txt/);
    });
  });
});
