import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MoreThan, MoreThanOrEqual } from 'typeorm';
import { AnchorStore } from '../../src/modules/audit/anchor.store.js';
import { AuditEventRecord } from '../../src/modules/audit/audit-event.record.js';
import { AuditHeadRecord } from '../../src/modules/audit/audit-head.record.js';
import { AuditReader } from '../../src/modules/audit/audit.reader.js';
import { AuditTrail } from '../../src/modules/audit/audit-trail.js';
import { sealOf, START_OF_CHAIN, type UnsealedEvent } from '../../src/modules/audit/event-seal.js';
import type { TrailFault } from '../../src/modules/audit/chain-walk.js';
import { VerifyTrail } from '../../src/modules/audit/verify-trail.js';
import { newId } from '../../src/platform/database/new-id.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { AuditKey } from '../../src/platform/secrets/audit-key.js';
import { Clock } from '../../src/platform/time/clock.js';
import { type Engine, reachableEngines } from '../database/engines.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { openTheTrail } from '../support/database-owner.js';

jest.setTimeout(60_000);

const EVENTS = 100;
/** Everything up to here is vouched for outside the database. */
const ANCHORED = [30, 60, 90];
const LAST_ANCHOR = 90;

/** Thrown so that an attack is undone. */
class Undo extends Error {}

/** What is found by the chain of seals alone, and what with the anchors. */
interface Findings {
  readonly bySeals: Pick<TrailFault, 'kind' | 'sequence'> | null;
  readonly withAnchors: Pick<TrailFault, 'kind' | 'sequence'> | null;
}

