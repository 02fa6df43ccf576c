import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ComplaintCasePage, ComplaintCaseView } from '../../src/modules/complaints/case-view.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { analysisOf, caseNow, COMPLAINT, MESSAGE, record, WHOLE_CASE } from '../support/complaints.js';
import { draft, PRODUCT } from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { storyClock } from '../support/running-clock.js';
import { foundSecondCentre } from '../support/world.js';

const CASES = '/api/complaint-cases';
const at = (id: string, step = '') => `${CASES}/${id}${step}`;

describe('complaint cases', () => {
  let test: TestApp;
  let cast: Cast;
  const ownCast = (name: string) => anotherLearner(test.app, cast, name);

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  describe('are recorded', () => {
    it('with what was said, and nothing for what was not', async () => {
      const { learner } = await ownCast('Rita Records');
      const one = await record(learner, {
        issueKey: ' Wrong  COLOUR ',
        receivedAt: '2026-03-02T09:00+01:00',
        targets: { updateEveryDays: 4 },
      });
      expect(one).toMatchObject({
        caseRef: 'C-001',
        status: 'received',
        learnerId: learner.id,
        createdById: learner.id,
        receivedAt: '2026-03-02T08:00:00.000Z',
        issueKey: 'wrong-colour',
        stage: 'initial',
        ownerIsLearner: false,
        rootCause: null,
        optionsConsidered: [],
        targets: { acknowledgeBy: null, resolveBy: null, updateEveryDays: 4 },
        importSha256: null,
        allowed: ['case:read', 'case:edit'],
      });
      expect(await caseNow(learner, one.id)).toEqual(one);
    });

    it('as far as they have come: a whole case that is written up afterwards is closed', async () => {
      const { learner } = await ownCast('Walter Whole');
      const one = await record(learner, WHOLE_CASE);
      expect(one).toMatchObject({
        status: 'closed',
        solution: { agreed: 'New doors by Friday', howAgreed: null, valuePence: 18_000 },
        optionsConsidered: [{ option: 'Replace the doors', customerLimitations: null, isChosen: true }],
        authorityLimit: { maxPence: 20_000, remedies: null },
        analysis: {
          isHandled: true,
          isResolved: true,
          updateGapDays: null,
          resolution: 'met',
          missingChainLinks: null,
        },
      });
    });

    it('under the next number that neither a case nor evidence uses, or under a label that evidence uses', async () => {
      const { learner } = await ownCast('Nora Numbers');
      const evidence = await draft(learner, { ...PRODUCT, caseRefs: ['C-002', '20260302/17'] });
      const refs = [await record(learner), await record(learner)].map(({ caseRef }) => caseRef);
      expect(refs).toEqual(['C-001', 'C-003']);

      const spokenOf = await record(learner, { caseRef: 'C-002' });
      expect(spokenOf.evidence).toEqual([
        { id: evidence.id, ref: 'E001', title: PRODUCT.title, method: 'work_product', status: 'draft' },
      ]);
      const taken = await learner.post(CASES, { ...COMPLAINT, caseRef: 'C-002' });
      expectProblem(taken, 409, 'ALREADY_EXISTS');
    });

    it('one after the other even when they come at the same time', async () => {
      const { learner } = await ownCast('Paula Parallel');
      const parallel = await Promise.all(Array.from({ length: 6 }, () => record(learner)));
      expect(parallel.map(({ caseRef }) => caseRef).sort()).toEqual([
        'C-001',
        'C-002',
        'C-003',
        'C-004',
        'C-005',
        'C-006',
      ]);
    });

    it('once under one Idempotency-Key', async () => {
      const { learner } = await ownCast('Ida Potent');
      const post = () => learner.post(CASES, COMPLAINT).set('idempotency-key', 'the-same');
      const [first, second] = [await post(), await post()];
      expect((second.body as ComplaintCaseView).id).toBe((first.body as ComplaintCaseView).id);
      expect((await analysisOf(learner)).cases).toHaveLength(1);
    });

    it.each([
      ['a customer’s name', { customerLabel: 'Mrs Smith' }, 'customerLabel'],
      ['a reference of the employer’s', { caseRef: 'CRM-4711' }, 'caseRef'],
      ['no answer on special-category data', { specialCategoryData: undefined }, 'specialCategoryData'],
      ['a day that does not exist', { receivedAt: '2026-02-30' }, 'receivedAt'],
      ['an instant without an offset', { receivedAt: '2026-03-02T09:00:00' }, 'receivedAt'],
      ['a blank complaint', { nature: ' ' }, 'nature'],
      ['half a solution', { solution: { agreed: 'New doors' } }, 'solution.agreedAt'],
      ['a list for a part', { rootCause: [] }, 'rootCause'],
      ['null for a list', { policiesApplied: null }, 'policiesApplied'],
      ['a theme without a word', { issueKey: '–' }, 'issueKey'],
      ['pence in fractions', { authorityLimit: { maxPence: 0.5 } }, 'authorityLimit.maxPence'],
      ['a field nobody knows', { status: 'closed' }, 'status'],
    ])('never with %s', async (_, over, path) => {
      const answer = await cast.learner.post(CASES, { ...COMPLAINT, ...over });
      expectProblem(answer, 400, 'VALIDATION_FAILED');
      expect(faultyPaths(answer)).toContain(path);
    });

    it('never against themselves', async () => {
      const answer = await cast.learner.post(CASES, {
        ...COMPLAINT,
        acknowledgedAt: '2026-03-01',
        recordedAt: '2026-06-02',
        referral: { from: 'Call centre', at: '2026-03-02' },
      });
      expectProblem(answer, 422, 'CASE_INCONSISTENT');
      expect(faultyPaths(answer)).toEqual(['acknowledgedAt', 'recordedAt', 'referral']);
      const handedOn = await cast.learner.post(CASES, {
        ...COMPLAINT,
        outcome: { result: 'escalated', at: '2026-03-03' },
      });
      expectProblem(handedOn, 422, 'CASE_INCOMPLETE');
      expect(faultyPaths(handedOn)).toEqual(['escalation']);
    });
  });

  describe('are edited', () => {
    it('under the ETag that was read: fields left out stay, null clears, parts are replaced', async () => {
      const { learner } = await ownCast('Edda Edits');
      const { id } = await record(learner, { ...WHOLE_CASE, outcome: undefined });
      const { etag } = (await learner.get(at(id))).headers as { etag: string };
      const change = {
        cause: null,
        authorisedBy: 'Branch manager',
        authorityLimit: { remedies: ['refund'] },
        targets: null,
      };
      const edited = await learner.patch(at(id), change, etag).expect(200);
      expect(edited.body).toMatchObject({
        cause: null,
        authorisedBy: 'Branch manager',
        authorityLimit: { maxPence: null, remedies: ['refund'] },
        targets: { acknowledgeBy: null, resolveBy: null, updateEveryDays: null },
        nature: WHOLE_CASE.nature,
      });
      expectProblem(await learner.patch(at(id), { cause: 'Again' }, etag), 412, 'IF_MATCH_STALE');
      expectProblem(await learner.as('patch', at(id)).send({ cause: 'Again' }), 428, 'IF_MATCH_REQUIRED');
    });

    it('never out of what their status presupposes', async () => {
      const { learner } = await ownCast('Ines Incomplete');
      const { id } = await record(learner, { ...WHOLE_CASE, outcome: undefined });
      const answer = await learner.patch(at(id), { solution: null });
      expectProblem(answer, 422, 'CASE_INCOMPLETE');
      expect(faultyPaths(answer)).toEqual(['solution']);
      expectProblem(await learner.patch(at(id), { nature: null }), 400, 'VALIDATION_FAILED');
    });

    it('not once they are closed, until they are re-opened with a reason', async () => {
      const { learner } = await ownCast('Clara Closed');
      const { id } = await record(learner, WHOLE_CASE);
      expectProblem(await learner.patch(at(id), { cause: 'Other' }), 409, 'STATE_CONFLICT');
      expectProblem(await learner.post(at(id, '/events'), { event: 'reopen' }), 422, 'REASON_REQUIRED');
      await learner.post(at(id, '/events'), { event: 'reopen', reason: 'The cause was another.' }).expect(200);
      await learner.patch(at(id), { cause: 'Other' }).expect(200);
      expect((await caseNow(learner, id)).moves).toEqual([
        {
          event: 'reopen',
          from: 'closed',
          to: 'investigating',
          reason: 'The cause was another.',
          movedById: learner.id,
          movedAt: expect.stringMatching(/^2026-06-01T/),
        },
      ]);
    });
  });

  it('go through their life step by step, each step on what it presupposes', async () => {
    const { learner } = await ownCast('Linus Life');
    const { id } = await record(learner);
    const move = (event: string, reason?: string) => learner.post(at(id, '/events'), { event, reason });
    expectProblem(await move('agree'), 409, 'STATE_CONFLICT');
    const early = await move('acknowledge');
    expectProblem(early, 422, 'CASE_INCOMPLETE');
    expect(faultyPaths(early)).toEqual(['acknowledgedAt']);

    const steps: [string, object][] = [
      ['acknowledge', { acknowledgedAt: '2026-03-02' }],
      ['investigate', { rootCause: WHOLE_CASE.rootCause }],
      ['offer_options', { optionsConsidered: WHOLE_CASE.optionsConsidered }],
      ['agree', { solution: WHOLE_CASE.solution }],
      ['implement', {}],
      ['close', { outcome: WHOLE_CASE.outcome }],
    ];
    const statuses: string[] = [];
    for (const [event, change] of steps) {
      await learner.patch(at(id), change).expect(200);
      statuses.push(((await move(event).expect(200)).body as ComplaintCaseView).status);
    }
    expect(statuses).toEqual(['acknowledged', 'investigating', 'options_offered', 'agreed', 'implemented', 'closed']);
  });

  it('are handed over with a reason and taken back', async () => {
    const { learner, assessor } = await ownCast('Hanna Hands');
    const { id } = await record(learner, { acknowledgedAt: '2026-03-02' });
    const move = (event: string, reason?: string) => learner.post(at(id, '/events'), { event, reason });
    expectProblem(await move('escalate', 'Beyond my limit'), 422, 'CASE_INCOMPLETE');
    const escalation = { to: 'Regional manager', at: '2026-03-05', reason: 'Beyond my limit' };
    await learner.patch(at(id), { escalation }).expect(200);
    await move('escalate', 'Beyond my limit').expect(200);
    await move('take_back', 'The region sent it back').expect(200);
    expect((await caseNow(assessor, id)).moves.map(({ from, to, reason }) => [from, to, reason])).toEqual([
      ['acknowledged', 'escalated', 'Beyond my limit'],
      ['escalated', 'investigating', 'The region sent it back'],
    ]);
  });

  it('gather messages in the order they were sent, which raise the ETag and are part of the analysis', async () => {
    const { learner } = await ownCast('Mia Messages');
    const { id } = await record(learner, WHOLE_CASE);
    const before = (await learner.get(at(id))).headers.etag as string;
    await learner.post(at(id, '/communications'), { ...MESSAGE, at: '2026-03-05', purpose: 'offer' }).expect(201);
    const added = await learner
      .post(at(id, '/communications'), { ...MESSAGE, at: '2026-03-02', isPublic: true })
      .expect(201);
    expect(added.headers.etag).not.toBe(before);
    expect((added.body as ComplaintCaseView).communications.map(({ at: sent, isPublic }) => [sent, isPublic])).toEqual([
      ['2026-03-02', true],
      ['2026-03-05', false],
    ]);
    expect((added.body as ComplaintCaseView).analysis.updateGapDays).toBe(4);

    const early = await learner.post(at(id, '/communications'), { ...MESSAGE, at: '2026-03-01' });
    expectProblem(early, 422, 'CASE_INCONSISTENT');
    const unnamed = await learner.post(at(id, '/communications'), { ...MESSAGE, summary: undefined });
    expectProblem(unnamed, 400, 'VALIDATION_FAILED');
  });

  it('are found by learner, status and words, page by page', async () => {
    const { learner, assessor } = await ownCast('Lotte Lists');
    const open = await record(learner, { nature: 'Courier was 100% late', issueKey: 'Late delivery' });
    const closed = await record(learner, { ...WHOLE_CASE, customerLabel: 'Customer B' });
    const found = async (query: string) => {
      const { body } = await assessor.get(`${CASES}?learnerId=${learner.id}&${query}`).expect(200);
      return (body as ComplaintCasePage).items.map(({ id }) => id);
    };
    expect(await found('')).toEqual([open.id, closed.id]);
    expect(await found('status=closed')).toEqual([closed.id]);
    expect(await found('q=LATE-DELIVERY')).toEqual([open.id]);
    expect(await found('q=customer%20b')).toEqual([closed.id]);
    expect(await found('q=100%25')).toEqual([open.id]);
    expect(await found('q=_0')).toEqual([]);

    const first = await assessor.get(`${CASES}?learnerId=${learner.id}&limit=1`).expect(200);
    const { items, nextCursor } = first.body as ComplaintCasePage;
    expect(items.map(({ id }) => id)).toEqual([open.id]);
    expect(await found(`limit=1&cursor=${nextCursor}`)).toEqual([closed.id]);
    expectProblem(await assessor.get(`${CASES}?status=lost`), 400, 'VALIDATION_FAILED');
  });

  describe('belong to a portfolio', () => {
    it('which its people may read, and only learner and assessors may write', async () => {
      const own = await ownCast('Olga Owner');
      const { id } = await record(own.assessor, { learnerId: own.learner.id });
      for (const person of [own.learner, own.assessor, own.trainee]) {
        await person.patch(at(id), { cause: 'Wrong batch' }).expect(200);
      }
      for (const person of [own.iqa, own.manager]) {
        expect((await caseNow(person, id)).allowed).toEqual(['case:read']);
        expectProblem(await person.patch(at(id), { cause: 'Other' }), 403, 'NOT_ALLOWED');
        expectProblem(await person.post(at(id, '/communications'), MESSAGE), 403, 'NOT_ALLOWED');
        expectProblem(await person.post(CASES, { ...COMPLAINT, learnerId: own.learner.id }), 403, 'NOT_ALLOWED');
        await person.get(`${CASES}/analysis?learnerId=${own.learner.id}`).expect(200);
      }
    });

    it('and do not exist for anybody else', async () => {
      const own = await ownCast('Selma Secret');
      const { id } = await record(own.learner);
      const foreign = await foundSecondCentre(test.app);
      const stranger = await addPerson(cast.manager, test.app, 'Sven Stranger', ['assessor']);
      for (const person of [foreign, stranger, cast.learner]) {
        expectProblem(await person.get(at(id)), 404);
        expectProblem(await person.patch(at(id), { cause: 'Other' }), 404);
        expectProblem(await person.post(at(id, '/events'), { event: 'acknowledge' }), 404);
        expectProblem(await person.post(CASES, { ...COMPLAINT, learnerId: own.learner.id }), 404);
        expectProblem(await person.get(`${CASES}/analysis?learnerId=${own.learner.id}`), 404);
        const list = await person.get(`${CASES}?learnerId=${own.learner.id}`).expect(200);
        expect((list.body as ComplaintCasePage).items).toEqual([]);
      }
      const nowhere = await stranger.post(CASES, COMPLAINT);
      expectProblem(nowhere, 400, 'VALIDATION_FAILED');
      expect(faultyPaths(nowhere)).toEqual(['learnerId']);
    });

    it('into which nobody with an interest in the learner writes (SOD6)', async () => {
      const own = await ownCast('Irma Interest');
      const { id } = await record(own.learner);
      await own.trainee.post('/api/interests', { learnerId: own.learner.id, kind: 'family' }).expect(201);
      expectProblem(await own.trainee.patch(at(id), { cause: 'Other' }), 422, 'SEGREGATION_OF_DUTIES');
      const another = await own.trainee.post(CASES, { ...COMPLAINT, learnerId: own.learner.id });
      expectProblem(another, 422, 'SEGREGATION_OF_DUTIES');
    });

    it('whose history tells what was done to them, and none of their words', async () => {
      const own = await ownCast('Hedwig History');
      const { id } = await record(own.learner, { ...WHOLE_CASE, outcome: undefined });
      await own.learner.patch(at(id), { cause: 'A secret cause', outcome: WHOLE_CASE.outcome }).expect(200);
      await own.learner.post(at(id, '/communications'), MESSAGE).expect(201);
      await own.learner.post(at(id, '/events'), { event: 'implement' }).expect(200);
      const { body, text } = await own.manager.get(`/api/registrations/${own.registrationId}/audit`).expect(200);
      const events = (body as { items: { type: string; facts: object }[] }).items.filter(({ type }) =>
        /^case/.test(type),
      );
      expect(events.map(({ type, facts }) => [type, facts])).toEqual([
        ['case.created', { caseId: id, caseRef: 'C-001', status: 'agreed' }],
        ['case.edited', { caseId: id, caseRef: 'C-001', fields: ['cause', 'outcome'] }],
        ['case.communication_added', expect.objectContaining({ caseId: id, purpose: 'update' })],
        [
          'case.moved',
          expect.objectContaining({ event: 'implement', from: 'agreed', to: 'implemented', reason: null }),
        ],
      ]);
      expect(text).not.toMatch(/secret cause|fitter/);
    });
  });

  describe('are analysed together', () => {
    it('for what repeats, what they are a mix of and what the rules see', async () => {
      const { learner, assessor } = await ownCast('Anna Analysis');
      for (const [index, letter] of ['A', 'B', 'C'].entries()) {
        const receivedAt = `2026-0${index + 1}-02`;
        await record(learner, { customerLabel: `Customer ${letter}`, receivedAt, issueKey: 'late delivery' });
      }
      await record(learner, {
        ...WHOLE_CASE,
        recommendations: [{ text: 'Ring ahead', subject: 'procedure', issueKeys: ['Late delivery'] }],
      });
      const analysis = await analysisOf(assessor, `?learnerId=${learner.id}`);
      expect(analysis).toMatchObject({
        window: 90,
        threshold: 3,
        asOf: '2026-06-01',
        caseMix: { resolved: 1, unresolved: 0, neither: 3, channels: { email: 4 }, missing: ['unresolved'] },
        recommendations: [{ caseRef: 'C-004', text: 'Ring ahead', isBacked: false }],
      });
      expect(analysis.issues).toEqual([
        {
          issueKey: 'late-delivery',
          caseRefs: ['C-001', 'C-002', 'C-003'],
          distinctCustomers: 3,
          from: '2026-01-02',
          to: '2026-03-02',
          isRepeated: true,
          shortfall: null,
          hasRootCause: false,
        },
        expect.objectContaining({ issueKey: 'wrong-colour', isRepeated: false, shortfall: 'single_customer' }),
      ]);
      const rules = new Set(analysis.findings.map(({ rule }) => rule));
      expect(['CX4', 'CX5', 'CX6', 'CX12'].filter((rule) => !rules.has(rule as 'CX4'))).toEqual([]);
      expect(analysis.rules.find(({ rule }) => rule === 'CX9')).toMatchObject({ computed: null });
      expect(analysis.cases.map(({ caseRef, isResolved }) => [caseRef, isResolved])).toEqual([
        ['C-001', false],
        ['C-002', false],
        ['C-003', false],
        ['C-004', true],
      ]);

      const narrow = await analysisOf(learner, '?window=45');
      expect(narrow.issues[0]).toMatchObject({ isRepeated: false, shortfall: 'below_threshold', distinctCustomers: 2 });
    });

    it('also when there are none yet, and in no window beyond reason', async () => {
      const { learner } = await ownCast('Nils None');
      expect(await analysisOf(learner)).toMatchObject({ issues: [], findings: [], cases: [] });
      expectProblem(await learner.get(`${CASES}/analysis?window=0`), 400, 'VALIDATION_FAILED');
      expectProblem(await learner.get(`${CASES}/analysis?window=ten`), 400, 'VALIDATION_FAILED');
    });
  });
});
