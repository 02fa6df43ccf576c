import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import supertest from 'supertest';
import type { PortfolioExportView } from '../../src/modules/portfolio/portfolio.dto.js';
import { VerificationReader } from '../../src/modules/portfolio/verification.reader.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { castOf } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { makeReady, release } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';

jest.setTimeout(90_000);

const GIBIBYTE = 1024 ** 3;
const CHUNK = Buffer.alloc(64 * 1024 ** 2);

describe('the check of a portfolio', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
  });
  afterAll(() => test.close());

  it('finds a code however it was typed', async () => {
    const cast = await castOf(test.app);
    await makeReady(cast);
    await release(cast);
    const path = `/api/registrations/${cast.registrationId}/portfolio-exports`;
    let { body } = await cast.learner.post(path, { kind: 'signed_off' }).expect(202);
    while ((body as PortfolioExportView).status !== 'ready') {
      await wait(50);
      ({ body } = await cast.learner.get(`/api/portfolio-exports/${(body as PortfolioExportView).id}`).expect(200));
    }
    const code = (body as PortfolioExportView).verificationCode ?? '';
    const bare = code.replaceAll('-', '');
    for (const typed of [code, code.toLowerCase(), bare, bare.toLowerCase(), code.replaceAll('-', ' '), ` ${bare}`]) {
      const answer = await supertest(test.app.getHttpServer()).get(`/api/verifications/${encodeURIComponent(typed)}`);
      expect({ typed, status: answer.status }).toEqual({ typed, status: 200 });
    }
    const almost = await supertest(test.app.getHttpServer()).get(`/api/verifications/${bare.slice(1)}`);
    expectProblem(almost, 404, 'NOT_FOUND');
  });

  it('reads no more than two gibibytes of a file', async () => {
    let read = 0;
    const endless = Readable.from(
      (function* () {
        for (; read < 3 * GIBIBYTE; read += CHUNK.length) yield CHUNK;
      })(),
    );
    await expect(test.app.get(VerificationReader).ofFile(endless)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    expect(read).toBeLessThan(2.5 * GIBIBYTE);
  });
});
