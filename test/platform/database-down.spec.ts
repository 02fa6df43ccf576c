import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FoundCentre } from '../../src/modules/identity/found-centre.js';
import { toDomainError } from '../../src/platform/database/database-errors.js';
import { QueryFailedError } from 'typeorm';
import { reachableEngines } from '../database/engines.js';
import { buildApp, MANAGER, type TestApp } from '../support/build-app.js';
import { PRODUCT } from '../support/evidence.js';
import { type Person, signIn } from '../support/people.js';
import { expectProblem } from '../support/problem.js';

jest.setTimeout(60_000);

/** Stands between the product and its database, and can be cut. */
class Cable {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  constructor(target: { host: string; port: number }) {
    this.server = createServer((near) => {
      const far = connect(target.port, target.host);
      near.pipe(far).pipe(near);
      for (const socket of [near, far]) {
        this.sockets.add(socket);
        socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
      }
    });
  }

  async plugIn(port = 0): Promise<number> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  cut(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }
}

const postgres = (await reachableEngines()).find(({ name }) => name === 'PostgreSQL');

(postgres ? describe : describe.skip)('with the way to PostgreSQL cut', () => {
  let test: TestApp;
  let cable: Cable;
  let port: number;
  let manager: Person;
  let dispose: () => Promise<void>;

  beforeAll(async () => {
    const place = await postgres?.prepare();
    if (!place) throw new Error('no PostgreSQL');
    const url = new URL(place.env.databaseUrl ?? '');
    cable = new Cable({ host: url.hostname, port: Number(url.port || '5432') });
    port = await cable.plugIn();
    url.hostname = '127.0.0.1';
    url.port = String(port);
    const dataDir = await mkdtemp(join(tmpdir(), 'verifolio-cut-'));
    dispose = async () => {
      await place.dispose();
      await rm(dataDir, { recursive: true });
    };
    test = await buildApp({ env: { ...place.env, dataDir, databaseUrl: url.toString() } });
    await test.app.get(FoundCentre).run({ centre: { name: 'Harbourside', number: null }, manager: MANAGER });
    manager = await signIn(test.app, MANAGER.email);
  });
  afterAll(async () => {
    await test.close();
    cable.cut();
    await dispose();
  });

  it('readers and writers are told to come back, and nobody that nothing was changed', async () => {
    cable.cut();
    const answers = [
      await manager.get('/api/me'),
      await manager.get('/api/me'),
      await manager.post('/api/evidence', PRODUCT),
    ];
    await cable.plugIn(port);
    for (const answer of answers) {
      expectProblem(answer, 503, 'UNAVAILABLE');
      expect(answer.text).not.toMatch(/nothing was changed/i);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    await manager.get('/api/me').expect(200);
  });
});

describe('a failure of the database', () => {
  const failed = (code: string) => new QueryFailedError('COMMIT', [], Object.assign(new Error('lost'), { code }));

  it.each(['57P01', '57P03', '08006', 'SQLITE_IOERR_WRITE', 'SQLITE_READONLY', 'SQLITE_CANTOPEN'])(
    'with the code %s is one of reaching it, which leaves open what became of a change',
    (code) => {
      expect(toDomainError(failed(code))).toMatchObject({
        code: 'UNAVAILABLE',
        message: expect.stringMatching(/not certain.*Idempotency-Key/),
      });
    },
  );

  it.each(['42601', 'SQLITE_CORRUPT', ''])('with the code “%s” is one of ours, and stays a 500', (code) => {
    const error = failed(code);
    expect(toDomainError(error)).toBe(error);
  });
});
