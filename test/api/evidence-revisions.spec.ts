import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FieldDifference } from '../../src/domain/evidence/merge-revisions.js';
import type { RevisionPage, RevisionView } from '../../src/modules/evidence/revisions/evidence-revisions.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { claimsOn, draft, evidenceNow, sampleFile } from '../support/evidence.js';
import { addPerson, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { storyClock } from '../support/running-clock.js';
import { ENVELOPE } from '../support/world.js';

const at = (id: string, rest = ''): string => `/api/evidence/${id}${rest}`;
const ACCOUNT = {
  ...ENVELOPE,
  method: 'reflective_account',
  record: { situation: 'Twelve handles.', whatIDid: 'I counted.', ours: 'x' },
};

interface Conflict {
  readonly base: number | null;
  readonly current: number;
  readonly currentEtag: string;
  readonly changedBy: string | null;
  readonly changedAt: string | null;
  readonly fields: readonly FieldDifference[];
  readonly mergeable: object;
}

describe('the revisions of a draft', () => {
  let test: TestApp;
  let cast: Cast;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  const revisions = async (person: Person, id: string, query = '') =>
    (await person.get(at(id, `/revisions${query}`)).expect(200)).body as RevisionPage;
  const revision = async (person: Person, id: string, number: number) =>
    (await person.get(at(id, `/revisions/${number}`)).expect(200)).body as RevisionView;
  const etagNow = async (id: string) => String((await cast.learner.get(at(id)).expect(200)).headers['etag']);

  it('are all kept and readable, newest first, with what each changed', async () => {
    const { id } = await draft(cast.learner, ACCOUNT);
    await cast.learner.patch(at(id), { title: 'Twelve handles', record: { ...ACCOUNT.record, why: 'To hear it.' } });
    await cast.learner.upload(at(id, '/files'), sampleFile('call-back-note-c-003.txt'), 'note.txt').expect(201);
    await cast.learner.put(at(id, '/claims'), claimsOn(cast.registrationId, ['1.4'])).expect(200);

    const { items, nextCursor } = await revisions(cast.iqa, id);
    const claim = `claims.${cast.registrationId}.1.4`;
    expect(nextCursor).toBeNull();
    expect(items.map(({ revision: number, changed }) => [number, changed])).toEqual([
      [4, [claim]],
      [2, ['record.why', 'title']],
      [1, expect.arrayContaining(['method', 'title', 'record.situation', 'redaction'])],
    ]);
    expect(items.map(({ changedBy, changedById }) => [changedBy, changedById])).toEqual(
      Array(3).fill(['Maya Okafor', cast.learner.id]),
    );

    expect((await revision(cast.assessor, id, 1)).content).toMatchObject({ title: ENVELOPE.title, claims: [] });
    const last = await revision(cast.learner, id, 4);
    expect(last.changed).toEqual([claim]);
    expect(last.content).toMatchObject({ title: 'Twelve handles', record: { why: 'To hear it.' } });
    expect(last.content.claims.map(({ criterion }) => criterion)).toEqual(['1.4']);
    for (const unkept of [0, 3, 5, 'x', '1e3', '99999999999999999999']) {
      expectProblem(await cast.learner.get(at(id, `/revisions/${unkept}`)), 404, 'NOT_FOUND');
    }
  });

  it('come in pages that say of their last entry too what it changed', async () => {
    const { id } = await draft(cast.learner, ACCOUNT);
    for (const title of ['Second', 'Third', 'Fourth']) await cast.learner.patch(at(id), { title }).expect(200);
    const first = await revisions(cast.learner, id, '?limit=2');
    expect(first.items.map(({ revision: number, changed }) => [number, changed])).toEqual([
      [4, ['title']],
      [3, ['title']],
    ]);
    const second = await revisions(cast.learner, id, `?limit=2&cursor=${first.nextCursor}`);
    expect(second.items.map(({ revision: number }) => number)).toEqual([2, 1]);
    expect(second.nextCursor).toBeNull();
  });

  it('stay those of the draft: what happens after the submission adds none, a new version starts its own', async () => {
    const { id } = await draft(cast.learner, ACCOUNT);
    await cast.learner.put(at(id, '/claims'), claimsOn(cast.registrationId, ['1.4'])).expect(200);
    await cast.learner.post(at(id, '/submission'), { declaration: true }).expect(200);
    await cast.assessor
      .post(at(id, '/decision'), { outcome: 'returned', comment: 'Say why.', reasons: ['depth'] })
      .expect(200);
    expect((await revisions(cast.learner, id)).items).toHaveLength(2);
    const { body } = await cast.learner.post(at(id, '/versions')).expect(201);
    const { items } = await revisions(cast.learner, (body as { id: string }).id);
    expect(items.map(({ changed }) => changed)).toEqual([
      expect.arrayContaining(['title', `claims.${cast.registrationId}.1.4`]),
    ]);
  });

  it('are nobody’s who may not read the item', async () => {
    const { id } = await draft(cast.learner, ACCOUNT);
    const stranger = await addPerson(cast.manager, test.app, 'Otto Learner', ['learner']);
    expectProblem(await stranger.get(at(id, '/revisions')), 404, 'NOT_FOUND');
    expectProblem(await stranger.get(at(id, '/revisions/1')), 404, 'NOT_FOUND');
  });

  describe('when two of them cross', () => {
    const conflictOf = async (asked: ReturnType<Person['patch']>): Promise<Conflict> => {
      const { conflict } = expectProblem(await asked, 412, 'IF_MATCH_STALE', ['conflict']) as unknown as {
        conflict: Conflict;
      };
      return conflict;
    };

    it('both versions are shown, nothing is applied, and what nobody else touched can be sent as it stands', async () => {
      const { id } = await draft(cast.learner, ACCOUNT);
      const opened = await etagNow(id);
      const theirs = { title: 'From the telephone', record: { ...ACCOUNT.record, situation: 'Ten handles.' } };
      await cast.learner.patch(at(id), theirs, opened).expect(200);

      const mine = {
        title: 'From the desk',
        channel: 'email',
        record: { situation: 'Twelve handles.', whatIDid: 'I counted with her.', why: 'To be believed.' },
      };
      const conflict = await conflictOf(cast.learner.patch(at(id), mine, opened));
      const difference = (path: string, base: unknown, current: unknown, yours: unknown, isConflict: boolean) => ({
        ...{ path, base, current, yours, isConflict },
      });
      expect(conflict).toMatchObject({ base: 1, current: 2, currentEtag: '"r2"', changedBy: 'Maya Okafor' });
      expect(conflict.fields).toEqual([
        difference('channel', null, null, 'email', false),
        difference('record.ours', 'x', 'x', null, false),
        difference('record.situation', 'Twelve handles.', 'Ten handles.', 'Twelve handles.', false),
        difference('record.whatIDid', 'I counted.', 'I counted.', 'I counted with her.', false),
        difference('record.why', null, null, 'To be believed.', false),
        difference('title', ENVELOPE.title, 'From the telephone', 'From the desk', true),
      ]);
      expect(await evidenceNow(cast.learner, id)).toMatchObject(theirs);

      const { body } = await cast.learner.patch(at(id), conflict.mergeable, conflict.currentEtag).expect(200);
      expect(body).toMatchObject({
        title: 'From the telephone',
        channel: 'email',
        record: { situation: 'Ten handles.', whatIDid: 'I counted with her.', why: 'To be believed.' },
      });
      expect((body as { record: object }).record).not.toHaveProperty('ours');
    });

    it('a file in between is no change of words', async () => {
      const { id } = await draft(cast.learner, ACCOUNT);
      const opened = await etagNow(id);
      await cast.learner.upload(at(id, '/files'), sampleFile('call-back-note-c-003.txt'), 'note.txt').expect(201);
      const conflict = await conflictOf(cast.learner.patch(at(id), { title: 'New' }, opened));
      expect(conflict).toMatchObject({ base: 1, current: 2, changedBy: null, mergeable: { title: 'New' } });
      expect(conflict.fields.map(({ isConflict }) => isConflict)).toEqual([false]);
    });

    it('claims are held against each other criterion by criterion', async () => {
      const { id } = await draft(cast.learner, ACCOUNT);
      const claims = (criteria: string[]) => claimsOn(cast.registrationId, criteria);
      await cast.learner.put(at(id, '/claims'), claims(['1.3', '1.4'])).expect(200);
      const opened = await etagNow(id);
      await cast.learner.put(at(id, '/claims'), claims(['1.3', '1.4', '1.5']), opened).expect(200);

      const conflict = await conflictOf(cast.learner.put(at(id, '/claims'), claims(['1.4', '1.6']), opened));
      const path = (criterion: string) => `claims.${cast.registrationId}.${criterion}`;
      expect(conflict.fields.map((field) => [field.path, field.isConflict])).toEqual([
        [path('1.3'), false],
        [path('1.5'), false],
        [path('1.6'), false],
      ]);
      const { claims: merged } = conflict.mergeable as { claims: { criterion: string }[] };
      const { body } = await cast.learner.put(at(id, '/claims'), merged, conflict.currentEtag).expect(200);
      const claimed = (body as { claims: { criterion: string }[] }).claims.map(({ criterion }) => criterion);
      expect(claimed.sort()).toEqual(['1.4', '1.5', '1.6']);
    });

    it('nothing is compared with a revision that is still to come', async () => {
      const { id } = await draft(cast.learner, ACCOUNT);
      expectProblem(await cast.learner.patch(at(id), { title: 'New' }, '"r9"'), 412, 'IF_MATCH_STALE');
    });

    it('the words go to nobody but who may change them', async () => {
      const { id } = await draft(cast.learner, ACCOUNT);
      expectProblem(await cast.assessor.patch(at(id), { title: 'New' }, '"r9"'), 403, 'NOT_ALLOWED');
      expectProblem(await cast.assessor.put(at(id, '/claims'), [], '"r9"'), 403, 'NOT_ALLOWED');
      expectProblem(await cast.iqa.patch(at(id), { title: 'New' }, '"r9"'), 403, 'NOT_ALLOWED');
    });
  });
});
