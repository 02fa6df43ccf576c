import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FoundCentre } from '../../src/modules/identity/found-centre.js';
import { LearnerScopeReader } from '../../src/modules/workload/learner-scope.reader.js';
import { ProgressReader } from '../../src/modules/workload/progress.reader.js';
import { RebuildProgress } from '../../src/modules/workload/rebuild-progress.js';
import { WalkTrail } from '../../src/modules/workload/walk-trail.js';
import { WatchWorkload } from '../../src/modules/workload/watch-workload.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { JobQueue } from '../../src/platform/jobs/job-queue.js';
import { Clock } from '../../src/platform/time/clock.js';
import { buildApp, freshEnv, MANAGER, type TestApp } from '../support/build-app.js';
import {
  accept,
  acceptance,
  DISCUSSION,
  draft,
  OBSERVATION,
  claimsOn,
  signedRecord,
  submittedProduct,
} from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person, signIn } from '../support/people.js';
import { RunningClock, storyClock } from '../support/running-clock.js';
import { ADVICE, drawPlan, recordOf } from '../support/sampling.js';
import { noticesOf, queueOf, titlesOf } from '../support/workload.js';

jest.setTimeout(90_000);

type Row = Record<string, unknown>;

/** Everything derived, without what is different every time it is written. */
async function derived(app: NestFastifyApplication): Promise<Record<string, Row[]>> {
  const tables: Record<string, readonly string[]> = {
    waiting_work: ['id'],
    registration_progress: ['computedAt', 'sequence', 'contribution'],
    centre_tallies: ['id'],
    notifications: ['id'],
  };
  const found: Record<string, Row[]> = {};
  for (const [table, dropped] of Object.entries(tables)) {
    const rows: Row[] = await app.get(UnitOfWork).reader.query(`SELECT * FROM ${table}`);
    found[table] = rows
      .map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !dropped.includes(name))))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  return found;
}

const write = (app: NestFastifyApplication, sql: string): Promise<unknown> => {
  const unitOfWork = app.get(UnitOfWork);
  return unitOfWork.run(() => unitOfWork.manager.query(sql));
};

