import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { VerifyTrail } from '../../src/modules/audit/verify-trail.js';
import { IdentityReader } from '../../src/modules/identity/identity.reader.js';
import { WitnessInvitationRecord } from '../../src/modules/witnesses/witness-invitation.record.js';
import type { WitnessInvitationList } from '../../src/modules/witnesses/witnesses.dto.js';
import type { Problem } from '../../src/platform/http/problem.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { FixedClock } from '../../src/platform/time/clock.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { evidenceNow } from '../support/evidence.js';
import { type Cast, castOf } from '../support/people.js';
import { storyClock, TODAY } from '../support/running-clock.js';
import { ACCOUNT, give, invite, letterOf, openLink, TESTIMONY, testimonyDraft, WITNESS } from '../support/testimony.js';

const DAY_MS = 24 * 3_600_000;

describe('the link of a witness', () => {
  let test: TestApp;
  let cast: Cast;
  const visit = (token: string | null) => openLink(test.app, token ?? '');
  const answer = (token: string | null, over: object = {}) => give(test.app, token ?? '', over);

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  const row = async (id: string): Promise<WitnessInvitationRecord> =>
    test.app.get(UnitOfWork).reader.findOneByOrFail(WitnessInvitationRecord, { id });

  it('is mailed, shown to the assessor, hidden from the learner, and has 160 bits', async () => {
    const toAssessor = await invite(cast, await testimonyDraft(cast));
    expect(toAssessor.link).toBe(`https://portfolio.test/api/witness/${toAssessor.token}`);
    expect(Buffer.from(toAssessor.token ?? '', 'base64url').length).toBe(20);
    expect(Date.parse(toAssessor.expiresAt) - Date.parse(toAssessor.invitedAt)).toBe(14 * DAY_MS);
    expect(toAssessor.sentTo).toBe(WITNESS.email);

    const toLearner = await invite(cast, await testimonyDraft(cast), { expiresInDays: 3 }, cast.learner);
    expect(toLearner).toMatchObject({ link: null, token: null, sentTo: 'p…@kitchens.test', state: 'open' });
    expect(Date.parse(toLearner.expiresAt) - Date.parse(toLearner.invitedAt)).toBe(3 * DAY_MS);

    const letter = await letterOf(test, toLearner.id);
    expect(letter.to).toEqual([{ name: WITNESS.name, address: WITNESS.email }]);
    expect(letter.text).toContain(WITNESS.message);
    expect(letter.text).toContain(TESTIMONY.title);
    const token = /https:\/\/portfolio\.test\/api\/witness\/([\w-]+)/.exec(letter.text ?? '')?.[1] ?? '';
    await visit(token).expect(200);
    const [listed] = await delivered(toLearner.evidenceId);
    expect(listed).toMatchObject({ id: toLearner.id, delivery: 'sent', sentTo: 'p…@kitchens.test' });
  });

  async function delivered(evidenceId: string): Promise<WitnessInvitationList['items']> {
    for (let tries = 0; ; tries += 1) {
      const { body } = await cast.learner.get(`/api/evidence/${evidenceId}/witness-invitations`).expect(200);
      const { items } = body as WitnessInvitationList;
      if (tries > 200 || items.every(({ delivery }) => delivery !== 'queued')) return items;
      await wait(25);
    }
  }

  it('shows what is asked, and opening it changes nothing however often (mail scanners)', async () => {
    const id = await testimonyDraft(cast, { record: { account: ['Written by the learner beforehand.'] } });
    const { id: invitationId, token } = await invite(cast, id);
    await delivered(id);
    const before = [await row(invitationId), await evidenceNow(cast.learner, id)];
    const answers = await Promise.all(Array.from({ length: 20 }, () => visit(token).expect(200)));
    expect([await row(invitationId), await evidenceNow(cast.learner, id)]).toEqual(before);

    const [first] = answers;
    expect(first?.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(first?.body).toMatchObject({
      state: 'open',
      learnerName: 'Maya Okafor',
      inviterName: 'Daniel Price',
      centreName: 'Harbourside Training Centre',
      title: TESTIMONY.title,
      activityFrom: TESTIMONY.activityFrom,
      criteria: [{ code: '2.9', statement: expect.stringContaining('procedures') as unknown }],
      message: WITNESS.message,
      witness: { name: WITNESS.name, role: WITNESS.role, relationship: 'Line manager' },
    });
    // What somebody else has written of the account would be put into the witness's mouth.
    expect(JSON.stringify(first?.body)).not.toContain('Written by the learner beforehand');
  });

  it('takes the testimony in the words of the witness, signed, dated, hashed and handed in', async () => {
    const id = await testimonyDraft(cast, { record: { account: ['Written by the learner beforehand.'] } });
    const { id: invitationId, token } = await invite(cast, id);
    const { body } = await answer(token, { dates: '2 and 6 March', location: 'The office' }).expect(201);
    const item = await evidenceNow(cast.assessor, id);
    expect(body).toEqual({
      state: 'used',
      signedName: WITNESS.name,
      signedOn: TODAY,
      receivedAt: item.submittedAt,
      contentSha256: item.contentSha256,
    });
    expect(item).toMatchObject({ status: 'submitted', authorRole: 'witness' });
    expect(item.record).toEqual({
      witness: {
        name: WITNESS.name,
        jobRole: WITNESS.role,
        organisation: WITNESS.organisation,
        relationship: 'Line manager',
        status: 'Non-expert familiar with the standards',
        knownFor: WITNESS.knownFor,
        signedOn: TODAY,
      },
      dates: '2 and 6 March',
      location: 'The office',
      account: ACCOUNT.account,
    });
    expect(item.signatures).toEqual([
      expect.objectContaining({
        role: 'witness',
        personName: WITNESS.name,
        contentSha256: item.contentSha256,
        givenThrough: 'link',
      }),
    ]);
    const { body: trail } = await cast.assessor.get(`/api/registrations/${cast.registrationId}/audit?limit=100`);
    const event = (trail as { items: { type: string; facts: { invitationId?: string } }[] }).items.find(
      ({ type, facts }) => type === 'testimony.given' && facts.invitationId === invitationId,
    );
    expect(event).toMatchObject({ actorId: null, facts: { ref: item.ref, contentSha256: item.contentSha256 } });
  });

  it('takes one text with blank lines as its paragraphs, and the part of a name that people sign with', async () => {
    const id = await testimonyDraft(cast);
    const { token } = await invite(cast, id);
    await answer(token, { account: ACCOUNT.account.join('\n\n'), name: 'P. LINDQVIST' }).expect(201);
    expect((await evidenceNow(cast.learner, id)).record).toMatchObject({ account: ACCOUNT.account });
  });

  it('opens once: a repeat is told that the testimony was received, and changes nothing', async () => {
    const id = await testimonyDraft(cast);
    const { token } = await invite(cast, id);
    const { body } = await answer(token).expect(201);
    const { receivedAt } = body as { receivedAt: string };
    const before = await evidenceNow(cast.learner, id);
    for (const again of [
      await answer(token, { account: 'Something quite different this time.' }),
      await visit(token),
    ]) {
      expect(again.status).toBe(409);
      const { code, detail } = again.body as Problem;
      expect(code).toBe('STATE_CONFLICT');
      expect(detail).toContain(`received at ${receivedAt}.`);
      expect(JSON.stringify(again.body)).not.toContain('Maya');
    }
    expect(await evidenceNow(cast.learner, id)).toEqual(before);
  });

  it('opens once also when fifty answers come at the same time (S7)', async () => {
    const id = await testimonyDraft(cast);
    const { token } = await invite(cast, id);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        answer(token, { account: `Account number ${index} of what I saw her do.` }).then(({ status, body }) => ({
          status,
          contentSha256: (body as { contentSha256?: string }).contentSha256,
        })),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(49);
    const item = await evidenceNow(cast.learner, id);
    expect(item.signatures).toHaveLength(1);
    expect(item.contentSha256).toBe(answers.find(({ status }) => status === 201)?.contentSha256);
  });

  it('opens nothing when it is guessed, of another form, or the id of something else', async () => {
    const { id } = await invite(cast, await testimonyDraft(cast));
    for (const guess of [id, 'A'.repeat(27), 'x', 'A'.repeat(400), '%2e%2e%2f', cast.learner.token]) {
      expect([guess, (await visit(guess)).status, (await answer(guess)).status]).toEqual([guess, 404, 404]);
    }
  });

  it('is for one request: it answers that one and no other', async () => {
    const [first, second] = [await testimonyDraft(cast), await testimonyDraft(cast)];
    const [one, other] = [await invite(cast, first), await invite(cast, second)];
    expect(one.token).not.toBe(other.token);
    await answer(one.token).expect(201);
    expect((await evidenceNow(cast.learner, second)).status).toBe('draft');
    await visit(other.token).expect(200);
  });

  it('can be revoked under its ETag, and the draft is then its author’s again', async () => {
    const id = await testimonyDraft(cast);
    const path = `/api/evidence/${id}/witness-invitations`;
    const { id: invitationId, token, etag } = await invite(cast, id, {}, cast.assessor);
    const edit = () => cast.learner.patch(`/api/evidence/${id}`, { title: 'Another title' });
    const held = await edit().expect(409);
    expect((held.body as Problem).detail).toContain('Revoke the invitation');
    await cast.learner.put(`/api/evidence/${id}/claims`, []).expect(409);
    await cast.learner.post(`/api/evidence/${id}/submission`, { declaration: true }).expect(409);

    await cast.learner.delete(`${path}/${invitationId}`, '"r9"').expect(412);
    await cast.learner.delete(`${path}/${cast.learner.id}`).expect(404);
    await cast.learner.delete(`${path}/${invitationId}`, etag).expect(204);
    await cast.learner.delete(`${path}/${invitationId}`).expect(409);
    expect(((await visit(token).expect(409)).body as Problem).detail).toBe('This testimony is no longer asked for.');
    await answer(token).expect(409);
    await edit().expect(200);
  });

  it('is replaced by a new one for the same item', async () => {
    const id = await testimonyDraft(cast);
    const first = await invite(cast, id);
    const second = await invite(cast, id, { email: 'p.lindqvist@elsewhere.test' });
    await visit(first.token).expect(409);
    await answer(first.token).expect(409);
    await answer(second.token).expect(201);
    const { body } = await cast.assessor.get(`/api/evidence/${id}/witness-invitations`).expect(200);
    const states = (body as WitnessInvitationList).items.map(({ state, sentTo }) => [state, sentTo]);
    expect(states).toEqual([
      ['revoked', WITNESS.email],
      ['used', 'p.lindqvist@elsewhere.test'],
    ]);
  });

  it('ends with its draft', async () => {
    const id = await testimonyDraft(cast);
    const { token } = await invite(cast, id);
    await cast.learner.post(`/api/evidence/${id}/withdrawal`, { reason: 'learner_choice' }).expect(200);
    await visit(token).expect(409);
    await answer(token).expect(409);
  });

  it('lies nowhere in clear: not in the database, the trail or the queue', async () => {
    const id = await testimonyDraft(cast);
    const { id: invitationId, token } = await invite(cast, id);
    await letterOf(test, invitationId);
    await answer(token).expect(201);
    const { reader, onPostgres } = test.app.get(UnitOfWork);
    const tables = await reader.query<{ name: string }[]>(
      onPostgres
        ? `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
           WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`
        : `SELECT name FROM sqlite_master WHERE type = 'table'`,
    );
    expect(tables.length).toBeGreaterThan(20);
    let seen = '';
    for (const { name } of tables) seen += JSON.stringify(await reader.query(`SELECT * FROM ${name}`));
    expect(seen).toContain(invitationId);
    expect(seen).not.toContain(token);
    // Nor could it be made of what lies there: the key is a file beside the database.
    const key = readFileSync(join(test.env.dataDir, 'keys', 'link-secret'), 'utf8');
    expect(seen).not.toContain(key);
  });

  it('leaves a trail that still follows from its start', async () => {
    const [centre] = await test.app.get(IdentityReader).centres();
    expect((await test.app.get(VerifyTrail).run(centre?.id ?? '')).fault).toBeNull();
  });

  it.each([
    ['too little to be an account', { account: 'All met.' }, 'account'],
    ['the name of somebody else', { name: 'Morgan Freeborn' }, 'name'],
    ['a date in the future', { signedOn: '2026-06-02' }, 'signedOn'],
    ['a date before it was asked for', { signedOn: '2026-05-31' }, 'signedOn'],
  ])('refuses %s, and stays good for a correction', async (_what, over, path) => {
    const { token } = await invite(cast, await testimonyDraft(cast));
    const { body, status } = await answer(token, over);
    expect([status, (body as Problem).code, (body as Problem).errors.map((one) => one.path)]).toEqual([
      422,
      'TESTIMONY_REFUSED',
      [path],
    ]);
    await answer(token).expect(201);
  });

  it('takes nothing that is not declared to be true', async () => {
    const { token } = await invite(cast, await testimonyDraft(cast));
    for (const statement of [false, undefined, 'true']) await answer(token, { statement }).expect(400);
    await visit(token).expect(200);
  });
});

describe('the days of a link', () => {
  it('are fourteen at most, and afterwards it opens nothing', async () => {
    const clock = new FixedClock(`${TODAY}T09:00:00.000Z`);
    const test = await buildApp({ clock });
    try {
      const cast = await castOf(test.app);
      const id = await testimonyDraft(cast);
      for (const expiresInDays of [0, 15, 1.5]) {
        await cast.assessor.post(`/api/evidence/${id}/witness-invitations`, { ...WITNESS, expiresInDays }).expect(400);
      }
      const { token, expiresAt } = await invite(cast, id);
      expect(expiresAt).toBe('2026-06-15T09:00:00.000Z');
      // Sessions end meanwhile; a witness needs none.
      clock.moveTo('2026-06-15T08:59:59.999Z');
      await openLink(test.app, token ?? '').expect(200);
      clock.moveTo(expiresAt);
      const { body } = await openLink(test.app, token ?? '').expect(409);
      expect((body as Problem).detail).toContain(expiresAt);
      await give(test.app, token ?? '').expect(409);
    } finally {
      await test.close();
    }
  });
});
