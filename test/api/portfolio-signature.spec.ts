import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import supertest from 'supertest';
import { FoundCentre } from '../../src/modules/identity/found-centre.js';
import type { PortfolioExportView } from '../../src/modules/portfolio/portfolio.dto.js';
import { describeWith, readWith } from '../portfolio/pdf-tools.js';
import { buildApp, freshEnv, MANAGER, type TestApp } from '../support/build-app.js';
import { type Cast, castOf } from '../support/people.js';
import { makeReady, release } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';
import { SigningAuthority } from '../support/signing-authority.js';

const DEADLINE_MS = 20_000;

describeWith(['openssl', 'pdfsig'])('signing a released portfolio with a time-stamp', () => {
  const authority = new SigningAuthority();
  let place: Awaited<ReturnType<typeof freshEnv>>;
  let test: TestApp;
  let cast: Cast;

  beforeAll(async () => {
    place = await freshEnv();
    const env = { ...place.env, tsaUrl: await authority.startTimeStamping() };
    test = await buildApp({ env, clock: storyClock() });
    await test.app.get(FoundCentre).run({ centre: { name: 'Harbourside', number: '54321' }, manager: MANAGER });
    cast = await castOf(test.app);
    await makeReady(cast);
  });
  afterAll(async () => {
    await test.close();
    await place.dispose();
    await authority.dispose();
  });

  async function ended(): Promise<PortfolioExportView> {
    const orders = `/api/registrations/${cast.registrationId}/portfolio-exports`;
    const { id } = (await cast.learner.post(orders, { kind: 'signed_off' }).expect(202)).body as PortfolioExportView;
    for (const until = performance.now() + DEADLINE_MS; ;) {
      const view = (await cast.learner.get(`/api/portfolio-exports/${id}`).expect(200)).body as PortfolioExportView;
      if (view.status === 'ready' || view.status === 'failed') return view;
      if (performance.now() > until) throw new Error(`the export is still ${view.status}`);
      await setTimeout(50);
    }
  }

  it('says why it waits and fails while the authority is closed, and hands out nothing that is signed less', async () => {
    authority.isOpen = false;
    await release(cast);
    const view = await ended();
    expect(view).toMatchObject({
      status: 'failed',
      sha256: null,
      failure: 'The time-stamping authority answered with status 503.',
    });
    const visitor = supertest(test.app.getHttpServer());
    await visitor.get(`/api/verifications/${view.verificationCode}`).expect(404);
    await visitor.get(`/api/verifications/${view.verificationCode}/certificate`).expect(404);
  });

  it('is done once the authority is open again and somebody asks', async () => {
    authority.isOpen = true;
    const view = await ended();
    expect(view).toMatchObject({ status: 'ready', failure: null });
    const { body } = await cast.learner
      .get(`/api/portfolio-exports/${view.id}/file`)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      });
    const words = readWith('pdfsig', body as Buffer, ['-nocert']);
    expect(words).toContain('Signature is Valid.');
    expect(words).toContain('- Total document signed');
  });
});