describe('what is derived from the trail', () => {
  let test: TestApp;
  let staff: Cast;
  let centreId: string;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    staff = await castOf(test.app);
    centreId = ((await staff.manager.get('/api/me')).body as { centre: { id: string } }).centre.id;
  });
  afterAll(() => test.close());
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('stays as it is when the trail is followed again from its beginning: nobody is told twice', async () => {
    const cast = await anotherLearner(test.app, staff, 'Rhea Replayed');
    await accept(cast, await signedRecord(cast, DISCUSSION, ['1.1']), ['1.1']);
    await submittedProduct(cast, ['2.6']);
    await queueOf(test, cast.assessor);
    const before = await derived(test.app);
    expect(before.notifications?.length).toBeGreaterThan(5);
    await write(test.app, 'UPDATE progress_heads SET sequence = 0');
    await test.app.get(WatchWorkload).run();
    await queueOf(test, cast.assessor);
    expect(await derived(test.app)).toEqual(before);
  });

  it('says as of when it is while somebody’s portfolio cannot be computed, and leaves nobody else behind', async () => {
    const [broken, sound] = [
      await anotherLearner(test.app, staff, 'Bodo Broken'),
      await anotherLearner(test.app, staff, 'Sid Sound'),
    ];
    await queueOf(test, staff.assessor);
    const scopes = test.app.get(LearnerScopeReader);
    const read = scopes.of.bind(scopes);
    jest.spyOn(scopes, 'of').mockImplementation((centre, learnerId, asOf) => {
      if (learnerId === broken.learner.id) throw new Error('this portfolio is beyond computing');
      return read(centre, learnerId, asOf);
    });
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    await submittedProduct(broken, ['2.6']);
    const brokenSince = test.app.get(Clock).now();
    await submittedProduct(sound, ['2.6']);
    for (let tries = 0; tries < 500; tries += 1) {
      const { body } = await staff.assessor.get('/api/me/queue?kind=evidence_to_decide&limit=200');
      if (JSON.stringify(body).includes('Sid Sound')) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const stale = (await staff.assessor.get('/api/me/queue?limit=200')).body as { asOf: string };
    expect(JSON.stringify(stale)).toContain('Sid Sound');
    expect(JSON.stringify(stale)).not.toContain('Bodo Broken');
    expect(stale.asOf < brokenSince).toBe(true);
    jest.restoreAllMocks();
    await test.app.get(WatchWorkload).run();
    expect((await titlesOf(test, staff.assessor, 'evidence_to_decide')).join()).toContain('Bodo Broken');
  });

  it('equals what is computed anew after any history, to the last count', async () => {
    const lead = await addPerson(staff.manager, test.app, 'Lea Lead', ['lead_iqa']);
    const spare = await addPerson(staff.manager, test.app, 'Sam Spare', ['assessor']);
    const casts: Cast[] = [];
    for (const name of ['Ann One', 'Ben Two', 'Cem Three']) casts.push(await anotherLearner(test.app, staff, name));
    const random = seeded(20260601);
    const one = <Member>(members: readonly Member[]): Member =>
      members[Math.floor(random() * members.length)] as Member;
    const items: { cast: Cast; id: string }[] = [];
    const [judged, ...rest] = ['1.1', '1.3', '2.6', '2.7'];
    const criteria = [judged ?? '', ...rest];
    // Some of these are refused, as they would be in life: what matters is that both ways of counting see the same.
    const steps: ((cast: Cast) => PromiseLike<unknown>)[] = [
      async (cast) => items.push({ cast, id: await submittedProduct(cast, ['2.6', '2.7']) }),
      async (cast) => items.push({ cast, id: await signedRecord(cast, DISCUSSION, ['1.1', '1.3']) }),
      async (cast) => {
        const { id } = await draft(cast.assessor, { ...OBSERVATION, learnerId: cast.learner.id });
        await cast.assessor.put(`/api/evidence/${id}/claims`, claimsOn(cast.registrationId, ['2.6']));
        return cast.assessor.post(`/api/evidence/${id}/submission`);
      },
      () => {
        const { cast, id } = one(items);
        const body = acceptance(cast.registrationId, random() < 0.5 ? ['1.1', '1.3'] : ['2.6', '2.7']);
        return cast.assessor.post(`/api/evidence/${id}/decision`, body);
      },
      () => {
        const { cast, id } = one(items);
        const body = { outcome: 'returned', reasons: ['depth'], comment: 'More, please.' };
        return cast.assessor.post(`/api/evidence/${id}/decision`, body);
      },
      (cast) => {
        const own = items.filter((each) => each.cast === cast).map(({ id }) => id);
        const body = {
          criterion: one(criteria),
          outcome: one(['met', 'not_yet_met']),
          rationale: 'Seen.',
          evidenceIds: own,
        };
        const by = one([cast.assessor, cast.trainee]);
        return by.post(`/api/registrations/${cast.registrationId}/judgements`, { ...body, overrideReason: 'Enough.' });
      },
      () => {
        const { cast, id } = one(items);
        return cast.assessor.post(`/api/evidence/${id}/hold`, { reason: 'Two handwritings.' });
      },
      () => {
        const { cast, id } = one(items);
        return cast.learner.post(`/api/evidence/${id}/withdrawal`, { reason: 'duplicate' });
      },
      async (cast) => {
        const body = { stage: 'interim', criteria: ['1.1'], reason: 'Spot check.' };
        const { status, body: sample } = await cast.iqa.post(`/api/registrations/${cast.registrationId}/samples`, body);
        if (status !== 201 || random() < 0.4) return;
        const taken = sample as { id: string; criteria: string[] };
        await cast.iqa.post(`/api/samples/${taken.id}/record`, recordOf(taken, { actions: [ADVICE] }));
      },
      (cast) =>
        cast.manager.patch(`/api/registrations/${cast.registrationId}`, {
          assessorId: one([staff.assessor, spare]).id,
        }),
      () => drawPlan(lead, { from: '2026-01-01', to: '2026-12-31' }),
    ];
    await steps[0]?.(casts[0] as Cast);
    await steps[1]?.(casts[1] as Cast);
    for (let step = 0; step < 90; step += 1) await attempt(one(steps)(one(casts)));
    await queueOf(test, lead);
    const followed = await derived(test.app);
    for (const [table, least] of Object.entries({ waiting_work: 10, centre_tallies: 60, notifications: 40 })) {
      expect([table, (followed[table]?.length ?? 0) >= least]).toEqual([table, true]);
    }
    expect((await test.app.get(RebuildProgress).run(centreId)).wrongTallies).toBe(0);
    expect(await derived(test.app)).toEqual(followed);

    // And from nothing, as in a database that is older than this: all but the notices, which are not told any more.
    for (const table of ['waiting_work', 'registration_progress', 'centre_tallies', 'progress_heads', 'notifications'])
      await write(test.app, `DELETE FROM ${table}`);
    await test.app.get(WatchWorkload).run();
    await queueOf(test, lead);
    expect(await derived(test.app)).toEqual({ ...followed, notifications: [] });
  });

  it('is put right by a rebuild that says how many counts were wrong', async () => {
    const before = await derived(test.app);
    await write(test.app, `UPDATE centre_tallies SET count = count + 3 WHERE tally = 'registrations'`);
    await write(test.app, `DELETE FROM centre_tallies WHERE tally = 'criteria'`);
    await write(test.app, 'DELETE FROM waiting_work');
    expect((await test.app.get(RebuildProgress).run(centreId)).wrongTallies).toBeGreaterThan(1);
    expect(await derived(test.app)).toEqual(before);
    expect((await test.app.get(RebuildProgress).run(centreId)).wrongTallies).toBe(0);
  });
});

