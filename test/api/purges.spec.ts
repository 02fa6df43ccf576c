import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PurgeFiles } from '../../src/modules/evidence/purge-files.job.js';
import type { EvidenceFileView } from '../../src/modules/evidence/evidence-file-view.dto.js';
import type { EvidenceView } from '../../src/modules/evidence/evidence-view.dto.js';
import { FileStore } from '../../src/platform/files/file-store.js';
import { photograph } from '../redaction/redaction-fixtures.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { accept, draft, evidenceNow, PRODUCT, submittedProduct } from '../support/evidence.js';
import { anotherLearner, type Cast, castOf } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { makeReady, release } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';

const DATA_PROTECTION = { reason: 'data_protection' };

describe('a withdrawal for data protection', () => {
  let test: TestApp;
  let cast: Cast;
  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  const isStored = (sha256: string): boolean =>
    existsSync(join(test.env.dataDir, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256));

  async function untilGone(sha256: string): Promise<void> {
    for (let tries = 0; tries < 200 && isStored(sha256); tries += 1) await wait(50);
    expect(isStored(sha256)).toBe(false);
  }

  async function itemWith(content: string): Promise<{ item: EvidenceView; file: EvidenceFileView }> {
    const item = await draft(cast.learner, PRODUCT);
    const answer = await cast.learner.upload(`/api/evidence/${item.id}/files`, Buffer.from(content), 'Ann Quimby.txt');
    return { item, file: answer.body as EvidenceFileView };
  }

  it('removes the bytes and keeps what is known about them', async () => {
    const { item, file } = await itemWith('Ann Quimby, 1 Harbour Lane');
    expect(isStored(file.sha256)).toBe(true);
    const answer = await cast.learner.post(`/api/evidence/${item.id}/withdrawal`, DATA_PROTECTION).expect(200);
    expect(answer.body).toMatchObject({ status: 'withdrawn' });
    expect((answer.body as EvidenceView).files).toEqual([
      { ...file, name: 'purged.txt', purgedAt: expect.stringMatching(/^\d{4}-.*Z$/) },
    ]);
    expectProblem(await cast.learner.get(`/api/evidence/${item.id}/files/${file.id}`), 404, 'FILE_PURGED');
    expectProblem(await cast.learner.get(`/api/evidence/${item.id}/files/${file.id}/view`), 404, 'FILE_PURGED');
    await untilGone(file.sha256);
    expectProblem(
      await cast.learner.post(`/api/evidence/${item.id}/withdrawal`, DATA_PROTECTION),
      409,
      'STATE_CONFLICT',
    );
  });

  it('leaves bytes that another item holds, until that one gives them up as well', async () => {
    const [one, other] = [await itemWith('the same words'), await itemWith('the same words')];
    await cast.learner.post(`/api/evidence/${one.item.id}/withdrawal`, DATA_PROTECTION).expect(200);
    await test.app.get(PurgeFiles).run([one.file.sha256]);
    await cast.assessor.get(`/api/evidence/${other.item.id}/files/${other.file.id}`).expect(200);
    await cast.learner.post(`/api/evidence/${other.item.id}/withdrawal`, DATA_PROTECTION).expect(200);
    await untilGone(one.file.sha256);
  });

  it('never takes what is brought again at the same time: an acknowledged file is there', async () => {
    const { item, file } = await itemWith('brought again and again');
    await cast.learner.post(`/api/evidence/${item.id}/withdrawal`, DATA_PROTECTION).expect(200);
    const next = await draft(cast.learner, PRODUCT);
    const content = Buffer.from('brought again and again');
    const purge = test.app.get(PurgeFiles);
    for (let round = 0; round < 15; round += 1) {
      const [answer] = await Promise.all([
        cast.learner.upload(`/api/evidence/${next.id}/files`, content, 'note.txt'),
        purge.run([file.sha256]),
        purge.run([file.sha256]),
      ]);
      expect([201, 503]).toContain(answer.status);
      if (answer.status === 503) continue;
      expect(isStored(file.sha256)).toBe(true);
      const { id } = answer.body as EvidenceFileView;
      await cast.learner.delete(`/api/evidence/${next.id}/files/${id}`).expect(204);
      await purge.run([file.sha256]);
      expect(isStored(file.sha256)).toBe(false);
    }
  });

  it('of accepted evidence is the assessor’s or the centre manager’s, and takes every version out', async () => {
    const id = await submittedProduct(cast, ['2.6']);
    await accept(cast, id, ['2.6']);
    const next = (await cast.learner.post(`/api/evidence/${id}/versions`).expect(201)).body as EvidenceView;
    expectProblem(await cast.learner.post(`/api/evidence/${next.id}/withdrawal`, DATA_PROTECTION), 403, 'NOT_ALLOWED');
    expectProblem(await cast.iqa.post(`/api/evidence/${next.id}/withdrawal`, DATA_PROTECTION), 403, 'NOT_ALLOWED');
    expectProblem(
      await cast.manager.post(`/api/evidence/${id}/withdrawal`, { reason: 'duplicate' }),
      403,
      'NOT_ALLOWED',
    );
    await cast.manager.post(`/api/evidence/${id}/withdrawal`, DATA_PROTECTION).expect(200);
    for (const version of [id, next.id]) {
      const now = await evidenceNow(cast.assessor, version);
      expect([now.status, now.files.map(({ name }) => name)]).toEqual(['withdrawn', ['purged.eml']]);
    }
    await untilGone(next.files[0]!.sha256);
  });

  it('is possible on held evidence and on what was withdrawn for another reason', async () => {
    const held = await submittedProduct(cast, ['2.6']);
    await cast.assessor.post(`/api/evidence/${held}/hold`, { reason: 'A name is left in it.' }).expect(200);
    await cast.assessor.post(`/api/evidence/${held}/withdrawal`, DATA_PROTECTION).expect(200);
    const { item, file } = await itemWith('handed in twice');
    await cast.learner.post(`/api/evidence/${item.id}/withdrawal`, { reason: 'duplicate' }).expect(200);
    await cast.assessor.post(`/api/evidence/${item.id}/withdrawal`, DATA_PROTECTION).expect(200);
    await untilGone(file.sha256);
    await expect(test.app.get(FileStore).stat(file.sha256)).rejects.toMatchObject({ code: 'FILE_MISSING' });
  });

  it('waits for a reopening where a released unit counts the evidence', async () => {
    const own = await anotherLearner(test.app, cast, 'Released Learner');
    const { observation } = await makeReady(own);
    await release(own);
    const withdrawal = () => own.assessor.post(`/api/evidence/${observation}/withdrawal`, DATA_PROTECTION);
    expectProblem(await withdrawal(), 409, 'STATE_CONFLICT');
    await own.iqa.post(`/api/registrations/${own.registrationId}/reopening`, { reason: 'A name is left.' }).expect(200);
    await withdrawal().expect(200);
  });

  it('does not stop a portfolio that was ordered before from being drawn', async () => {
    const item = await draft(cast.learner, { ...PRODUCT, redaction: 'done' });
    await cast.learner.upload(`/api/evidence/${item.id}/files`, await photograph(), 'photo.jpg').expect(201);
    const order = await cast.manager.post(`/api/registrations/${cast.registrationId}/portfolio-exports`, {
      kind: 'draft',
    });
    await cast.learner.post(`/api/evidence/${item.id}/withdrawal`, DATA_PROTECTION).expect(200);
    const path = `/api/portfolio-exports/${(order.body as { id: string }).id}`;
    let status = 'queued';
    for (let tries = 0; tries < 200 && !['ready', 'failed'].includes(status); tries += 1) {
      await wait(100);
      status = ((await cast.manager.get(path).expect(200)).body as { status: string }).status;
    }
    expect(status).toBe('ready');
  });
});
