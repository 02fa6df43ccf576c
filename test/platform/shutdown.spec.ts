import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { AppModule } from '../../src/app.module.js';
import { httpAdapter, prepare } from '../../src/bootstrap.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { JobQueue } from '../../src/platform/jobs/job-queue.js';
import { buildApp, freshEnv } from '../support/build-app.js';
import { draft, PRODUCT } from '../support/evidence.js';
import { castOf } from '../support/people.js';

/** R15. */
const SHUTDOWN_LIMIT_MS = 12_000;

const portOf = (app: NestFastifyApplication): number => (app.getHttpServer().address() as { port: number }).port;

async function connected(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

async function isRefused(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const outcome = await Promise.race([
    once(socket, 'connect').then(() => false),
    new Promise<boolean>((resolve) => socket.once('error', () => resolve(true))),
  ]);
  socket.destroy();
  return outcome;
}

describe('a server that is told to end', () => {
  it('ends although the client of an upload has stalled', async () => {
    const test = await buildApp();
    const { app } = test;
    const cast = await castOf(app);
    const { id } = await draft(cast.learner, PRODUCT);
    const upload = await connected(portOf(app));
    upload.write(
      `POST /api/evidence/${id}/files HTTP/1.1\r\nhost: here\r\nauthorization: Bearer ${cast.learner.token}\r\n` +
        'content-type: multipart/form-data; boundary=b\r\ncontent-length: 100000\r\n\r\n' +
        '--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nwor',
    );
    await wait(300);
    const startedAt = performance.now();
    await test.close();
    expect(performance.now() - startedAt).toBeLessThan(SHUTDOWN_LIMIT_MS);
  });

  it('lets nobody in while its jobs are stopping, and answers what it had accepted', async () => {
    const { env, dispose } = await freshEnv();
    const module = await Test.createTestingModule({ imports: [AppModule.with(env)] }).compile();
    const app = module.createNestApplication<NestFastifyApplication>(httpAdapter(), { logger: ['fatal'] });
    await prepare(app);
    const queue = app.get(JobQueue);
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    queue.handle('test.slow', {
      run: async () => {
        begin();
        await wait(2_000);
      },
      giveUp: () => Promise.resolve(),
    });
    await queue.start();
    await app.get(UnitOfWork).run(() => queue.enqueue('test.slow', {}));
    await begun;
    await app.listen(0, '127.0.0.1');
    const port = portOf(app);
    const halfSent = await connected(port);
    halfSent.write('GET /livez HTTP/1.1\r\nhost: here\r\n');
    const keptAlive = await connected(port);
    keptAlive.write('GET /livez HTTP/1.1\r\nhost: here\r\n\r\n');
    await once(keptAlive, 'data');

    const closing = app.close();
    await wait(300);
    expect(await isRefused(port)).toBe(true);
    expect(keptAlive.closed || keptAlive.readableEnded).toBe(true);
    halfSent.write('\r\n');
    const [answer] = (await once(halfSent, 'data')) as [Buffer];
    // Its headers were not complete in time: it is told so in words, and its connection ends.
    expect(answer.toString()).toMatch(/^HTTP\/1.1 503 [^]*connection: close/i);
    await closing;
    await dispose();
  });

  it('gives silent connections up, but puts no limit on the whole of an upload', async () => {
    const test = await buildApp();
    const server = test.app.getHttpServer() as { timeout: number; requestTimeout: number; headersTimeout: number };
    expect(server.timeout).toBeGreaterThan(15_000);
    expect(server.timeout).toBeLessThanOrEqual(120_000);
    expect(server.requestTimeout).toBe(0);
    expect(server.headersTimeout).toBeGreaterThan(0);
    await test.close();
  });
});
