import { createHash, X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import supertest, { type Response } from 'supertest';
import type { PortfolioExportView, VerificationView } from '../../src/modules/portfolio/portfolio.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { addPerson, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { makeReady, release } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';

const DEADLINE_MS = 20_000;

describe('the portfolio', () => {
  let test: TestApp;
  let cast: Cast;
  const visitor = () => supertest(test.app.getHttpServer());
  const order = (kind: string, by: Person = cast.learner, registrationId = cast.registrationId) =>
    by.post(`/api/registrations/${registrationId}/portfolio-exports`, { kind });

  async function finished(ordered: Response, by: Person = cast.learner): Promise<PortfolioExportView> {
    expect(ordered.status).toBe(202);
    const { id } = ordered.body as PortfolioExportView;
    const until = performance.now() + DEADLINE_MS;
    for (;;) {
      const { body } = await by.get(`/api/portfolio-exports/${id}`).expect(200);
      const view = body as PortfolioExportView;
      if (view.status === 'ready' || view.status === 'failed') return view;
      if (performance.now() > until) throw new Error(`the export is still ${view.status}`);
      await setTimeout(50);
    }
  }

  async function pdfOf(view: PortfolioExportView, headers: Record<string, string> = {}) {
    return cast.learner
      .get(`/api/portfolio-exports/${view.id}/file`)
      .set(headers)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      });
  }

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  it('can be had as a draft at any time, with pages counted and the right hash', async () => {
    const ordered = await order('draft');
    expect(ordered.headers.location).toBe(`/api/portfolio-exports/${(ordered.body as PortfolioExportView).id}`);
    const view = await finished(ordered);
    expect(view).toMatchObject({ kind: 'draft', status: 'ready', failure: null, verificationCode: null });
    expect(view.progress.total).toBeGreaterThan(0);
    expect(view.progress.done).toBe(view.progress.total);
    const download = await pdfOf(view);
    const pdf = download.body as Buffer;
    expect(download.type).toBe('application/pdf');
    expect(download.headers['content-disposition']).toMatch(/^attachment/);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(view.sha256);
    const part = await pdfOf(view, { range: 'bytes=10-19' });
    expect(part.status).toBe(206);
    expect((part.body as Buffer).equals(pdf.subarray(10, 20))).toBe(true);
  });

  it('is not to be had as signed off before the unit is released', async () => {
    expectProblem(await order('signed_off'), 409, 'NOT_RELEASED');
    expectProblem(await order('final'), 400, 'VALIDATION_FAILED');
  });

  it('is for the people of the registration: a stranger finds neither order nor file', async () => {
    const stranger = await addPerson(cast.manager, test.app, 'Una Quill', ['assessor', 'iqa']);
    const { body } = await order('draft', cast.iqa).expect(202);
    const { id } = body as PortfolioExportView;
    expectProblem(await stranger.get(`/api/portfolio-exports/${id}`), 404, 'NOT_FOUND');
    expectProblem(await stranger.get(`/api/portfolio-exports/${id}/file`), 404, 'NOT_FOUND');
    expectProblem(await order('draft', stranger), 404, 'NOT_FOUND');
  });

  describe('of a released unit', () => {
    let view: PortfolioExportView;
    let pdf: Buffer;
    const code = () => view.verificationCode ?? '';
    const verifyFile = (content: Buffer) =>
      visitor().post('/api/verifications').attach('file', content, 'portfolio.pdf');

    beforeAll(async () => {
      await makeReady(cast);
      await release(cast);
      view = await finished(await order('signed_off'));
      pdf = (await pdfOf(view)).body as Buffer;
    });

    it('is signed off, with a code that nobody mistypes', () => {
      expect(view).toMatchObject({ kind: 'signed_off', status: 'ready' });
      expect(code()).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    });

    it('is signed with the key of the centre, whose certificate anybody may have', async () => {
      const { text, type } = await visitor().get(`/api/verifications/${code()}/certificate`).buffer(true).expect(200);
      expect(type).toBe('application/x-pem-file');
      const certificate = new X509Certificate(text);
      expect(certificate.subject).toBe('CN=Harbourside Training Centre');
      const kept = readFileSync(
        join(
          test.env.dataDir,
          'keys',
          readdirSync(join(test.env.dataDir, 'keys')).find((name) => name.startsWith('signing-'))!,
        ),
      );
      expect(kept.toString()).toContain(text);
      expectProblem(await visitor().get('/api/verifications/AAAA-BBBB-CCCC-DDDD/certificate'), 404, 'NOT_FOUND');
    });

    it('is the same document for whoever asks again', async () => {
      const again = await finished(await order('signed_off', cast.iqa), cast.iqa);
      expect(again).toMatchObject({ id: view.id, sha256: view.sha256, verificationCode: view.verificationCode });
    });

    it('belongs to its release: nobody calls it off', async () => {
      expectProblem(await cast.manager.post(`/api/portfolio-exports/${view.id}/cancellation`), 409, 'STATE_CONFLICT');
      expect(view.expiresAt).toBeNull();
    });

    it('is known to the public by its code, in either case, with no more of the person than initials', async () => {
      const { body } = await visitor().get(`/api/verifications/${code().toLowerCase()}`).expect(200);
      expect(body).toEqual({
        verificationCode: code(),
        status: 'valid',
        unitTitle: 'Unit 40: Resolve Customers’ Complaints',
        unitReference: 'R/506/2151',
        centre: 'Harbourside Training Centre',
        learnerInitials: 'MO',
        releasedAt: expect.stringMatching(/^2026-06-01T/),
        sha256: view.sha256,
      });
      expect(JSON.stringify(body)).not.toMatch(/Maya|Okafor|Price|Shaw/);
      expectProblem(await visitor().get('/api/verifications/AAAA-BBBB-CCCC-DDDD'), 404, 'NOT_FOUND');
    });

    it('is known by its very bytes, and not with one of them changed', async () => {
      const genuine = await verifyFile(pdf).expect(200);
      expect(genuine.body).toMatchObject({ recognised: true, intact: true, status: 'valid' });
      expect((genuine.body as { portfolio: VerificationView }).portfolio.verificationCode).toBe(code());
      const forged = Buffer.from(pdf);
      forged[forged.length - 20] = (forged[forged.length - 20] ?? 0) ^ 1;
      const altered = await verifyFile(forged).expect(200);
      expect(altered.body).toMatchObject({ recognised: true, intact: false, status: 'altered' });
      expect((altered.body as { portfolio: VerificationView }).portfolio).toMatchObject({
        status: 'valid',
        sha256: view.sha256,
      });
      const stranger = await verifyFile(
        Buffer.from('%PDF-1.7 of somebody else, verification code AAAA-BBBB-CCCC-DDDD'),
      );
      expect(stranger.body).toEqual({ recognised: false, intact: false, status: 'unknown', portfolio: null });
      expectProblem(await visitor().post('/api/verifications').send({}), 415);
      const cut = visitor().post('/api/verifications').set('content-type', 'multipart/form-data; boundary=b');
      const start = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7';
      expectProblem(await cut.send(start), 400, 'MALFORMED_REQUEST');
    });

    it('says that it no longer stands once the unit is re-opened, and the next release is another document', async () => {
      await cast.iqa.post(`/api/registrations/${cast.registrationId}/reopening`, { reason: 'Appeal' }).expect(200);
      expectProblem(await order('signed_off'), 409, 'NOT_RELEASED');
      expect((await visitor().get(`/api/verifications/${code()}`).expect(200)).body).toMatchObject({
        status: 'reopened',
      });
      await release(cast);
      const next = await finished(await order('signed_off'));
      expect(next.id).not.toBe(view.id);
      expect(next.verificationCode).not.toBe(view.verificationCode);
      expect((await visitor().get(`/api/verifications/${code()}`).expect(200)).body).toMatchObject({
        status: 'superseded',
      });
      expect((await verifyFile(pdf).expect(200)).body).toMatchObject({ intact: true, status: 'superseded' });
      expect((await visitor().get(`/api/verifications/${next.verificationCode}`).expect(200)).body).toMatchObject({
        status: 'valid',
      });
    });
  });
});
