import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Role } from '../../src/domain/access/actor.js';
import type {
  ExercisePage,
  ExerciseView,
  StandardisationCoverView,
} from '../../src/modules/standardisation/standardisation-view.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { accept, submittedProduct } from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { judge } from '../support/ready-unit.js';
import { storyClock, TODAY } from '../support/running-clock.js';
import {
  answersOf,
  arrange,
  conclude,
  decide,
  EVENTS,
  exerciseNow,
  exerciseOf,
  openedExercise,
  openExercise,
  sharedEvidence,
  sharedText,
  whenRead,
} from '../support/standardisation.js';
import { foundSecondCentre } from '../support/world.js';

describe('standardisation over HTTP', () => {
  let test: TestApp;
  let staff: Cast;
  let lead: Person;
  let olive: Person;
  let cast: Cast;
  let product: string;
  let learners = 0;
  let participants: readonly Person[];

  const newcomer = (name: string, roles: Role[]) => addPerson(staff.manager, test.app, `${name} ${learners}`, roles);
  const exercise = (over: object = {}, evidenceIds: readonly string[] = [product]) =>
    openedExercise(lead, { evidenceIds, participants, over });

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    staff = await castOf(test.app);
    lead = await addPerson(staff.manager, test.app, 'Lea Lead', ['lead_iqa']);
    olive = await addPerson(staff.manager, test.app, 'Olive Outside', ['assessor']);
    participants = [staff.assessor, olive, staff.trainee, staff.iqa];
  });
  afterAll(() => test.close());

  beforeEach(async () => {
    learners += 1;
    cast = await anotherLearner(test.app, staff, `Wilhelmina O’Shea-${learners}`);
    const path = `/api/registrations/${cast.registrationId}`;
    await cast.manager.patch(path, { employer: 'Harbour Lane Ltd', site: 'Quay Street' }).expect(200);
    product = await submittedProduct(cast, ['2.6', '2.7'], {
      contextStatement:
        'Wilhelmina O’Shea answered for Harbour Lane at Quay Street; Price looked on. Ring 020 7946 0018.',
      record: { note: ["WILHELMINA's words, as O'Shea wrote them on 2026-03-02"] },
    });
    await whenRead(cast.learner, [product]);
  });

  it('goes from shared evidence through blind decisions to what was agreed, and touches no judgement (P2)', async () => {
    await accept(cast, product, ['2.6', '2.7']);
    await judge(cast, '2.6', [product], { overrideReason: 'A whole thread.' });
    const ledger = async () => (await cast.iqa.get(`/api/registrations/${cast.registrationId}/judgements`)).text;
    const coverage = async () =>
      (await cast.iqa.get(`/api/registrations/${cast.registrationId}/coverage?asOf=2026-06-01`)).text;
    const before = [await ledger(), await coverage()];

    const prepared = await arrange(lead, { evidenceIds: [product], participants });
    expect(prepared).toMatchObject({ state: 'prepared', facilitatorName: 'Lea Lead', decisions: [], agreement: null });
    const { id } = prepared;
    expectProblem(await olive.get(`${EVENTS}/${id}/evidence/1`), 409, 'STATE_CONFLICT');
    expectProblem(await decide(olive, prepared, ['met', 'met']), 409, 'STATE_CONFLICT');
    expectProblem(await openExercise(lead, id, false), 422, 'DECLARATION_REQUIRED');
    expectProblem(await openExercise(staff.iqa, id), 422, 'SEGREGATION_OF_DUTIES');
    const preview = await sharedEvidence(lead, id);
    const open = (await openExercise(lead, id).expect(200)).body as ExerciseView;
    expect(open.people.map(({ name, decides, decidedOriginally }) => [name, decides, decidedOriginally])).toEqual([
      ...[
        ['Daniel Price', true, [1]],
        ['Olive Outside', true, []],
        ['Tess Morley', true, []],
      ],
      ...[
        ['Ingrid Shaw', true, []],
        ['Lea Lead', false, []],
      ],
    ]);

    expectProblem(await olive.get(`/api/evidence/${product}`), 404, 'NOT_FOUND');
    expect(await sharedEvidence(olive, id)).toEqual(preview);
    expectProblem(await decide(lead, open, ['met', 'met']), 403, 'NOT_ALLOWED');
    await decide(staff.assessor, open, ['met', 'not_yet_met']).expect(201);
    const own = (await decide(olive, open, ['met', 'none']).expect(201)).body as ExerciseView;
    expect(own.decisions.map(({ name }) => name)).toEqual(['Olive Outside']);
    expectProblem(await decide(olive, open, ['met', 'met']), 409, 'STATE_CONFLICT');
    await decide(staff.trainee, open, ['met', 'not_yet_met']).expect(201);
    expectProblem(await conclude(lead, open, ['met', 'met']), 409, 'STATE_CONFLICT');

    const revealed = (await decide(staff.iqa, open, ['not_yet_met', 'not_yet_met']).expect(201)).body as ExerciseView;
    expect(revealed).toMatchObject({ state: 'revealed', revealCause: 'all_decided', revealReason: null });
    expect(revealed.decisions.map(({ name }) => name).sort()).toEqual([
      ...['Daniel Price', 'Ingrid Shaw', 'Olive Outside', 'Tess Morley'],
    ]);
    expect(revealed.people[0]?.decidedOriginally).toEqual([1]);
    // Three of six pairs agree on each: met 3, not yet met 4, none 1 of eight.
    expect(revealed.agreement?.overall).toMatchObject({ raters: 4, subjects: 2, raw: 0.5, statistic: 'fleiss' });
    expect(revealed.agreement?.overall.kappa).toBeCloseTo((0.5 - 26 / 64) / (1 - 26 / 64), 10);
    expect(revealed.agreement?.criteria[0]).toMatchObject({ criterion: '2.6', raw: 0.5, kappa: null });
    expect(revealed.agreement?.criteria[0]?.undefinedBecause).toContain('only one decision');

    const actions = [{ text: 'Write down what counts as progress.', ownerId: staff.trainee.id, dueOn: '2026-07-01' }];
    expectProblem(await conclude(staff.iqa, revealed, ['met', 'not_yet_met']), 422, 'SEGREGATION_OF_DUTIES');
    const attendeeIds = [lead.id, staff.assessor.id, olive.id, staff.iqa.id];
    const concluded = (await conclude(lead, revealed, ['met', 'not_yet_met'], { actions, attendeeIds }).expect(201))
      .body as ExerciseView;
    expect(concluded).toMatchObject({
      state: 'concluded',
      conclusion: { signedByName: 'Lea Lead', heldOn: TODAY, agreed: [{ criterion: '2.6', outcome: 'met' }, {}] },
      actions: [{ ownerName: 'Tess Morley', status: 'open', raisedByName: 'Lea Lead' }],
    });
    expect(concluded.people.map(({ name, attended }) => [name, attended])).toContainEqual(['Tess Morley', false]);
    expectProblem(await conclude(lead, revealed, ['met', 'met']), 409, 'STATE_CONFLICT');

    const dissent = { note: 'I still miss the date.', criterion: '2.6', evidence: 1 };
    const withDissent = await olive.post(`${EVENTS}/${id}/dissents`, dissent).expect(201);
    expect(withDissent.body).toMatchObject({ dissents: [{ name: 'Olive Outside', ...dissent }] });
    expectProblem(await lead.post(`${EVENTS}/${id}/dissents`, dissent), 403, 'NOT_ALLOWED');
    expectProblem(await olive.post(`${EVENTS}/${id}/dissents`, { ...dissent, evidence: 2 }), 422, 'CRITERION_UNKNOWN');

    const action = `/api/standardisation-actions/${concluded.actions[0]?.id}`;
    expectProblem(await olive.post(`${action}/response`, { response: 'Done.' }), 422, 'SEGREGATION_OF_DUTIES');
    await staff.trainee.post(`${action}/response`, { response: 'Pinned up.' }).expect(200);
    expectProblem(await staff.trainee.post(`${action}/closure`, { note: 'Seen.' }), 403, 'NOT_ALLOWED');
    const closed = await staff.iqa.post(`${action}/closure`, { note: 'Seen.' }).expect(200);
    expect(closed.body).toMatchObject({ status: 'closed', response: 'Pinned up.', closedByName: 'Ingrid Shaw' });
    expectProblem(await lead.post(`${action}/closure`, { note: 'Seen.' }), 409, 'STATE_CONFLICT');
    expectProblem(await staff.trainee.post(`${action}/response`, { response: 'More.' }), 409, 'STATE_CONFLICT');

    expect([await ledger(), await coverage()]).toEqual(before);
  });

  describe('shows of the evidence', () => {
    it('no name, no day and no number, in words, records, locators and the text of files', async () => {
      await cast.assessor.get('/api/me').expect(200);
      const { id } = await exercise({ ordinaryWords: ['price'], alsoMask: ['Customer B'] });
      const sheet = await sharedEvidence(olive, id);
      expect(sheet).toMatchObject({
        ...{ number: 1, method: 'work_product', activityMonth: '2026-03', setting: 'workplace', channel: 'email' },
        contextStatement: 'Learner A answered for Employer A at Site A; Assessor A looked on. Ring [phone number].',
        record: { note: ["Learner A's words, as Learner A wrote them on 2026-03"] },
        claims: [
          { criterion: '2.6', locator: { paragraph: 1 } },
          { criterion: '2.7', locator: { paragraph: 1 } },
        ],
        files: [{ number: 1, kind: 'email', state: 'read', isRedactedCopy: false, isShared: false }],
      });
      const text = await sharedText(olive, id, '?limit=100');
      expect(text.passages.map((passage) => passage.text).join('\n')).toContain('Person A');
      expect(JSON.stringify(text)).not.toMatch(/Customer B|harbour-lane/i);
      const [first, rest] = [
        await sharedText(olive, id, '?limit=1'),
        await sharedText(olive, id, '?cursor=1&limit=100'),
      ];
      expect([...first.passages, ...rest.passages]).toEqual(text.passages);
      expect(first.nextCursor).toBe('1');
    });

    it('nothing by which participants could trace it, not even once it is concluded', async () => {
      const open = await exercise();
      for (const person of participants) await decide(person, open, ['met', 'met']).expect(201);
      await conclude(lead, open, ['met', 'met']).expect(201);
      const traces = new RegExp(
        [product, cast.learner.id, cast.registrationId, 'E001', 'Wilhelmina', 'Shea'].join('|'),
        'i',
      );
      const paths = ['', '/evidence/1', '/evidence/1/files/1/text'].map((path) => `${EVENTS}/${open.id}${path}`);
      for (const path of [...paths, `${EVENTS}?unit=U40`, '/api/standardisation-cover?unit=U40']) {
        expect([path, (await olive.get(path).expect(200)).text]).toEqual([path, expect.not.stringMatching(traces)]);
      }
      expect((await exerciseNow(lead, open.id)).evidence).toMatchObject([{ evidenceId: product }]);
    });

    it('the text of files, and the files themselves only as redacted copies that the facilitator shares', async () => {
      const { id: draftId } = (
        await cast.learner.post('/api/evidence', {
          ...{ method: 'work_product', title: 'Letter', contextStatement: 'A letter.', activityFrom: '2026-03-02' },
          ...{ setting: 'workplace', redaction: 'done' },
        })
      ).body as { id: string };
      const path = `/api/evidence/${draftId}`;
      const mail = 'From: a@kitchens.test\nTo: b@kitchens.test\nSubject: Doors\n\nMrs Quimby wants her doors.\n';
      const original = await cast.learner.upload(`${path}/files`, Buffer.from(mail), 'Quimby.eml').expect(201);
      const { id: originalId } = original.body as { id: string };
      await cast.learner.post(`${path}/files/${originalId}/redactions`, { words: ['Quimby'] }).expect(201);
      const claim = { registrationId: cast.registrationId, criterion: '2.6', locator: { paragraph: 1 } };
      await cast.learner.put(`${path}/claims`, [claim]).expect(200);
      await cast.learner.post(`${path}/submission`, { declaration: true }).expect(200);
      await whenRead(cast.learner, [draftId]);

      const shared = { evidence: [{ evidenceId: draftId, shareRedactedFiles: true }, { evidenceId: product }] };
      const open = await exercise(shared);
      const sheet = await sharedEvidence(olive, open.id);
      expect(sheet.files).toMatchObject([{ number: 1, isRedactedCopy: true, isShared: true, state: 'read' }]);
      const copy = await olive.get(`${EVENTS}/${open.id}/evidence/1/files/1`).expect(200);
      expect(copy.headers['content-disposition']).toMatch(/^attachment; filename="evidence 1 file 1\.\w+"/);
      expect(JSON.stringify(await sharedText(olive, open.id))).not.toContain('Quimby');
      for (const nothing of ['evidence/1/files/2', 'evidence/2/files/1', 'evidence/3', 'evidence/x/files/1/text']) {
        expectProblem(await olive.get(`${EVENTS}/${open.id}/${nothing}`), 404, 'NOT_FOUND');
      }
      expectProblem(await staff.manager.get(`${EVENTS}/${open.id}/evidence/1`), 403, 'NOT_ALLOWED');

      const unshared = await exercise({}, [draftId]);
      expectProblem(await olive.get(`${EVENTS}/${unshared.id}/evidence/1/files/1`), 404, 'NOT_FOUND');
      await cast.manager.post(`${path}/withdrawal`, { reason: 'data_protection' }).expect(200);
      expectProblem(await olive.get(`${EVENTS}/${open.id}/evidence/1`), 409, 'STATE_CONFLICT');
    });

    it('what the facilitator confirmed: names they add are masked before it opens, and nothing changes after it', async () => {
      const other = await anotherLearner(test.app, staff, `Renamed Person ${learners}`);
      const { id } = await arrange(lead, { evidenceIds: [product], participants });
      const path = `${EVENTS}/${id}`;
      const etag = (await lead.get(path).expect(200)).headers.etag ?? '';
      expectProblem(await staff.iqa.patch(path, { alsoMask: ['answered'] }, etag), 422, 'SEGREGATION_OF_DUTIES');
      await lead.patch(path, { alsoMask: ['answered'] }, etag).expect(200);
      expectProblem(await lead.patch(path, { title: 'Late' }, etag), 412, 'IF_MATCH_STALE');
      const preview = await sharedEvidence(lead, id);
      expect(preview.contextStatement).toContain('Learner A Person A for Employer A');
      await openExercise(lead, id).expect(200);
      expectProblem(await lead.patch(path, { alsoMask: [] }), 409, 'STATE_CONFLICT');
      await other.manager.patch(`/api/users/${cast.learner.id}`, { name: 'Nobody Inparticular' }).expect(200);
      expect(await sharedEvidence(olive, id)).toEqual(preview);
      expect(JSON.stringify(await sharedText(olive, id))).not.toMatch(/Wilhelmina/i);
      const seen = await exerciseNow(olive, id);
      expect([seen.alsoMask, seen.ordinaryWords, (await exerciseNow(lead, id)).alsoMask]).toEqual([
        null,
        null,
        ['answered'],
      ]);
    });

    it('nothing once it is no longer what was chosen', async () => {
      const { id } = await arrange(lead, { evidenceIds: [product], participants });
      await cast.learner.post(`/api/evidence/${product}/recall`).expect(200);
      expectProblem(await lead.get(`${EVENTS}/${id}/evidence/1`), 409, 'STATE_CONFLICT');
      expectProblem(await openExercise(lead, id), 409, 'STATE_CONFLICT');
    });
  });

  describe('is arranged', () => {
    const refused = async (over: object, status: number, code: string, by = lead) => {
      const answer = await by.post(EVENTS, exerciseOf({ evidenceIds: [product], participants, over }));
      expectProblem(answer, status, code);
      return faultyPaths(answer);
    };

    it('only with units, criteria and evidence that there are', async () => {
      expect(await refused({ unit: 'U99' }, 422, 'UNIT_UNKNOWN')).toEqual(['unit']);
      expect(await refused({ criteria: ['2.6', '9.9'] }, 422, 'CRITERION_UNKNOWN')).toEqual(['criteria[1]']);
      expect(await refused({ dueBy: '2026-05-31' }, 400, 'VALIDATION_FAILED')).toEqual(['dueBy']);
      await refused({ evidence: [{ evidenceId: cast.registrationId }] }, 404, 'NOT_FOUND');
      await refused({ evidence: [] }, 400, 'VALIDATION_FAILED');
      await refused({ evidence: [{ evidenceId: product }, { evidenceId: product }] }, 400, 'VALIDATION_FAILED');
      await refused({ participantIds: [olive.id] }, 400, 'VALIDATION_FAILED');
      const draft = await cast.learner.post(`/api/evidence/${product}/recall`).expect(200);
      expect((draft.body as { status: string }).status).toBe('draft');
      expect(await refused({}, 409, 'STATE_CONFLICT')).toEqual(['evidence[0].evidenceId']);
    });

    it('by IQAs of portfolios that they may read themselves', async () => {
      const outsider = await newcomer('Ira Outside', ['iqa']);
      await refused({}, 404, 'NOT_FOUND', outsider);
      await refused({}, 403, 'NOT_ALLOWED', staff.assessor);
      await refused({}, 403, 'NOT_ALLOWED', staff.manager);
      await arrange(staff.iqa, { evidenceIds: [product], participants: [olive, staff.assessor] });
    });

    it('with assessors and IQAs of the centre, and never with the learner whose evidence it is', async () => {
      const foreigner = (await foundSecondCentre(test.app)).id;
      const eqa = (await newcomer('Edda External', ['eqa'])).id;
      const participantIds = [olive.id, staff.manager.id, cast.learner.id, foreigner, eqa];
      expect(await refused({ participantIds, facilitatorId: olive.id }, 422, 'ROLE_MISSING')).toEqual([
        ...['facilitatorId', 'participantIds[1]', 'participantIds[2]', 'participantIds[3]', 'participantIds[4]'],
      ]);
      await staff.manager
        .patch(`/api/users/${cast.learner.id}`, { roles: ['learner', 'assessor', 'lead_iqa'] })
        .expect(200);
      const own = { participantIds: [olive.id, cast.learner.id], facilitatorId: cast.learner.id };
      expect(await refused(own, 422, 'SEGREGATION_OF_DUTIES')).toEqual(['facilitatorId', 'participantIds[1]']);
      expect(await refused({}, 422, 'SEGREGATION_OF_DUTIES', cast.learner)).toEqual(['actor', 'facilitatorId']);
      // As a lead IQA they oversee every exercise of the centre but this one.
      const [about, another] = [await exercise(), await anotherLearner(test.app, staff, `Other Learner ${learners}`)];
      const theirs = await submittedProduct(another, ['2.6']);
      await whenRead(another.learner, [theirs]);
      const different = await exercise({}, [theirs]);
      expectProblem(await cast.learner.get(`${EVENTS}/${about.id}`), 404, 'NOT_FOUND');
      expectProblem(await cast.learner.get(`${EVENTS}/${about.id}/evidence/1`), 404, 'NOT_FOUND');
      const { items } = (await cast.learner.get(`${EVENTS}?limit=200`).expect(200)).body as ExercisePage;
      expect(items.map(({ id }) => id)).toContain(different.id);
      expect(items.map(({ id }) => id)).not.toContain(about.id);
    });

    it('and listed for those who are in it, page by page', async () => {
      const [one, two] = [await exercise(), await arrange(lead, { evidenceIds: [product], participants })];
      const outsider = await newcomer('Odo Outside', ['assessor', 'iqa']);
      expect((await outsider.get(EVENTS).expect(200)).body).toEqual({ items: [], nextCursor: null });
      expectProblem(await outsider.get(`${EVENTS}/${one.id}`), 404, 'NOT_FOUND');
      expectProblem(await cast.learner.get(EVENTS), 403, 'NOT_ALLOWED');
      const { items } = (await olive.get(`${EVENTS}?unit=U40&limit=200`).expect(200)).body as ExercisePage;
      expect(items.slice(-2)).toMatchObject([
        { id: one.id, state: 'open', pieces: 1, participants: 4, decided: 0, awaitsYou: true },
        { id: two.id, state: 'prepared', awaitsYou: false },
      ]);
      const prepared = (await lead.get(`${EVENTS}?state=prepared&limit=1`).expect(200)).body as ExercisePage;
      const rest = (await lead.get(`${EVENTS}?state=prepared&limit=200&cursor=${prepared.nextCursor}`).expect(200))
        .body as ExercisePage;
      expect([...prepared.items, ...rest.items].at(-1)?.id).toBe(two.id);
      expect((await olive.get(`${EVENTS}?unit=HCR`).expect(200)).body).toMatchObject({ items: [] });
    });
  });

  describe('takes decisions', () => {
    it('on every criterion and piece of evidence at once, with a reason, and nothing of a half', async () => {
      const second = await submittedProduct(cast, ['2.6']);
      await whenRead(cast.learner, [second]);
      const open = await exercise({}, [product, second]);
      const half = { decisions: answersOf(open, ['met', 'met', 'met', 'met']).slice(0, 3) };
      const incomplete = await decide(olive, open, [], half);
      expectProblem(incomplete, 422, 'SUBMISSION_INCOMPLETE');
      expect(incomplete.text).toContain('2.7 on evidence 2');
      const unexplained = answersOf(open, ['met', 'met', 'met', 'met']).map((answer) => ({
        ...answer,
        rationale: ' ',
      }));
      expectProblem(await decide(olive, open, [], { decisions: unexplained }), 422, 'REASON_REQUIRED');
      expect((await exerciseNow(olive, open.id)).decisions).toEqual([]);
      const gap = answersOf(open, ['met', 'not_yet_met', 'none', 'referred']).map((answer) => ({
        ...answer,
        gapNoted: ' Date ',
      }));
      const { body } = await decide(olive, open, [], { decisions: gap }).expect(201);
      expect((body as ExerciseView).decisions[0]?.answers[1]).toEqual({
        ...{ criterion: '2.7', evidence: 1, outcome: 'not_yet_met' },
        ...{ rationale: 'Because of not_yet_met.', gapNoted: 'Date' },
      });
    });

    it('once from each person, even when they send two at the same moment', async () => {
      const open = await exercise();
      const both = await Promise.all([decide(olive, open, ['met', 'met']), decide(olive, open, ['none', 'none'])]);
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
      expect((await exerciseNow(olive, open.id)).decisions).toHaveLength(1);
    });

    it('from the last two people at the same moment, and reveals them once', async () => {
      const open = await exercise({ participantIds: [olive.id, staff.trainee.id] });
      const both = await Promise.all([olive, staff.trainee].map((person) => decide(person, open, ['met', 'none'])));
      expect(both.map(({ status }) => status)).toEqual([201, 201]);
      expect(await exerciseNow(lead, open.id)).toMatchObject({ state: 'revealed', decisions: [{}, {}] });
    });
  });

  it('covers a unit: who took part when, how their decisions compare, and who has not for a year', async () => {
    const open = await exercise();
    for (const person of [staff.assessor, staff.trainee, staff.iqa])
      await decide(person, open, ['met', 'none']).expect(201);
    await decide(olive, open, ['met', 'met']).expect(201);
    await conclude(lead, open, ['met', 'met'], { attendeeIds: [] }).expect(201);
    const coverFor = async (person: Person) =>
      ((await person.get('/api/standardisation-cover?unit=U40').expect(200)).body as StandardisationCoverView).items;
    const newAssessor = await newcomer('Nina New', ['assessor']);
    await cast.manager
      .patch(`/api/registrations/${cast.registrationId}`, { countersignerId: newAssessor.id })
      .expect(200);

    const all = await coverFor(lead);
    expect(await coverFor(staff.manager)).toEqual(all);
    const ofDaniel = all.find(({ personId }) => personId === staff.assessor.id);
    expect(ofDaniel).toMatchObject({ last: { heldOn: TODAY }, dueBy: '2027-06-01', isCurrent: true, warning: null });
    expect(ofDaniel?.agreement.at(-1)).toMatchObject({ eventId: open.id, decided: 2, asAgreed: 1, share: 0.5 });
    const ofNina = all.find(({ personId }) => personId === newAssessor.id);
    expect(ofNina).toMatchObject({
      last: null,
      isCurrent: false,
      warning: expect.stringContaining('no standardisation'),
    });
    expect(await coverFor(newAssessor)).toEqual([ofNina]);
    expect(await coverFor(staff.assessor)).toEqual([ofDaniel]);
    // She decided in it, but neither assesses nor verifies on the unit.
    expect(await coverFor(olive)).toEqual([]);
    expectProblem(await cast.learner.get('/api/standardisation-cover?unit=U40'), 403, 'NOT_ALLOWED');
  });
});