/** assurance.md B3: 100 events, and somebody who may write to the database whatever they like. */
describe.each(await reachableEngines())('A trail on $name, attacked by the owner of its database', (engine: Engine) => {
  let test: TestApp;
  let unitOfWork: UnitOfWork;
  let key: AuditKey;
  let verify: VerifyTrail;
  let verifyWithoutAnchors: VerifyTrail;
  let dispose: () => Promise<void>;
  const centreId = newId();

  beforeAll(async () => {
    const place = await engine.prepare();
    const dataDir = await mkdtemp(join(tmpdir(), 'verifolio-trail-'));
    const env = { ...place.env, dataDir };
    test = await buildApp({ env });
    unitOfWork = test.app.get(UnitOfWork);
    key = test.app.get(AuditKey);
    verify = test.app.get(VerifyTrail);
    const clock = test.app.get(Clock);
    const reader = test.app.get(AuditReader);
    const nowhere = new AnchorStore({ ...env, dataDir: join(dataDir, 'nowhere') }, key, clock);
    verifyWithoutAnchors = new VerifyTrail(reader, nowhere, key);
    const trail = test.app.get(AuditTrail);
    const anchors = test.app.get(AnchorStore);
    for (let sequence = 1; sequence <= EVENTS; sequence += 1) {
      const author = { centreId, userId: newId() };
      await unitOfWork.run(() => trail.record(author, 'evidence.created', { ref: `E${sequence}`, method: 'product' }));
      if (ANCHORED.includes(sequence)) await anchors.add({ centreId, ...(await reader.endOf(centreId)) }, 'daily');
    }
    dispose = async () => {
      await test.close();
      await rm(dataDir, { recursive: true });
      await place.dispose();
    };
  });
  afterAll(() => dispose());

  const event = (sequence: number): Promise<AuditEventRecord> =>
    unitOfWork.reader.findOneByOrFail(AuditEventRecord, { centreId, sequence });
  const change = (sequence: number, what: Partial<AuditEventRecord>): Promise<number> =>
    unitOfWork.update(AuditEventRecord, { centreId, sequence }, what);
  const moveHead = (to: Pick<AuditEventRecord, 'sequence' | 'sha256' | 'keyId'>): Promise<number> =>
    unitOfWork.update(AuditHeadRecord, { id: centreId }, { sequence: to.sequence, sha256: to.sha256, keyId: to.keyId });

  const briefly = (fault: TrailFault | null): Findings['bySeals'] =>
    fault && { kind: fault.kind, sequence: fault.sequence };

  /** Does to the database what an owner can, asks what is found, and undoes it. */
  async function findingsAfter(attack: () => Promise<unknown>): Promise<Findings> {
    let findings: Findings | null = null;
    try {
      await unitOfWork.run(async () => {
        await openTheTrail(unitOfWork);
        await attack();
        findings = {
          bySeals: briefly((await verifyWithoutAnchors.run(centreId)).fault),
          withAnchors: briefly((await verify.run(centreId)).fault),
        };
        throw new Undo();
      });
    } catch (error) {
      if (!(error instanceof Undo)) throw error;
    }
    if (!findings) throw new Error('nothing was asked');
    return findings;
  }

  const foundAlso = (fault: Findings['bySeals']): Findings => ({ bySeals: fault, withAnchors: fault });

  /** Cuts the trail behind an event, and makes the head agree. */
  async function cutAfter(sequence: number): Promise<void> {
    await unitOfWork.delete(AuditEventRecord, { centreId, sequence: MoreThan(sequence) });
    await moveHead(await event(sequence));
  }

  /** Tells another story from an event on, sealed as the attacker can. */
  async function rewriteFrom(first: number, seal: (told: UnsealedEvent) => Pick<AuditEventRecord, 'sha256' | 'keyId'>) {
    let previousSha256 = first === 1 ? START_OF_CHAIN : (await event(first - 1)).sha256;
    for (let sequence = first; sequence <= EVENTS; sequence += 1) {
      const { sha256: _, ...told } = { ...(await event(sequence)), previousSha256, facts: { ref: 'E999' } };
      const sealed = seal(told);
      await change(sequence, { ...told, ...sealed });
      previousSha256 = sealed.sha256;
    }
    await moveHead(await event(EVENTS));
  }

  const plainly = (told: UnsealedEvent) => ({ keyId: null, sha256: sealOf({ ...told, keyId: null }, key) });
  const withThe = (stolen: AuditKey) => (told: UnsealedEvent) => ({
    keyId: stolen.id,
    sha256: sealOf({ ...told, keyId: stolen.id }, stolen),
  });

  it('is intact as long as nobody touches it', async () => {
    expect(await verify.run(centreId)).toMatchObject({
      events: EVENTS,
      fault: null,
      lastAnchor: { sequence: LAST_ANCHOR, reason: 'daily' },
      unreadableAnchors: 0,
    });
  });

  it.each<[string, Partial<AuditEventRecord>]>([
    ['another actor', { actorId: null }],
    ['other facts', { facts: { ref: 'E999', method: 'product' } }],
    ['another time', { at: '2020-01-01T00:00:00.000Z' }],
    ['another type', { type: 'evidence.accepted' }],
    ['a seal that is none', { sha256: 'f'.repeat(64) }],
  ])('1 betrays an edited event: %s', async (_, edit) => {
    expect(await findingsAfter(() => change(40, edit))).toEqual(foundAlso({ kind: 'seal', sequence: 40 }));
  });

  it('1 betrays facts that are no JSON any more', async () => {
    const attack = () =>
      unitOfWork.manager
        .sql`UPDATE audit_events SET facts = ${'{"ref":'} WHERE "centreId" = ${centreId} AND sequence = 40`;
    expect(await findingsAfter(attack)).toEqual(foundAlso({ kind: 'seal', sequence: 40 }));
  });

  it('2 betrays a deleted event', async () => {
    const attack = () => unitOfWork.delete(AuditEventRecord, { centreId, sequence: 40 });
    expect(await findingsAfter(attack)).toEqual(foundAlso({ kind: 'gap', sequence: 40 }));
  });

  it('2 betrays a deleted event whose place the next ones have taken', async () => {
    const findings = await findingsAfter(async () => {
      await unitOfWork.delete(AuditEventRecord, { centreId, sequence: 40 });
      for (let sequence = 41; sequence <= EVENTS; sequence += 1) await change(sequence, { sequence: sequence - 1 });
      await moveHead(await event(EVENTS - 1));
    });
    expect(findings).toEqual(foundAlso({ kind: 'link', sequence: 40 }));
  });

  it('3 betrays two swapped events', async () => {
    const findings = await findingsAfter(async () => {
      const [one, other] = [await event(40), await event(41)];
      await change(40, { sequence: 0 });
      await unitOfWork.update(AuditEventRecord, { id: other.id }, { sequence: 40, previousSha256: one.previousSha256 });
      await unitOfWork.update(AuditEventRecord, { id: one.id }, { sequence: 41, previousSha256: other.sha256 });
    });
    expect(findings).toEqual(foundAlso({ kind: 'seal', sequence: 40 }));
  });

  it('4 betrays an inserted event', async () => {
    const findings = await findingsAfter(async () => {
      for (let sequence = EVENTS; sequence >= 40; sequence -= 1) await change(sequence, { sequence: sequence + 1 });
      const before = await event(39);
      const invented = { ...before, id: newId(), sequence: 40, previousSha256: before.sha256 };
      await unitOfWork.insert(AuditEventRecord, { ...invented, sha256: randomBytes(32).toString('hex') });
      await moveHead(await event(EVENTS + 1));
    });
    expect(findings).toEqual(foundAlso({ kind: 'seal', sequence: 40 }));
  });

  it('5 betrays a tail that was cut off, up to the last anchor', async () => {
    expect(await findingsAfter(() => cutAfter(80))).toEqual({
      bySeals: null,
      withAnchors: { kind: 'cut', sequence: 81 },
    });
    // The limit of anchors, which is why they come with every signature and every day.
    expect(await findingsAfter(() => cutAfter(LAST_ANCHOR))).toEqual({ bySeals: null, withAnchors: null });
  });

  it('5 betrays a tail that was cut off without the head', async () => {
    const attack = () => unitOfWork.delete(AuditEventRecord, { centreId, sequence: MoreThan(95) });
    expect(await findingsAfter(attack)).toEqual(foundAlso({ kind: 'head', sequence: 96 }));
  });

  it('6 betrays a trail rewritten from an event on with plain hashes', async () => {
    expect(await findingsAfter(() => rewriteFrom(40, plainly))).toEqual(foundAlso({ kind: 'unsealed', sequence: 40 }));
    expect(await findingsAfter(() => rewriteFrom(95, plainly))).toEqual(foundAlso({ kind: 'unsealed', sequence: 95 }));
  });

  it('6 betrays a trail rewritten from its start as if it were from before there was a key', async () => {
    expect(await findingsAfter(() => rewriteFrom(1, plainly))).toEqual(foundAlso({ kind: 'unsealed', sequence: 1 }));
  });

  it('6 betrays a trail rewritten with plain hashes that claim to be seals, or with another key', async () => {
    const disguised = (told: UnsealedEvent) => ({
      keyId: key.id,
      sha256: createHash('sha256').update(JSON.stringify(told)).digest('hex'),
    });
    expect(await findingsAfter(() => rewriteFrom(40, disguised))).toEqual(foundAlso({ kind: 'seal', sequence: 40 }));
    const another = withThe(new AuditKey(randomBytes(32)));
    expect(await findingsAfter(() => rewriteFrom(40, another))).toEqual(foundAlso({ kind: 'other_key', sequence: 40 }));
  });

  it('7 betrays a trail rewritten with the stolen key, up to the last anchor', async () => {
    const rewrite = (first: number) => findingsAfter(() => rewriteFrom(first, withThe(key)));
    expect(await rewrite(40)).toEqual({ bySeals: null, withAnchors: { kind: 'anchor', sequence: 60 } });
    expect(await rewrite(LAST_ANCHOR)).toEqual({
      bySeals: null,
      withAnchors: { kind: 'anchor', sequence: LAST_ANCHOR },
    });
    expect(await rewrite(LAST_ANCHOR + 1)).toEqual({ bySeals: null, withAnchors: null });
  });

  it('8 betrays a table that was wiped', async () => {
    const findings = await findingsAfter(async () => {
      await unitOfWork.delete(AuditEventRecord, { centreId, sequence: MoreThanOrEqual(1) });
      await unitOfWork.delete(AuditHeadRecord, { id: centreId });
    });
    expect(findings).toEqual({ bySeals: null, withAnchors: { kind: 'cut', sequence: 1 } });
  });

  it('tells a wrong key from tampering', async () => {
    const wrong = new AuditKey(randomBytes(32));
    const stranger = new VerifyTrail(test.app.get(AuditReader), test.app.get(AnchorStore), wrong);
    expect((await stranger.run(centreId)).fault).toEqual({ kind: 'other_key', sequence: 1, keyId: key.id });
  });
});
