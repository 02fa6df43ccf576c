import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { PackagesReader } from '../../src/modules/packages/packages.reader.js';
import { DrawingDesk } from '../../src/modules/portfolio/drawing-desk.js';
import { ExpireExport } from '../../src/modules/portfolio/expire-export.job.js';
import type { PortfolioExportView } from '../../src/modules/portfolio/portfolio.dto.js';
import { FileStore } from '../../src/platform/files/file-store.js';
import { EventStreams } from '../../src/platform/http/event-streams.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { EventStream } from '../support/event-stream.js';
import { submittedProduct } from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person, signIn } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { storyClock } from '../support/running-clock.js';

const DEADLINE_MS = 30_000;

/** Holds up all long work until it is let on, so that a test decides when it is at work. */
class Gate {
  private held = new AbortController();

  hold(): void {
    this.held = new AbortController();
  }

  letOn(): void {
    this.held.abort();
  }

  async pass(signal?: AbortSignal): Promise<void> {
    while (!this.held.signal.aborted && signal?.aborted !== true) await setTimeout(10);
    signal?.throwIfAborted();
  }
}

describe('long work', () => {
  let test: TestApp;
  let cast: Cast;
  let url: string;
  const gate = new Gate();
  const drawing = jest.fn<(exportId: string, signal: AbortSignal) => void>();
  /** Drawing takes no notice of being called off, as it does in its very last moment. */
  let isDeaf = false;

  const order = (by: Person = cast.learner, registrationId = cast.registrationId) =>
    by.post(`/api/registrations/${registrationId}/portfolio-exports`, { kind: 'draft' });
  const orderPackage = (by: Person = cast.learner, registrationId = cast.registrationId) =>
    by.post(`/api/registrations/${registrationId}/packages`);
  const idOf = (ordered: { body: unknown }): string => (ordered.body as { id: string }).id;
  const cancel = (path: string, by: Person = cast.learner) => by.post(`/api/${path}/cancellation`);
  const follow = (path: string, by: Person = cast.learner, headers: Record<string, string> = {}) =>
    EventStream.open(`${url}/api/${path}/events`, by, headers);

  async function until<Found>(look: () => Promise<Found | null> | Found | null): Promise<Found> {
    const deadline = performance.now() + DEADLINE_MS;
    for (;;) {
      const found = await look();
      if (found !== null) return found;
      if (performance.now() > deadline) throw new Error('it did not come to that');
      await setTimeout(20);
    }
  }
  const ended = (path: string, by: Person = cast.learner) =>
    until(async () => {
      const { body } = await by.get(`/api/${path}`).expect(200);
      const view = body as PortfolioExportView;
      return view.status === 'queued' || view.status === 'running' ? null : view;
    });
  const atWork = (exportId: string) => until(() => drawing.mock.calls.find(([id]) => id === exportId)?.[1] ?? null);

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
    await submittedProduct(cast, ['2.6']);
    url = await test.app.getUrl();
    const desk = test.app.get(DrawingDesk);
    const draw = desk.draw.bind(desk);
    jest.spyOn(desk, 'draw').mockImplementation(async (work, manifest, pictures, watch) => {
      drawing(work.id, watch.signal);
      await gate.pass(isDeaf ? undefined : watch.signal);
      return draw(work, manifest, pictures, isDeaf ? { ...watch, signal: new AbortController().signal } : watch);
    });
    const packages = test.app.get(PackagesReader);
    const isStillOpen = packages.isStillOpen.bind(packages);
    jest.spyOn(packages, 'isStillOpen').mockImplementation(async (content) => {
      await gate.pass();
      return isStillOpen(content);
    });
  });
  beforeEach(() => gate.hold());
  afterEach(() => {
    isDeaf = false;
    gate.letOn();
  });
  afterAll(() => test.close());

  describe('is followed as events', () => {
    it('from where it stands through every change to its end, and the server closes', async () => {
      const id = idOf(await order());
      await atWork(id);
      const stream = await follow(`portfolio-exports/${id}`);
      expect(stream.response.status).toBe(200);
      expect(Object.fromEntries(stream.response.headers)).toMatchObject({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        'x-content-type-options': 'nosniff',
        'x-accel-buffering': 'no',
      });
      const first = await stream.next();
      expect(first).toMatchObject({ event: 'progress', data: { id, status: 'running' } });
      expect(stream.raw).toMatch(/^retry: 3000\n\n/);
      gate.letOn();
      const rest = await stream.rest();
      const last = rest.at(-1);
      expect(last).toMatchObject({ event: 'end', data: { id, status: 'ready' } });
      expect(last?.data).toEqual((await cast.learner.get(`/api/portfolio-exports/${id}`)).body);
      expect(rest.filter(({ event }) => event === 'end')).toHaveLength(1);
      expect(new Set([first, ...rest].map((event) => event?.id)).size).toBe(rest.length + 1);

      const heardAll = await fetch(`${url}/api/portfolio-exports/${id}/events`, {
        headers: { authorization: `Bearer ${cast.learner.token}`, 'last-event-id': last?.id ?? '' },
      });
      expect(heardAll.status).toBe(204);
      const again = await follow(`portfolio-exports/${id}`, cast.learner, { 'last-event-id': first?.id ?? '' });
      expect(await again.rest()).toEqual([last]);
    });

    it('and whoever comes back hears only what is new', async () => {
      const id = idOf(await order());
      await atWork(id);
      const stream = await follow(`portfolio-exports/${id}`);
      const first = await stream.next();
      stream.close();
      const again = await follow(`portfolio-exports/${id}`, cast.learner, { 'last-event-id': first?.id ?? '' });
      gate.letOn();
      const heard = await again.rest();
      expect(heard.map((event) => event.id)).not.toContain(first?.id);
      expect(heard.at(-1)).toMatchObject({ event: 'end', data: { status: 'ready' } });
    });

    it('in packages as in portfolios', async () => {
      const id = idOf(await orderPackage());
      const stream = await follow(`packages/${id}`);
      expect(await stream.next()).toMatchObject({ event: 'progress', data: { id, status: 'queued' } });
      gate.letOn();
      expect((await stream.rest()).at(-1)).toMatchObject({ event: 'end', data: { id, status: 'ready' } });
    });

    it('only by those who may see it, and by nobody whose session has ended meanwhile', async () => {
      const id = idOf(await order());
      await atWork(id);
      const stranger = await addPerson(cast.manager, test.app, 'Sam Stranger', ['assessor']);
      expectProblem(await stranger.get(`/api/portfolio-exports/${id}/events`), 404, 'NOT_FOUND');
      const leaving = await signIn(test.app, cast.learner.email);
      const stream = await follow(`portfolio-exports/${id}`, leaving);
      expect(await stream.next()).toMatchObject({ event: 'progress' });
      await leaving.delete('/api/sessions/current').expect(204);
      gate.letOn();
      expect(await stream.rest()).toEqual([]);
      expect(await ended(`portfolio-exports/${id}`)).toMatchObject({ status: 'ready' });
    });

    it('six times at once by one person, and a page that is closed makes room', async () => {
      const id = idOf(await order());
      const streams = await Promise.all(Array.from({ length: 6 }, () => follow(`portfolio-exports/${id}`)));
      const seventh = await cast.learner.get(`/api/portfolio-exports/${id}/events`);
      expectProblem(seventh, 429, 'EVENT_STREAM_LIMIT_REACHED');
      expect(seventh.headers).toHaveProperty('retry-after');
      streams[0]?.close();
      const another = await until(async () => {
        const stream = await follow(`portfolio-exports/${id}`);
        return stream.response.status === 200 ? stream : null;
      });
      for (const stream of [...streams, another]) stream.close();
      // An answer without a body is over at once and takes no room.
      for (let asked = 0; asked < 8; asked++) {
        await until(
          async () => (await cast.learner.head(`/api/portfolio-exports/${id}/events`)).status === 200 || null,
        );
      }
      gate.letOn();
      await ended(`portfolio-exports/${id}`);
    });
  });

  describe('is called off', () => {
    it('by whoever ordered it: at once, and the drawing stops', async () => {
      const own = await anotherLearner(test.app, cast, 'Carla Cancel');
      const id = idOf(await order(own.learner, own.registrationId));
      const signal = await atWork(id);
      const stream = await follow(`portfolio-exports/${id}`, own.learner);
      const { body } = await cancel(`portfolio-exports/${id}`, own.learner).expect(200);
      expect(body).toMatchObject({ id, status: 'cancelled', sha256: null, finishedAt: expect.any(String) as unknown });
      await until(() => signal.aborted || null);
      expect((await stream.rest()).at(-1)).toMatchObject({ event: 'end', data: { status: 'cancelled' } });
      expectProblem(await own.learner.get(`/api/portfolio-exports/${id}/file`), 409, 'EXPORT_NOT_READY');
      expectProblem(await cancel(`portfolio-exports/${id}`, own.learner), 409, 'STATE_CONFLICT');
      expect(await readdir(join(test.env.dataDir, 'tmp')).catch(() => [])).toEqual([]);
      const trail = await cast.manager.get(`/api/registrations/${own.registrationId}/audit?limit=200`).expect(200);
      const events = (trail.body as { items: { type: string; facts: unknown }[] }).items;
      expect(events.find(({ type }) => type === 'portfolio.cancelled')?.facts).toEqual({ exportId: id });
      expect(events.map(({ type }) => type)).not.toContain('portfolio.exported');
    });

    it('by a centre manager, and by nobody else', async () => {
      const id = idOf(await order());
      expectProblem(await cancel(`portfolio-exports/${id}`, cast.assessor), 403, 'NOT_ALLOWED');
      const stranger = await addPerson(cast.manager, test.app, 'Stan Stranger', ['assessor']);
      expectProblem(await cancel(`portfolio-exports/${id}`, stranger), 404, 'NOT_FOUND');
      await cancel(`portfolio-exports/${id}`, cast.manager).expect(200);
    });

    it('in the moment in which it was finished, and its file goes with it', async () => {
      isDeaf = true;
      const kept = jest.spyOn(test.app.get(FileStore), 'remove');
      const id = idOf(await order());
      await atWork(id);
      await cancel(`portfolio-exports/${id}`).expect(200);
      gate.letOn();
      const [sha256 = ''] = await until(() => kept.mock.calls.at(-1) ?? null);
      const stat = () => test.app.get(FileStore).stat(sha256);
      await until(() =>
        stat().then(
          () => null,
          () => true,
        ),
      );
      await expect(stat()).rejects.toMatchObject({ code: 'FILE_MISSING' });
      expect((await cast.learner.get(`/api/portfolio-exports/${id}`)).body).toMatchObject({
        status: 'cancelled',
        sha256: null,
      });
      kept.mockRestore();
    });

    it('as a package too, and nothing of it is stored', async () => {
      const id = idOf(await orderPackage());
      expect((await cancel(`packages/${id}`).expect(200)).body).toMatchObject({ id, status: 'cancelled' });
      gate.letOn();
      expectProblem(await cancel(`packages/${id}`), 409, 'STATE_CONFLICT');
      expectProblem(await cast.learner.get(`/api/packages/${id}/file`), 409, 'EXPORT_NOT_READY');
      expectProblem(await cancel(`packages/${id}`, cast.assessor), 403, 'NOT_ALLOWED');
      // What comes after it in the queue is made, so it has had its turn.
      expect(await ended(`packages/${idOf(await orderPackage())}`)).toMatchObject({ status: 'ready' });
      expect((await cast.learner.get(`/api/packages/${id}`)).body).toMatchObject({ status: 'cancelled', sha256: null });
    });
  });

  it('is done for one person twice at once, drafts and packages together, and never for a third at the same moment', async () => {
    const own = await anotherLearner(test.app, cast, 'Lena Limit');
    const other = await anotherLearner(test.app, cast, 'Otis Other');
    const orders = await Promise.all([
      order(cast.assessor, own.registrationId),
      orderPackage(cast.assessor, other.registrationId),
      order(cast.assessor, other.registrationId),
      orderPackage(cast.assessor, own.registrationId),
    ]);
    const taken = orders.filter(({ status }) => status === 202);
    const refused = orders.filter(({ status }) => status !== 202);
    expect(taken).toHaveLength(2);
    for (const answer of refused) {
      expectProblem(answer, 429, 'EXPORT_LIMIT_REACHED');
      expect(answer.headers).toHaveProperty('retry-after');
    }
    // Somebody else has their own two, and one that is called off makes room.
    const theirs = await order(own.learner, own.registrationId);
    expect(theirs.status).toBe(202);
    const [first] = taken.map(({ headers }) => (headers as { location: string }).location.replace('/api/', ''));
    await cancel(first ?? '', cast.assessor).expect(200);
    const freed = await order(cast.assessor, own.registrationId);
    expect(freed.status).toBe(202);
    gate.letOn();
    await ended(`portfolio-exports/${idOf(freed)}`, cast.assessor);
    await ended(`portfolio-exports/${idOf(theirs)}`, own.learner);
  });

  it('is kept for thirty days as a draft, and its file stays where it was handed in as evidence', async () => {
    gate.letOn();
    const [gone, shared] = await Promise.all([order(), order()]);
    const goneView = await ended(`portfolio-exports/${idOf(gone)}`);
    const sharedView = await ended(`portfolio-exports/${idOf(shared)}`);
    const days = (Date.parse(goneView.expiresAt ?? '') - Date.parse(goneView.finishedAt ?? '')) / 86_400_000;
    expect(days).toBeCloseTo(30, 2);
    const { body: pdf } = (await cast.learner
      .get(`/api/portfolio-exports/${sharedView.id}/file`)
      .responseType('blob')) as { body: Buffer };
    const { body } = await cast.learner.post('/api/evidence', {
      ...{ method: 'work_product', title: 'My portfolio so far', contextStatement: 'As I had it printed.' },
      ...{ activityFrom: '2026-05-04', setting: 'workplace' },
    });
    const { id: evidenceId } = body as { id: string };
    await cast.learner.upload(`/api/evidence/${evidenceId}/files`, pdf, 'portfolio.pdf').expect(201);

    for (const { id } of [goneView, sharedView]) {
      await test.app.get(ExpireExport).run(id);
      expect((await cast.learner.get(`/api/portfolio-exports/${id}`)).body).toMatchObject({ status: 'expired' });
      expectProblem(await cast.learner.get(`/api/portfolio-exports/${id}/file`), 410, 'EXPORT_EXPIRED');
    }
    const path = (sha256: string | null) => test.app.get(FileStore).localPath(sha256 ?? '');
    await expect(path(goneView.sha256)).rejects.toMatchObject({ code: 'FILE_MISSING' });
    expect(existsSync(await path(sharedView.sha256))).toBe(true);
    await test.app.get(ExpireExport).run(goneView.id);
  });

  it('keeps no server that is told to end waiting: its streams end first', async () => {
    const id = idOf(await order());
    await atWork(id);
    const stream = await follow(`portfolio-exports/${id}`);
    expect(await stream.next()).toMatchObject({ data: { status: 'running' } });
    test.app.get(EventStreams).onModuleDestroy();
    expect(await stream.rest()).toEqual([]);
    expect((await cast.learner.get(`/api/portfolio-exports/${id}`)).body).toMatchObject({ status: 'running' });
  });
});
