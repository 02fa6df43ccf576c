import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AuditEventRecord } from '../../src/modules/audit/audit-event.record.js';
import { VerifyTrail } from '../../src/modules/audit/verify-trail.js';
import { PortfolioManifestRecord } from '../../src/modules/portfolio/portfolio-manifest.record.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { anchorsOf, eventually } from '../support/anchors.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { anotherLearner, type Cast, castOf } from '../support/people.js';
import { makeReady, release } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';

describe('signatures and the anchors of their trail', () => {
  let test: TestApp;
  let cast: Cast;
  let centreId: string;
  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
    const { body } = await cast.manager.get('/api/me').expect(200);
    centreId = (body as { centre: { id: string } }).centre.id;
  });
  afterAll(() => test.close());

  const eventsOfType = (type: string): Promise<AuditEventRecord[]> =>
    test.app.get(UnitOfWork).reader.find(AuditEventRecord, { where: { centreId, type }, order: { sequence: 'ASC' } });

  /** Resolves once every signature is anchored, with the anchors of signatures. */
  const signatureAnchors = () =>
    eventually(async () => {
      const signed = await eventsOfType('unit.signed');
      const anchors = (await anchorsOf(test.env, centreId)).filter(({ reason }) => reason === 'sign_off');
      const isEach = signed.every(({ sequence, sha256 }) =>
        anchors.some((anchor) => anchor.sequence === sequence && anchor.sha256 === sha256),
      );
      return isEach && signed.length > 0 ? anchors : undefined;
    });

  it('begin with the first event of a centre', async () => {
    const first = await eventually(async () => (await anchorsOf(test.env, centreId))[0]);
    const { sha256 } = await test.app
      .get(UnitOfWork)
      .reader.findOneByOrFail(AuditEventRecord, { centreId, sequence: 1 });
    expect(first).toMatchObject({ centreId, sequence: 1, sha256, reason: 'founded' });
  });

  it('are written for every signature, outside the database, and the trail agrees with them', async () => {
    const own = await anotherLearner(test.app, cast, 'Anna Anchored');
    await makeReady(own);
    await release(own);
    expect((await signatureAnchors()).length).toBe((await eventsOfType('unit.signed')).length);
    const finding = await test.app.get(VerifyTrail).run(centreId);
    expect(finding).toMatchObject({ fault: null, unreadableAnchors: 0, lastAnchor: { reason: 'sign_off' } });
  });

  it('stand in the portfolio that the release fixed', async () => {
    const signed = await eventsOfType('unit.signed');
    const [{ manifest }] = (await test.app.get(UnitOfWork).reader.find(PortfolioManifestRecord)) as [
      PortfolioManifestRecord,
    ];
    const { sequence, sha256 } = signed.at(-1)!;
    expect(manifest.control).toContainEqual({ label: 'Audit trail', value: `event ${sequence}, hash ${sha256}` });
  });

  it('take no signature with them when they cannot be written, and are made up for', async () => {
    test.app.useLogger(false);
    const own = await anotherLearner(test.app, cast, 'Olga Obstacle');
    await makeReady(own);
    await signatureAnchors();
    const folder = join(test.env.dataDir, 'anchors');
    await rename(folder, `${folder}-aside`);
    await writeFile(folder, 'no folder');
    const before = (await eventsOfType('unit.signed')).length;
    await own.learner.post(`/api/registrations/${own.registrationId}/sign-offs`, { stage: 'learner' }).expect(201);
    expect((await eventsOfType('unit.signed')).length).toBe(before + 1);
    await wait(300);
    await rm(folder);
    await rename(`${folder}-aside`, folder);
    expect((await signatureAnchors()).length).toBe(before + 1);
  });
});