describe('a server that ends in between', () => {
  async function place(): Promise<{
    env: TestApp['env'];
    dispose: () => Promise<void>;
    start: (at: string) => Promise<TestApp>;
  }> {
    const { env, dispose } = await freshEnv();
    return { env, dispose, start: (at) => buildApp({ clock: new RunningClock(at), env }) };
  }

  it('leaves its jobs and marks to the next one, which tells everybody once', async () => {
    const { dispose, start } = await place();
    try {
      const first = await start('2026-06-01T09:00:00.000Z');
      await first.app.get(FoundCentre).run({ centre: { name: 'Harbourside', number: null }, manager: MANAGER });
      const cast = await castOf(first.app);
      await queueOf(first, cast.assessor);
      await first.app.get(JobQueue).stop();
      await submittedProduct(cast, ['2.6']);
      const { centreId } = (await first.app.get(ProgressReader).ofLearner(cast.learner.id))[0] ?? { centreId: '' };
      // It got as far as marking the learner and telling the assessor, and died before the learner was computed.
      await first.app.get(WalkTrail).run(centreId);
      expect(await first.app.get(ProgressReader).marks(centreId, 10)).toHaveLength(1);
      const { items } = (await cast.assessor.get('/api/me/queue')).body as { items: unknown[] };
      expect(items).toEqual([]);
      await first.close();

      const second = await start('2026-06-01T12:00:00.000Z');
      const assessor: Person = await signIn(second.app, cast.assessor.email);
      expect(await titlesOf(second, assessor, 'evidence_to_decide')).toHaveLength(1);
      const notices = (await noticesOf(second, assessor)).items.map(({ notice }) => notice);
      expect(notices.filter((notice) => notice === 'evidence_submitted')).toHaveLength(1);
      expect(await second.app.get(ProgressReader).marks(centreId, 10)).toEqual([]);
      await second.close();
    } finally {
      await dispose();
    }
  });
});

/** Some helpers insist on what a rule refuses by now. */
async function attempt(step: PromiseLike<unknown>): Promise<void> {
  try {
    await step;
  } catch {
    // Refused, and nothing has changed.
  }
}

/** A small seeded generator (mulberry32): failures can be repeated. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
