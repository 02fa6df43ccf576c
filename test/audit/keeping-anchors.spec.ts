import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { AnchorHeads } from '../../src/modules/audit/anchor-heads.js';
import { AuditReader } from '../../src/modules/audit/audit.reader.js';
import { AuditTrail } from '../../src/modules/audit/audit-trail.js';
import { trailInWords } from '../../src/modules/audit/trail-words.js';
import { VerifyTrail } from '../../src/modules/audit/verify-trail.js';
import { WatchTrail } from '../../src/modules/audit/watch-trail.js';
import { OperatorError } from '../../src/platform/config/env.js';
import { newId } from '../../src/platform/database/new-id.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { AuditKey } from '../../src/platform/secrets/audit-key.js';
import { FixedClock } from '../../src/platform/time/clock.js';
import { anchorPath, anchorsOf, eventually } from '../support/anchors.js';
import { buildApp, freshEnv, type TestApp } from '../support/build-app.js';

/** Only intervals are the test's: the database and the jobs go on by themselves. */
const EVERYTHING_ELSE = [
  ...(['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask'] as const),
  ...(['setImmediate', 'clearImmediate', 'setTimeout', 'clearTimeout'] as const),
];

describe('the anchors of a server', () => {
  let place: Awaited<ReturnType<typeof freshEnv>>;
  let clock: FixedClock;
  let test: TestApp;
  let centreId: string;

  beforeEach(async () => {
    place = await freshEnv();
    clock = new FixedClock('2026-11-22T09:30:00.000Z');
    test = await buildApp({ env: place.env, clock });
    centreId = newId();
  });
  afterEach(async () => {
    await test.close();
    await place.dispose();
  });

  const happen = ({ app } = test): Promise<void> =>
    app.get(UnitOfWork).run(() => app.get(AuditTrail).record({ centreId, userId: null }, 'session.started', {}));
  const anchors = async (): Promise<string[]> =>
    (await anchorsOf(place.env, centreId)).map(
      ({ sequence, reason, at }) => `${sequence} ${reason} ${at.slice(0, 10)}`,
    );
  /** The first event, and the anchor that its job writes. */
  async function begin(): Promise<void> {
    await happen();
    await eventually(async () => ((await anchors()).length > 0 ? true : undefined));
  }
  const anchorDaily = () => test.app.get(AnchorHeads).run('daily');
  const finding = () => test.app.get(VerifyTrail).run(centreId);

  it('come once a day, where something happened', async () => {
    await begin();
    await happen();
    await anchorDaily();
    expect(await anchors()).toEqual(['1 founded 2026-11-22']);
    clock.moveTo('2026-11-23T00:05:00.000Z');
    await anchorDaily();
    await happen();
    await anchorDaily();
    expect(await anchors()).toEqual(['1 founded 2026-11-22', '2 daily 2026-11-23']);
    clock.moveTo('2026-11-24T00:05:00.000Z');
    await anchorDaily();
    clock.moveTo('2026-11-25T00:05:00.000Z');
    await anchorDaily();
    expect(await anchors()).toEqual(['1 founded 2026-11-22', '2 daily 2026-11-23', '3 daily 2026-11-24']);
    expect((await finding()).fault).toBeNull();
  });

  it('come daily by themselves while it runs', async () => {
    await begin();
    jest.useFakeTimers({ doNotFake: EVERYTHING_ELSE });
    try {
      await test.app.get(WatchTrail).run();
      await happen();
      clock.moveTo('2026-11-23T00:05:00.000Z');
      expect(await anchors()).toEqual(['1 founded 2026-11-22']);
      jest.advanceTimersByTime(15 * 60_000);
      await eventually(async () => ((await anchors()).length > 1 ? true : undefined));
      expect((await anchors())[1]).toBe('2 daily 2026-11-23');
    } finally {
      jest.useRealTimers();
    }
  });

  it('come with its orderly end, and after another end with the next start', async () => {
    await begin();
    await test.app.get(WatchTrail).run();
    await happen();
    await test.close();
    expect(await anchors()).toEqual(['1 founded 2026-11-22', '2 shutdown 2026-11-22']);

    test = await buildApp({ env: place.env, clock });
    // Nobody watches, so it ends without an anchor, as if it were killed.
    await happen();
    await test.close();
    expect((await anchors()).length).toBe(2);

    test = await buildApp({ env: place.env, clock });
    await test.app.get(WatchTrail).run();
    expect((await anchors()).slice(2)).toEqual(['3 start 2026-11-22']);
    expect((await finding()).fault).toBeNull();
  });

  it('are not written under another key, and neither are events', async () => {
    await begin();
    await happen();
    await test.close();
    test = await buildApp({ env: { ...place.env, auditKey: randomBytes(32) }, clock });
    await expect(test.app.get(WatchTrail).run()).rejects.toThrow(OperatorError);
    await test.app.get(AnchorHeads).run('start');
    await expect(happen()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect((await test.app.get(AuditReader).endOf(centreId)).sequence).toBe(2);
    expect(await anchors()).toEqual(['1 founded 2026-11-22']);
    expect((await finding()).fault).toMatchObject({ kind: 'other_key', sequence: 1 });
  });

  it('are not believed when somebody changed one', async () => {
    await begin();
    const path = anchorPath(place.env.dataDir, centreId);
    const [anchor = ''] = (await readFile(path, 'utf8')).split('\n');
    await writeFile(path, `${anchor}\n${anchor.replace('"sequence":1', '"sequence":7')}\n`);
    expect((await finding()).fault).toMatchObject({ kind: 'foreign_anchor', sequence: 7 });
    await writeFile(path, anchor.replace(centreId, newId()));
    expect((await finding()).fault).toMatchObject({ kind: 'foreign_anchor', sequence: 1 });
  });

  it('bear an interrupted line among them, which is named', async () => {
    await begin();
    const path = anchorPath(place.env.dataDir, centreId);
    await appendFile(path, (await readFile(path, 'utf8')).slice(0, 60));
    await happen();
    await test.app.get(AnchorHeads).run('start');
    const found = await finding();
    expect(found).toMatchObject({ fault: null, events: 2, unreadableAnchors: 1, lastAnchor: { sequence: 2 } });
    expect(trailInWords('Harbourside', found)).toBe(
      'Harbourside: 2 events, intact; last anchor: event 2 at 2026-11-22T09:30:00.000Z (start of the server), ' +
        '1 unreadable line among the anchors',
    );
  });

  it('are not written where the database chooses', async () => {
    const { app } = test;
    const climbing = { centreId: '../keys/audit-key', userId: null };
    app.useLogger(false);
    await app.get(UnitOfWork).run(() => app.get(AuditTrail).record(climbing, 'session.started', {}));
    await expect(app.get(AnchorHeads).run('start')).rejects.toThrow('no file name');
    expect((await AuditKey.open(place.env)).id).toBe(app.get(AuditKey).id);
  });
});
