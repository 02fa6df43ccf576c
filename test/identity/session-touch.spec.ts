import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { SessionRecord } from '../../src/modules/identity/session.record.js';
import { tokenHash } from '../../src/platform/secrets/token-hash.js';
import { DATA_SOURCES } from '../../src/platform/database/database.module.js';
import type { DataSources } from '../../src/platform/database/data-sources.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { FixedClock } from '../../src/platform/time/clock.js';
import { buildApp, MANAGER, type TestApp } from '../support/build-app.js';
import { signIn } from '../support/people.js';
import { expectProblem } from '../support/problem.js';

const clock = new FixedClock('2026-06-01T09:00:00.000Z');

describe('prolonging a session', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await buildApp({ clock });
  });
  afterAll(() => test.close());

  const later = (minutes: number): void => clock.moveTo(new Date(clock.nowMs() + minutes * 60_000).toISOString());
  const lastSeen = async (token: string): Promise<string | undefined> => {
    const row = await test.app.get(UnitOfWork).reader.findOneBy(SessionRecord, { tokenSha256: tokenHash(token) });
    return row?.lastSeenAt;
  };

  it('is not waited for: people read while somebody else writes for long, and the moment is kept afterwards', async () => {
    const person = await signIn(test.app, MANAGER.email);
    later(2);
    let finish: () => void = () => undefined;
    const long = test.app.get(UnitOfWork).run(() => new Promise<void>((resolve) => (finish = resolve)));
    const startedAt = performance.now();
    await person.get('/api/me').expect(200);
    await person.get('/api/me').expect(200);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    finish();
    await long;
    for (let tries = 0; tries < 50 && (await lastSeen(person.token)) !== clock.now(); tries += 1) await wait(20);
    expect(await lastSeen(person.token)).toBe(clock.now());
  });

  // The switch is SQLite's; how the product fares without PostgreSQL is test/platform/database-down.spec.ts.
  const onSqlite = process.env.TEST_DATABASE_URL === undefined ? it : it.skip;
  onSqlite('that fails, on a database that cannot write, refuses no reader', async () => {
    const person = await signIn(test.app, MANAGER.email);
    later(2);
    const { writer } = test.app.get<DataSources>(DATA_SOURCES);
    const readOnly = (isOn: boolean) => writer.query(`PRAGMA query_only = ${isOn ? 1 : 0}`);
    await readOnly(true);
    try {
      await person.get('/api/me').expect(200);
      const refused = await person.post('/api/users', { email: 'x@demo.test', name: 'Xenia', roles: ['learner'] });
      expectProblem(refused, 503, 'UNAVAILABLE');
      expect(refused.text).not.toMatch(/nothing was changed/i);
    } finally {
      await readOnly(false);
    }
    await person.get('/api/me').expect(200);
  });
});
