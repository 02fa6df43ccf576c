import { describe, expect, it, jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson } from '../../src/domain/kernel/canonical-json.js';
import { AnchorHeads } from '../../src/modules/audit/anchor-heads.js';
import { AuditTrail } from '../../src/modules/audit/audit-trail.js';
import { sealOf } from '../../src/modules/audit/event-seal.js';
import { AuditEventRecord } from '../../src/modules/audit/audit-event.record.js';
import { AuditHeadRecord } from '../../src/modules/audit/audit-head.record.js';
import { VerifyTrail } from '../../src/modules/audit/verify-trail.js';
import type { Env } from '../../src/platform/config/env.js';
import { openDataSources } from '../../src/platform/database/data-sources.js';
import { newId } from '../../src/platform/database/new-id.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { AuditKey } from '../../src/platform/secrets/audit-key.js';
import { SCHEMA } from '../../src/schema.js';
import { SealAuditTrail1795428000000 } from '../../migrations/1795428000000-seal-audit-trail.js';
import { close, type Engine, reachableEngines } from '../database/engines.js';
import { buildApp } from '../support/build-app.js';
import { openTheTrail } from '../support/database-owner.js';

jest.setTimeout(60_000);

const OLD_EVENTS = 5;

/** A trail as the version before wrote it: plain hashes, and no column for a key. */
async function writeOldTrail(env: Env, centreId: string): Promise<void> {
  const all = Object.values(SCHEMA.migrations);
  const earlier = all.slice(0, all.indexOf(SealAuditTrail1795428000000));
  const sources = await openDataSources(env, { records: [], migrations: earlier });
  let previousSha256 = '0'.repeat(64);
  for (let sequence = 1; sequence <= OLD_EVENTS; sequence += 1) {
    const event = {
      ...{
        id: newId(),
        centreId,
        sequence,
        type: 'evidence.created',
        at: '2026-11-01T09:00:00.000Z',
        actorId: newId(),
      },
      ...{ registrationId: null, learnerId: newId(), evidenceId: newId(), facts: { ref: `E${sequence}` } },
      previousSha256,
    };
    const sha256 = createHash('sha256').update(canonicalJson(event)).digest('hex');
    await sources.writer.sql`
      INSERT INTO audit_events (id, "centreId", sequence, type, at, "actorId", "registrationId", "learnerId", "evidenceId",
        facts, "previousSha256", sha256)
      VALUES (${event.id}, ${centreId}, ${sequence}, ${event.type}, ${event.at}, ${event.actorId}, ${null},
        ${event.learnerId}, ${event.evidenceId}, ${JSON.stringify(event.facts)}, ${previousSha256}, ${sha256})`;
    previousSha256 = sha256;
  }
  await sources.writer
    .sql`INSERT INTO audit_heads (id, sequence, sha256) VALUES (${centreId}, ${OLD_EVENTS}, ${previousSha256})`;
  await close(sources);
}

describe.each(await reachableEngines())('A trail from before there was a key, on $name', (engine: Engine) => {
  it('is vouched for once, goes on under seals, and never goes back', async () => {
    const place = await engine.prepare();
    const dataDir = await mkdtemp(join(tmpdir(), 'verifolio-upgrade-'));
    const env = { ...place.env, dataDir };
    const centreId = newId();
    try {
      await writeOldTrail(env, centreId);
      const test = await buildApp({ env });
      const unitOfWork = test.app.get(UnitOfWork);
      const key = test.app.get(AuditKey);
      const finding = () => test.app.get(VerifyTrail).run(centreId);
      const happen = () =>
        unitOfWork.run(() => test.app.get(AuditTrail).record({ centreId, userId: null }, 'session.started', {}));

      // Nobody has said yet that plain hashes may be believed.
      expect((await finding()).fault).toEqual({ kind: 'unsealed', sequence: 1 });
      await test.app.get(AnchorHeads).run('start');
      const sealing = { sequence: OLD_EVENTS, reason: 'sealing' };
      expect(await finding()).toMatchObject({ events: OLD_EVENTS, fault: null, lastAnchor: sealing });

      await happen();
      await happen();
      await test.app.get(AnchorHeads).run('start');
      const events = OLD_EVENTS + 2;
      expect(await finding()).toMatchObject({ events, fault: null, lastAnchor: { sequence: events, reason: 'start' } });

      // An attacker takes the last event back to a plain hash, which anybody can compute.
      await unitOfWork.run(async () => {
        await openTheTrail(unitOfWork);
        const { sha256: _, ...last } = await unitOfWork.reader.findOneByOrFail(AuditEventRecord, {
          centreId,
          sequence: events,
        });
        const told = { ...last, facts: { invented: true }, keyId: null };
        const sha256 = sealOf(told, key);
        await unitOfWork.update(AuditEventRecord, { id: last.id }, { ...told, sha256 });
        await unitOfWork.update(AuditHeadRecord, { id: centreId }, { sha256, keyId: null });
      });
      expect((await finding()).fault).toEqual({ kind: 'unsealed', sequence: events });
      await test.close();
    } finally {
      await rm(dataDir, { recursive: true });
      await place.dispose();
    }
  });
});
