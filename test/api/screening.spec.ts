import { createHash, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import type { EvidenceFileView } from '../../src/modules/evidence/evidence-file-view.dto.js';
import type { EvidenceView } from '../../src/modules/evidence/evidence-view.dto.js';
import { FoundCentre } from '../../src/modules/identity/found-centre.js';
import { FileStore } from '../../src/platform/files/file-store.js';
import { contentTypes, mainPart, zip } from '../files/sample-bytes.js';
import { buildApp, freshEnv, MANAGER, type TestApp } from '../support/build-app.js';
import { Clamd, EICAR, hasClamd, READ_LIMIT_MB, STREAM_LIMIT_MB } from '../support/clamd.js';
import { claimsOn, draft, evidenceNow, PRODUCT, sampleFile } from '../support/evidence.js';
import { documentOf, packed, payloadOf, previewed, zipOf } from '../support/packages.js';
import { anotherLearner, type Cast, castOf } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { TusVisitor } from '../support/tus.js';

jest.setTimeout(90_000);

const isHere = hasClamd();
if (!isHere) console.warn('clamd is not on this machine: the screening of files is not tested.');

(isHere ? describe : describe.skip)('files under the eyes of clamd (S15)', () => {
  const clamd = new Clamd();
  let test: TestApp;
  let cast: Cast;
  let dispose: () => Promise<void>;

  beforeAll(async () => {
    await clamd.start();
    const own = await freshEnv();
    dispose = own.dispose;
    test = await buildApp({ env: { ...own.env, clamd: { path: clamd.path } } });
    const centre = { name: 'Harbourside Training Centre', number: '54321' };
    await test.app.get(FoundCentre).run({ centre, manager: MANAGER });
    cast = await castOf(test.app);
  });
  afterEach(() => clamd.stop().then(() => clamd.start()));
  afterAll(async () => {
    await test.close();
    await dispose();
    await clamd.dispose();
  });

  const path = (item: EvidenceView, file: EvidenceFileView): string => `/api/evidence/${item.id}/files/${file.id}`;

  async function attach(content: Buffer, name: string): Promise<{ item: EvidenceView; file: EvidenceFileView }> {
    const item = await draft(cast.learner, { ...PRODUCT, activityFrom: '2026-03-02' });
    const { body } = await cast.learner.upload(`/api/evidence/${item.id}/files`, content, name).expect(201);
    return { item, file: body as EvidenceFileView };
  }

  async function screened(item: EvidenceView, seconds = 20, by = cast.learner): Promise<EvidenceFileView | undefined> {
    const deadline = performance.now() + seconds * 1_000;
    for (;;) {
      const file = (await evidenceNow(by, item.id)).files[0];
      if (file?.screening !== 'waiting' || performance.now() > deadline) return file;
      await wait(50);
    }
  }

  const submit = async (item: EvidenceView) => {
    await cast.learner.put(`/api/evidence/${item.id}/claims`, claimsOn(cast.registrationId, ['2.6'])).expect(200);
    return cast.learner.post(`/api/evidence/${item.id}/submission`, { declaration: true });
  };

  it('are let out once they are found clean', async () => {
    const { item, file } = await attach(sampleFile('letter-outcome-c-007.pdf'), 'letter.pdf');
    expect(file.screening).toBe('waiting');
    expect((await screened(item))?.screening).toBe('clean');
    await cast.learner.get(path(item, file)).expect(200);
    expect((await submit(item)).status).toBe(200);
  });

  it.each([
    ['as text', Buffer.from(EICAR), 'eicar.txt'],
    ['with something behind it', Buffer.from(`${EICAR}\r\n${'words '.repeat(50)}`), 'notes.txt'],
    [
      'deflated inside a Word document',
      zip([contentTypes('docx'), mainPart, { name: 'word/embeddings/object.bin', content: EICAR }]),
      'report.docx',
    ],
  ])('are never given out when malware is in them: EICAR %s', async (_, content, name) => {
    const { item, file } = await attach(content, name);
    expect(await screened(item)).toEqual({ ...file, screening: 'infected' });
    expectProblem(await cast.learner.get(path(item, file)), 422, 'FILE_INFECTED');
    expectProblem(await cast.learner.get(path(item, file)).set('range', 'bytes=0-9'), 422, 'FILE_INFECTED');
    const sha256 = createHash('sha256').update(content).digest('hex');
    await expect(test.app.get(FileStore).stat(sha256)).rejects.toMatchObject({ code: 'FILE_MISSING' });

    const refused = await submit(item);
    expectProblem(refused, 422, 'SUBMISSION_INCOMPLETE');
    expect(faultyPaths(refused)).toEqual(['files[0]']);
    const { body } = await cast.manager.get(`/api/registrations/${cast.registrationId}/audit?limit=200`).expect(200);
    const events = (body as { items: { type: string; facts: { fileId?: string } }[] }).items;
    expect(
      events.filter(({ type, facts }) => type === 'evidence.file_infected' && facts.fileId === file.id),
    ).toHaveLength(1);
    await cast.learner.delete(path(item, file)).expect(204);
  });

  it('keep a whole package of another centre out when malware is in one of them', async () => {
    const own = await anotherLearner(test.app, cast, 'Moving In');
    const item = await draft(own.learner, PRODUCT);
    const thread = sampleFile('email-thread-c-002.eml');
    await own.learner.upload(`/api/evidence/${item.id}/files`, thread, 'thread.eml').expect(201);
    await own.learner.put(`/api/evidence/${item.id}/claims`, claimsOn(own.registrationId, ['2.6'])).expect(200);
    expect((await screened(item, 20, own.learner))?.screening).toBe('clean');
    const payload = await payloadOf((await packed(own.manager, own.registrationId)).zip);
    const [product] = documentOf<{ files: { path: string; size: number; sha256: string }[] }[]>(
      payload,
      'evidence.json',
    );
    const [mail] = product?.files ?? [];
    const content = Buffer.from(`Subject: news\r\nFrom: a@b.test\r\n\r\n${EICAR}`);
    payload.set(mail!.path, content);
    Object.assign(mail!, { size: content.length, sha256: createHash('sha256').update(content).digest('hex') });
    payload.set('evidence.json', Buffer.from(JSON.stringify([product])));
    const { id } = await previewed(own.manager, await zipOf(payload));
    const before = await own.learner.get('/api/evidence').expect(200);
    const acceptance = { registrationId: own.registrationId };
    expectProblem(await own.manager.post(`/api/portfolio-imports/${id}/acceptance`, acceptance), 422, 'FILE_INFECTED');
    expect((await own.learner.get('/api/evidence').expect(200)).body).toEqual(before.body);
    await expect(test.app.get(FileStore).stat(mail!.sha256)).rejects.toMatchObject({ code: 'FILE_MISSING' });
  });

  it('are condemned together when they are the same, also when the bytes are gone already', async () => {
    const content = Buffer.from(`${EICAR} twice`);
    await clamd.stop();
    const first = await attach(content, 'first.txt');
    const second = await attach(content, 'second.txt');
    await clamd.start();
    expect((await screened(first.item, 60))?.screening).toBe('infected');
    expect((await screened(second.item, 60))?.screening).toBe('infected');

    await clamd.stop();
    const third = await attach(content, 'third.txt');
    await test.app.get(FileStore).remove(third.file.sha256);
    expect((await screened(third.item, 60))?.screening).toBe('infected');
  });

  it('come under them also when they came in pieces', async () => {
    const item = await draft(cast.learner, PRODUCT);
    const visitor = TusVisitor.of(test.app, cast.learner);
    const upload = await visitor.begun(item.id, 'pieces.txt', EICAR.length);
    await visitor.piece(upload, 0, Buffer.from(EICAR.slice(0, 30)));
    expect((await visitor.piece(upload, 30, Buffer.from(EICAR.slice(30)))).status).toBe(204);
    expect((await screened(item))?.screening).toBe('infected');
  });

  it('wait while there is no scanner, and are let out when it is back', async () => {
    await clamd.stop();
    const { item, file } = await attach(Buffer.from('words that nobody has screened'), 'words.txt');
    // Longer than all tries of one job take.
    for (let look = 0; look < 10; look += 1) {
      await wait(500);
      expectProblem(await cast.learner.get(path(item, file)), 409, 'FILE_IN_QUARANTINE');
    }
    expectProblem(await cast.assessor.get(path(item, file)).set('range', 'bytes=0-3'), 409, 'FILE_IN_QUARANTINE');
    expect((await cast.learner.head(path(item, file))).status).toBe(409);
    const refused = await submit(item);
    expectProblem(refused, 422, 'SUBMISSION_INCOMPLETE');
    expect(faultyPaths(refused)).toEqual(['files[0]']);
    expectProblem(await cast.learner.get('/readyz'), 503, 'UNAVAILABLE');
    await cast.learner.get('/livez').expect(200);

    await clamd.start();
    await cast.learner.get('/readyz').expect(200);
    expect((await screened(item, 60))?.screening).toBe('clean');
    await cast.learner.get(path(item, file)).expect(200);
  });

  it.each([
    ['takes', STREAM_LIMIT_MB + 0.5],
    ['reads', READ_LIMIT_MB + 0.5],
  ])('wait when they are longer than the scanner %s', async (_, megabytes) => {
    const long = Buffer.from(
      randomBytes(megabytes * 1024 ** 2)
        .toString('base64')
        .slice(0, megabytes * 1024 ** 2),
    );
    const { item, file } = await attach(long, 'long.txt');
    expect((await screened(item, 2))?.screening).toBe('waiting');
    expectProblem(await cast.learner.get(path(item, file)), 409, 'FILE_IN_QUARANTINE');
  });
});
