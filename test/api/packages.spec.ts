import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import type { PackageEvidence, PackageHead, PackageRegistration } from '../../src/domain/portfolio/package-format.js';
import type {
  PackageAuditEvent,
  PackageDecision,
  PackageJudgement,
  PackageSignOff,
} from '../../src/domain/portfolio/package-history.js';
import { ExpirePackage } from '../../src/modules/packages/expire-package.job.js';
import type { PortfolioPackageView } from '../../src/modules/packages/packages.dto.js';
import { verifyBag } from '../../src/platform/bag/verify-bag.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { draft, PRODUCT, submittedProduct } from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { makeReady, release } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';
import { foundSecondCentre } from '../support/world.js';

const DEADLINE_MS = 60_000;
const ULN = '1000000000';

describe('a portfolio package', () => {
  let test: TestApp;
  let cast: Cast;
  let folder: string;
  let number = 0;
  const order = (by: Person = cast.learner, registrationId = cast.registrationId) =>
    by.post(`/api/registrations/${registrationId}/packages`);

  async function finished(ordered: Response, by: Person = cast.learner): Promise<PortfolioPackageView> {
    expect(ordered.status).toBe(202);
    const { id } = ordered.body as PortfolioPackageView;
    const until = performance.now() + DEADLINE_MS;
    for (;;) {
      const view = (await by.get(`/api/packages/${id}`).expect(200)).body as PortfolioPackageView;
      if (view.status !== 'queued' && view.status !== 'running') return view;
      if (performance.now() > until) throw new Error(`the package is still ${view.status}`);
      await setTimeout(50);
    }
  }

  const fileOf = (id: string, by: Person = cast.learner, headers: Record<string, string> = {}) =>
    by
      .get(`/api/packages/${id}/file`)
      .set(headers)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      });

  /** Unpacks a package and checks it with nothing but `unzip` and `sha512sum`. */
  async function unpacked(id: string, by: Person = cast.learner): Promise<{ bag: string; zip: string }> {
    const { body } = await fileOf(id, by).expect(200);
    number += 1;
    const zip = join(folder, `${number}.zip`);
    await writeFile(zip, body as Buffer);
    expect((await verifyBag(zip)).faults).toEqual([]);
    const out = join(folder, String(number));
    execFileSync('unzip', ['-q', zip, '-d', out], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    const bag = join(out, execFileSync('ls', [out]).toString().trim());
    for (const manifest of ['manifest-sha512.txt', 'tagmanifest-sha512.txt']) {
      execFileSync('sha512sum', ['-c', '--strict', '--quiet', manifest], { cwd: bag });
    }
    return { bag, zip };
  }

  const read = async <Content>(bag: string, name: string): Promise<Content> =>
    JSON.parse(await readFile(join(bag, 'data', name), 'utf8')) as Content;

  /** Every JSON file of a package in one text. */
  async function wordsOf(bag: string): Promise<string> {
    const names = (await readdir(join(bag, 'data'))).filter((name) => name.endsWith('.json'));
    return (await Promise.all(names.map((name) => readFile(join(bag, 'data', name), 'utf8')))).join('\n');
  }

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
    folder = await mkdtemp(join(tmpdir(), 'verifolio-packages-'));
    await cast.manager.patch(`/api/registrations/${cast.registrationId}`, { uln: ULN }).expect(200);
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await test.close();
  });

  describe('of a released unit', () => {
    let bag: string;
    let view: PortfolioPackageView;

    beforeAll(async () => {
      const product = await draft(cast.learner, { ...PRODUCT, title: 'A reply <b>with</b> "marks" & signs' });
      for (const name of ['Antwort % 1.txt', 'antwort % 1.txt']) {
        await cast.learner
          .upload(`/api/evidence/${product.id}/files`, Buffer.from(`Dear customer, ${name}`), name)
          .expect(201);
      }
      await cast.learner.put(`/api/evidence/${product.id}/claims`, [claimOn(cast)]).expect(200);
      await makeReady(cast);
      await release(cast);
      const until = performance.now() + DEADLINE_MS;
      let ordered = await order();
      while (ordered.status === 409 && performance.now() < until) {
        expectProblem(ordered, 409, 'EXPORT_NOT_READY');
        await setTimeout(100);
        ordered = await order();
      }
      view = await finished(ordered);
      expect(view).toMatchObject({ status: 'ready', failure: null });
      ({ bag } = await unpacked(view.id));
    }, 120_000);

    it('tells where it has come to, how large it is and how long it is kept', () => {
      expect(view.progress.done).toBe(view.progress.total);
      expect(view.files).toBe(15);
      expect(view.sizeBytes).toBeGreaterThan(10_000);
      const days = (Date.parse(view.expiresAt ?? '') - Date.parse(view.finishedAt ?? '')) / 86_400_000;
      expect(days).toBeCloseTo(7, 2);
    });

    it('says what it is, with the signed-off PDF to the byte', async () => {
      const head = await read<PackageHead>(bag, 'package.json');
      expect(head).toMatchObject({
        format: 'verifolio-package/1',
        packageId: view.id,
        learner: { id: cast.learner.id },
        unit: { key: 'U40' },
        signedOffPdf: { path: 'portfolio.pdf' },
      });
      const pdf = await readFile(join(bag, 'data', 'portfolio.pdf'));
      expect(createHash('sha256').update(pdf).digest('hex')).toBe(head.signedOffPdf?.sha256);
      expect(await readFile(join(bag, 'bag-info.txt'), 'utf8')).toContain(`External-Identifier: ${view.id}\n`);
      expect(await readFile(join(bag, 'README.txt'), 'utf8')).toContain('sha512sum -c manifest-sha512.txt');
    });

    it('has every file under a name that every system can have, with its hash', async () => {
      const [product] = await read<PackageEvidence[]>(bag, 'evidence.json');
      expect(product?.files.map(({ path }) => path)).toEqual([
        'evidence/E001-v1/Antwort _ 1.txt',
        'evidence/E001-v1/antwort _ 1 (2).txt',
      ]);
      for (const { path, sha256 } of product?.files ?? []) {
        const bytes = await readFile(join(bag, 'data', path ?? ''));
        expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
      }
    });

    it('has every record, claim, decision, judgement, signature and event', async () => {
      const evidence = await read<PackageEvidence[]>(bag, 'evidence.json');
      expect(evidence.map(({ ref }) => ref)).toEqual(['E001', 'E002', 'E003']);
      expect(evidence[1]?.record).toMatchObject({
        narrative: [expect.stringContaining('repeated the complaint back') as unknown],
      });
      expect(evidence[1]?.claims).toHaveLength(7);
      const decisions = await read<PackageDecision[]>(bag, 'decisions.json');
      expect(decisions.map(({ outcome, assessor }) => [outcome, assessor.id])).toEqual([
        ['accepted', cast.assessor.id],
        ['accepted', cast.assessor.id],
      ]);
      const judgements = await read<PackageJudgement[]>(bag, 'judgements.json');
      expect(judgements).toHaveLength(17);
      expect(judgements.every(({ inForce, outcome }) => inForce && outcome === 'met')).toBe(true);
      const signOffs = await read<PackageSignOff[]>(bag, 'sign-offs.json');
      expect(signOffs.map(({ stage }) => stage)).toEqual(['learner', 'assessor', 'iqa']);
      const events = await read<PackageAuditEvent[]>(bag, 'audit.json');
      expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['registration.created', 'unit.signed']));
      for (const { sha256, keyId } of events)
        expect([sha256, keyId]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), expect.any(String)]);
      expect(await read(bag, 'samples.json')).toEqual([]);
    });

    it('carries the learner’s number for the learner, and nobody’s address', async () => {
      expect(await read<PackageRegistration>(bag, 'registration.json')).toMatchObject({ uln: ULN });
      const words = await wordsOf(bag);
      expect(words.match(/[\w.-]+@[\w.-]+|"\w*password\w*":/gi)).toBeNull();
      expect(words).toContain(ULN);
    });

    it('shows itself in a page that a browser opens from disk', async () => {
      const page = await readFile(join(bag, 'data', 'index.html'), 'utf8');
      expect(page).toContain('A reply &lt;b&gt;with&lt;/b&gt; &quot;marks&quot; &amp; signs');
      expect(page).not.toMatch(/<script|https?:|javascript:/i);
      expect(page).toContain(`default-src 'none'`);
      const links = [...page.matchAll(/href="([^"#]+)"/g)].map(([, path = '']) => decodeURIComponent(path));
      expect(links).toEqual(
        expect.arrayContaining(['portfolio.pdf', 'audit.json', 'evidence/E001-v1/Antwort _ 1.txt']),
      );
      for (const link of links) await readFile(join(bag, 'data', link));
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const [, id] of page.matchAll(/(?:href="#|aria-labelledby=")([^"]+)"/g)) expect(ids).toContain(id);
    });

    it('is handed out in ranges, as a zip that no browser opens', async () => {
      const whole = await fileOf(view.id).expect(200);
      expect(whole.headers).toMatchObject({
        'content-type': 'application/zip',
        'content-disposition': expect.stringMatching(
          /^attachment; filename="verifolio-U40-[0-9a-f]{8}\.zip"$/,
        ) as unknown,
      });
      const part = await fileOf(view.id, cast.learner, { range: 'bytes=0-3' }).expect(206);
      expect((part.body as Buffer).toString('latin1')).toBe('PK\x03\x04');
    });

    it('keeps the number from whoever may not read it, and lets them order their own', async () => {
      expectProblem(await cast.assessor.get(`/api/packages/${view.id}`), 403, 'NOT_ALLOWED');
      const own = await finished(await order(cast.assessor), cast.assessor);
      const { bag: theirs } = await unpacked(own.id, cast.assessor);
      expect(await read<PackageRegistration>(theirs, 'registration.json')).toMatchObject({ uln: null });
      expect(await wordsOf(theirs)).not.toContain(ULN);
    });

    it('is noted in the trail with its hash', async () => {
      const { body } = await cast.manager.get(`/api/registrations/${cast.registrationId}/audit?limit=200`).expect(200);
      const { items } = body as { items: { type: string; facts: unknown }[] };
      expect(items.find(({ type }) => type === 'package.exported')?.facts).toEqual({
        packageId: view.id,
        sha256: view.sha256,
      });
    });

    it('is removed when its days are over', async () => {
      const own = await finished(await order(cast.manager), cast.manager);
      await test.app.get(ExpirePackage).run(own.id);
      const { body } = await cast.manager.get(`/api/packages/${own.id}`).expect(200);
      expect(body).toMatchObject({ status: 'expired', sha256: own.sha256 });
      expectProblem(await cast.manager.get(`/api/packages/${own.id}/file`), 410, 'EXPORT_EXPIRED');
      await test.app.get(ExpirePackage).run(own.id);
    });
  });

  it('of a unit in work has no PDF, and no samples for its learner', async () => {
    const own = await anotherLearner(test.app, cast, 'In Work');
    await submittedProduct(own, ['2.6']);
    const view = await finished(await order(own.learner, own.registrationId), own.learner);
    const { bag } = await unpacked(view.id, own.learner);
    expect((await read<PackageHead>(bag, 'package.json')).signedOffPdf).toBeNull();
    const files = execFileSync('ls', [join(bag, 'data')]).toString();
    expect(files).not.toMatch(/portfolio\.pdf|samples\.json/);
    const [product] = await read<PackageEvidence[]>(bag, 'evidence.json');
    expect(product).toMatchObject({ status: 'submitted', claims: [{ criterion: '2.6', state: 'proposed' }] });
    expect(product?.files).not.toEqual([]);
  });

  it('lists what was purged by its hash alone, and leaves no more with it once it is', async () => {
    const own = await anotherLearner(test.app, cast, 'Much Purged');
    const id = await submittedProduct(own, ['2.6']);
    const before = await finished(await order(own.learner, own.registrationId), own.learner);
    await own.manager.post(`/api/evidence/${id}/withdrawal`, { reason: 'data_protection' }).expect(200);
    expectProblem(await own.learner.get(`/api/packages/${before.id}/file`), 409, 'STATE_CONFLICT');
    const after = await finished(await order(own.learner, own.registrationId), own.learner);
    const { bag } = await unpacked(after.id, own.learner);
    const [product] = await read<PackageEvidence[]>(bag, 'evidence.json');
    expect(product?.files).toEqual([
      expect.objectContaining({
        name: null,
        path: null,
        absence: 'purged',
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      }),
    ]);
  });

  it('takes the redacted copy along and never the sealed original', async () => {
    const own = await anotherLearner(test.app, cast, 'Much Redacted');
    const { id } = await draft(own.learner, PRODUCT);
    const uploaded = await own.learner
      .upload(`/api/evidence/${id}/files`, Buffer.from('Wilhelmina Quibblesworth rang.'), 'Quibblesworth.txt')
      .expect(201);
    const before = await own.learner.put(`/api/evidence/${id}/claims`, [claimOn(own)]).expect(200);
    expect(before.status).toBe(200);
    const { id: fileId } = uploaded.body as { id: string };
    const early = await finished(await order(own.learner, own.registrationId), own.learner);
    await own.learner
      .post(`/api/evidence/${id}/files/${fileId}/redactions`, { words: ['Wilhelmina Quibblesworth'] })
      .expect(201);
    expectProblem(await own.learner.get(`/api/packages/${early.id}/file`), 409, 'STATE_CONFLICT');
    const view = await finished(await order(own.learner, own.registrationId), own.learner);
    const { bag } = await unpacked(view.id, own.learner);
    const [product] = await read<PackageEvidence[]>(bag, 'evidence.json');
    expect(product?.files.map(({ name, path, absence }) => [name, path, absence])).toEqual([
      [null, null, 'sealed'],
      ['redacted copy 1.txt', 'evidence/E001-v1/redacted copy 1.txt', null],
    ]);
    const everything = execFileSync('cat', execFileSync('find', [bag, '-type', 'f']).toString().trim().split('\n'));
    expect(everything.includes('Quibblesworth')).toBe(false);
  });

  it('is ordered by those who have a part in the unit, and by no external verifier', async () => {
    const eqa = await addPerson(cast.manager, test.app, 'Eve External', ['eqa']);
    expectProblem(await order(eqa), 404, 'NOT_FOUND');
    const stranger = await addPerson(cast.manager, test.app, 'Some Assessor', ['assessor']);
    expectProblem(await order(stranger), 404, 'NOT_FOUND');
    expectProblem(await order(await foundSecondCentre(test.app)), 404, 'NOT_FOUND');
  });
});

function claimOn({ registrationId }: Cast) {
  return { registrationId, criterion: '2.6', locator: { paragraph: 1 } };
}
