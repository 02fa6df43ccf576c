import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import PostalMime from 'postal-mime';
import { NotificationsStore } from '../../src/modules/workload/notifications.store.js';
import { OrderDigests } from '../../src/modules/workload/order-digests.js';
import { SendDigest } from '../../src/modules/workload/send-digest.job.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { accept, DISCUSSION, signedRecord, submittedProduct } from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person, signIn } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { judge } from '../support/ready-unit.js';
import { SkippingClock } from '../support/running-clock.js';
import { ADVICE, signSample, takeSample } from '../support/sampling.js';
import { noticesOf } from '../support/workload.js';
import { foundSecondCentre } from '../support/world.js';

jest.setTimeout(60_000);

describe('what people are told', () => {
  let test: TestApp;
  let staff: Cast;
  /** Half past six in London, which is an hour ahead of UTC in June. */
  const clock = new SkippingClock('2026-06-01T05:30:00.000Z');

  beforeAll(async () => {
    test = await buildApp({ clock });
    staff = await castOf(test.app);
  });
  afterAll(() => test.close());

  const told = async (person: Person, name: string) =>
    (await noticesOf(test, person, '?limit=200')).items
      .filter(({ text }) => text.includes(name))
      .map(({ notice, text }) => `${notice}: ${text}`);

  it('is what concerns them, in the order in which it happened, and never what they did themselves', async () => {
    const own = await anotherLearner(test.app, staff, 'Nora Noticed');
    const id = await submittedProduct(own, ['2.6']);
    const body = { outcome: 'returned', reasons: ['depth'], comment: 'Customer B again?' };
    await own.assessor.post(`/api/evidence/${id}/decision`, body).expect(200);
    const assessors = ['evidence_submitted: E001 of Nora Noticed was submitted and waits for a decision.'];
    const allocated = 'staff_changed: Unit U40 of Nora Noticed: who assesses and verifies here was set.';
    expect(await told(own.assessor, 'Nora')).toEqual([...assessors, allocated]);
    expect(await told(own.trainee, 'Nora')).toEqual([...assessors, allocated]);
    expect(await told(own.iqa, 'Nora')).toEqual([allocated]);
    expect(await told(own.manager, 'Nora')).toEqual([]);
    const { items, unread } = await noticesOf(test, own.learner);
    expect(items.map(({ text }) => text)).toEqual([
      'E001 was returned for another version.',
      'Unit U40: who assesses and verifies here was set.',
    ]);
    expect(unread).toBe(2);
    expect(items[0]).toMatchObject({ href: `/api/evidence/${id}`, evidenceId: id, readAt: null });
    // Titles and comments may name customers.
    expect(JSON.stringify(items)).not.toContain('Customer');
  });

  it('keeps a trainee’s judgement from the learner until it counts, and tells the countersigner', async () => {
    const own = await anotherLearner(test.app, staff, 'Theo Trained');
    const countersigner = await addPerson(own.manager, test.app, 'Cora Signer', ['assessor']);
    const path = `/api/registrations/${own.registrationId}`;
    await own.manager.patch(path, { countersignerId: countersigner.id }).expect(200);
    const discussion = await signedRecord(own, DISCUSSION, ['1.1']);
    await accept(own, discussion, ['1.1']);
    const { id } = await judge(own, '1.1', [discussion], { by: own.trainee });
    expect((await told(countersigner, 'Theo'))[0]).toBe(
      'countersignature_wanted: A trainee’s judgement on 1.1 of Theo Trained waits for you.',
    );
    expect((await told(own.learner, 'judge')).length).toBe(0);
    await countersigner.post(`${path}/judgements/${id}/countersignature`, { result: 'agreed' }).expect(200);
    expect((await told(own.trainee, 'Theo'))[0]).toBe(
      'judgement_countersigned: Your judgement on 1.1 of Theo Trained was countersigned: agreed.',
    );
    expect((await told(own.learner, 'judgement'))[0]).toBe(
      'judgement_recorded: The judgement on 1.1 has taken effect.',
    );
  });

  it('goes to the owner of an action and back to its IQA, and tells nobody of another centre', async () => {
    const own = await anotherLearner(test.app, staff, 'Alma Action');
    await accept(own, await signedRecord(own, DISCUSSION, ['1.1']), ['1.1']);
    const sample = await takeSample(own.iqa, own.registrationId);
    const { actions } = await signSample(own.iqa, sample, { actions: [ADVICE] });
    expect((await told(own.assessor, 'Alma')).slice(0, 2)).toEqual([
      'action_raised: The IQA raised a recommended action for you. Unit U40 of Alma Action.',
      'sample_signed: The IQA signed an interim sample. Unit U40 of Alma Action.',
    ]);
    await own.assessor.post(`/api/iqa-actions/${actions[0]?.id ?? ''}/response`, { response: 'Done.' }).expect(200);
    expect((await told(own.iqa, 'Alma'))[0]).toBe(
      'action_answered: An IQA action was answered. Unit U40 of Alma Action.',
    );
    expect((await told(own.learner, 'action')).length).toBe(0);
    const foreign = await foundSecondCentre(test.app);
    expect((await noticesOf(test, foreign)).items).toEqual([]);
  });

  it('is marked as read one by one or up to a notice, by nobody else', async () => {
    const own = await anotherLearner(test.app, staff, 'Reni Reader');
    for (let piece = 0; piece < 3; piece += 1) await accept(own, await submittedProduct(own, ['2.6']), ['2.6']);
    const { items, unread } = await noticesOf(test, own.learner);
    expect(unread).toBe(4);
    const [newest, second] = items;
    const read = (person: Person, id = '') => person.post(`/api/me/notifications/${id}/reading`);
    expectProblem(await read(own.assessor, newest?.id), 404, 'NOT_FOUND');
    expect((await read(own.learner, newest?.id).expect(200)).body).toEqual({ unread: 3 });
    expect((await read(own.learner, newest?.id).expect(200)).body).toEqual({ unread: 3 });
    const rest = await noticesOf(test, own.learner, '?unread=true');
    expect(rest.items.map(({ id }) => id)).toEqual(items.slice(1).map(({ id }) => id));
    const upTo = { upToId: second?.id };
    expectProblem(await own.assessor.post('/api/me/notifications/reading', upTo), 404, 'NOT_FOUND');
    expect((await own.learner.post('/api/me/notifications/reading', upTo).expect(200)).body).toEqual({ unread: 0 });
    const paged = await noticesOf(test, own.learner, '?limit=3');
    const last = await noticesOf(test, own.learner, `?limit=3&cursor=${paged.nextCursor ?? ''}`);
    expect([...paged.items, ...last.items].map(({ id }) => id)).toEqual(items.map(({ id }) => id));
  });

  describe('the letter of the day', () => {
    const folder = () => join(test.env.dataDir, 'mail');
    const digests = () => readdirSync(folder()).filter((name) => name.startsWith('digest-'));
    const statesOf = async (person: Person): Promise<string[]> => {
      const rows: { state: string }[] = await test.app.get(UnitOfWork).reader
        .sql`SELECT state FROM digests WHERE "personId" = ${person.id} ORDER BY id`;
      return rows.map(({ state }) => state);
    };
    /** Lets the letters that are due be ordered, and waits until each has come to something. */
    async function deliver(): Promise<void> {
      await test.app.get(OrderDigests).run();
      for (let tries = 0; tries < 600; tries += 1) {
        const open = await test.app.get(UnitOfWork).reader.sql<unknown[]>`
          SELECT id FROM digests WHERE state IN ('queued', 'sending')`;
        if (open.length === 0) return;
        await wait(20);
      }
    }
    /** What everybody's letters said by now, each by the address it went to. */
    async function lettersTo(person: Person): Promise<{ subject: string; text: string }[]> {
      const letters = await Promise.all(
        digests().map(async (name) => PostalMime.parse(await readFile(join(folder(), name)))),
      );
      return letters
        .filter(({ to }) => to?.some(({ address }) => address === person.email))
        .map(({ subject = '', text = '' }) => ({ subject, text }));
    }

    it('comes from seven in the morning where the centre is, once, with numbers and no names', async () => {
      const quiet = await anotherLearner(test.app, staff, 'Quinn Quiet');
      const chosen = await quiet.learner.get('/api/me/notification-settings').expect(200);
      expect([chosen.body, chosen.headers.etag]).toEqual([{ digest: 'daily' }, '"r0"']);
      await quiet.learner.put('/api/me/notification-settings', { digest: 'off' }, '"r0"').expect(200);
      expectProblem(
        await quiet.learner.put('/api/me/notification-settings', { digest: 'daily' }, '"r0"'),
        412,
        'IF_MATCH_STALE',
      );
      await noticesOf(test, staff.assessor);
      await deliver();
      expect(digests()).toEqual([]);

      clock.skipTo('2026-06-01T06:00:00.000Z');
      await deliver();
      const [letter, ...more] = await lettersTo(staff.assessor);
      expect(more).toEqual([]);
      expect(letter?.subject).toMatch(/^\d+ unread notices in Verifolio$/);
      expect(letter?.text).toMatch(/- \d+ submitted for a decision/);
      expect(letter?.text).toContain('https://portfolio.test/api/me/notifications?unread=true');
      for (const name of ['Nora', 'Noticed', 'Reader', 'Customer', 'E001']) expect(letter?.text).not.toContain(name);
      expect(await lettersTo(quiet.learner)).toEqual([]);

      const before = digests();
      await submittedProduct(quiet, ['2.6']);
      await noticesOf(test, staff.assessor);
      await deliver();
      expect(digests()).toEqual(before);
    });

    it('comes again on the next day only with something new', async () => {
      clock.skipTo('2026-06-02T06:30:00.000Z');
      await deliver();
      const assessor = await signIn(test.app, staff.assessor.email);
      expect(await lettersTo(assessor)).toHaveLength(2);
      expect(await lettersTo(staff.iqa)).toHaveLength(1);
      clock.skipTo('2026-06-03T06:30:00.000Z');
      await deliver();
      expect(await lettersTo(assessor)).toHaveLength(2);
    });

    it('that the mailer does not take is tried again, and given up in the end', async () => {
      const manager = await signIn(test.app, staff.manager.email);
      const again = { ...staff, manager, assessor: await signIn(test.app, staff.assessor.email) };
      await anotherLearner(test.app, again, 'Faye Failed');
      await noticesOf(test, again.assessor);
      await rename(folder(), `${folder()}.away`);
      await writeFile(folder(), 'no folder');
      try {
        clock.skipTo('2026-06-04T06:30:00.000Z');
        await deliver();
      } finally {
        await rename(folder(), `${folder()}.broken`);
        await rename(`${folder()}.away`, folder());
        await chmod(folder(), 0o700);
      }
      expect((await statesOf(staff.assessor)).at(-1)).toBe('failed');
      expect(await lettersTo(again.assessor)).toHaveLength(2);
    });

    it('never goes twice: a process that died while it handed the letter over has sent it, for all anybody knows', async () => {
      const store = test.app.get(NotificationsStore);
      const unitOfWork = test.app.get(UnitOfWork);
      const [digest] = await unitOfWork.reader.sql<{ id: string }[]>`
        SELECT id FROM digests WHERE "personId" = ${staff.assessor.id} AND state = 'sent' LIMIT 1`;
      const id = digest?.id ?? '';
      const path = join(folder(), `digest-${id}.eml`);
      await rename(path, `${path}.read`);
      for (const state of ['sent', 'sending'] as const) {
        await unitOfWork.run(() => store.moveDigest(id, ['sent', 'sending'], state));
        await test.app.get(SendDigest).run(id);
        expect(existsSync(path)).toBe(false);
      }
      // Only what nobody has begun to send goes out.
      await unitOfWork.run(() => store.moveDigest(id, ['sending'], 'queued'));
      await Promise.all([test.app.get(SendDigest).run(id), test.app.get(SendDigest).run(id)]);
      expect(existsSync(path)).toBe(true);
    });
  });
});
