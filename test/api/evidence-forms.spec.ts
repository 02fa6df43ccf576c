import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { EVIDENCE_METHODS, type EvidenceMethod } from '../../src/domain/evidence/evidence-method.js';
import { METHOD_FORMS } from '../../src/domain/evidence/forms/method-forms.js';
import type { EvidenceView } from '../../src/modules/evidence/evidence-view.dto.js';
import type { EvidenceMethodPage } from '../../src/modules/evidence/forms/evidence-methods.dto.js';
import { EVERY_METHOD } from '../../templates/samples/every-method.js';
import { resolveDates } from '../../templates/samples/resolve-dates.js';
import { SAMPLE_PORTFOLIO } from '../../templates/samples/portfolio.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { acceptance, draft, evidenceNow, sampleFile } from '../support/evidence.js';
import { type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { storyClock, TODAY } from '../support/running-clock.js';
import { ENVELOPE } from '../support/world.js';

const at = (id: string, rest = ''): string => `/api/evidence/${id}${rest}`;

/** domain.md §2.2 and §3.3 by hand: who may author an item, and who then signs it beside them. */
const CARDS: Readonly<Record<EvidenceMethod, { authors: ('learner' | 'assessor')[]; signer: 'learner' | null }>> = {
  direct_observation: { authors: ['assessor'], signer: 'learner' },
  professional_discussion: { authors: ['assessor'], signer: 'learner' },
  work_product: { authors: ['learner'], signer: null },
  complaint_record: { authors: ['learner'], signer: null },
  reflective_account: { authors: ['learner'], signer: null },
  witness_testimony: { authors: ['learner', 'assessor'], signer: null },
  expert_witness_testimony: { authors: ['learner', 'assessor'], signer: null },
  oral_questioning: { authors: ['assessor'], signer: 'learner' },
  written_questioning: { authors: ['learner'], signer: null },
  assignment: { authors: ['learner'], signer: null },
  rpl_claim: { authors: ['learner'], signer: null },
  simulation: { authors: ['assessor'], signer: 'learner' },
};

describe('the records of the methods', () => {
  let test: TestApp;
  let cast: Cast;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  /** A whole item of a method as its sample tells it, up to its submission. */
  async function submitted(method: EvidenceMethod): Promise<EvidenceView> {
    const { author, body, claims, files } = EVERY_METHOD[method];
    const person = cast[author];
    const { id, advice } = await draft(person, { ...resolveDates(body, TODAY), learnerId: cast.learner.id });
    expect(advice).toEqual([]);
    for (const file of files) await person.upload(at(id, '/files'), sampleFile(file), file).expect(201);
    const claimed = claims.map((claim) => ({ ...claim, registrationId: cast.registrationId }));
    await person.put(at(id, '/claims'), claimed).expect(200);
    return (await person.post(at(id, '/submission'), { declaration: true }).expect(200)).body as EvidenceView;
  }

  it('know the calendar: no 30 February, wherever a form asks for a day', async () => {
    const { body } = EVERY_METHOD.work_product;
    const record = { createdOn: '2026-02-30', inSitu: { seenOn: '2026-02-29' } };
    const answer = await cast.learner.post('/api/evidence', { ...resolveDates(body, TODAY), record });
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(faultyPaths(answer)).toEqual(['record.createdOn', 'record.inSitu.seenOn']);
  });

  it.each(EVIDENCE_METHODS)('a %s is told from its draft to its signatures', async (method) => {
    const { learnerSignature, body } = EVERY_METHOD[method];
    const item = await submitted(method);
    expect(item).toMatchObject({ status: 'submitted', record: resolveDates(body.record, TODAY), advice: [] });

    const sign = (by: Person) => by.post(at(item.id, '/signatures'), { statement: learnerSignature });
    const { signer } = CARDS[method];
    expectProblem(await sign(cast.iqa), 403, 'NOT_ALLOWED');
    if (signer === null) {
      expectProblem(await sign(cast.learner), 409, 'STATE_CONFLICT');
      expectProblem(await sign(cast.assessor), 409, 'STATE_CONFLICT');
    } else {
      expectProblem(await sign(cast.assessor), 403, 'NOT_ALLOWED');
      const { body: signed } = await sign(cast.learner).expect(201);
      expect((signed as EvidenceView).signatures.map(({ role }) => role)).toEqual(['assessor', 'learner']);
    }
  });

  describe.each(EVIDENCE_METHODS)('a %s', (method) => {
    it.each(['learner', 'assessor'] as const)('is authored as its card says, asked by the %s', async (author) => {
      const answer = await cast[author].post('/api/evidence', { ...ENVELOPE, method, learnerId: cast.learner.id });
      if (CARDS[method].authors.includes(author)) expect(answer.status).toBe(201);
      else expectProblem(answer, 422, 'METHOD_NOT_ALLOWED');
    });
  });

  it('carry the assessor’s signature under written questions from the acceptance until it is taken back', async () => {
    const { id } = await submitted('written_questioning');
    await cast.assessor.post(at(id, '/decision'), acceptance(cast.registrationId, ['1.6'])).expect(200);
    const roles = async () => (await evidenceNow(cast.learner, id)).signatures.map(({ role }) => role);
    expect(await roles()).toEqual(['learner', 'assessor']);
    await cast.assessor.post(at(id, '/reopening'), { reason: 'Two answers were read in the wrong order.' }).expect(200);
    expect(await roles()).toEqual(['learner']);
    await cast.assessor.post(at(id, '/decision'), acceptance(cast.registrationId, ['1.6'])).expect(200);
    expect(await roles()).toEqual(['learner', 'assessor']);
  });

  it.each<[EvidenceMethod, object, string[]]>([
    ['direct_observation', { startTime: 'morning' }, ['record.startTime']],
    ['direct_observation', { narrative: [{ text: 'x' }] }, ['record.narrative']],
    ['direct_observation', { seen: [{ criterion: '2.1', paragraphs: [0] }] }, ['record.seen[0].paragraphs']],
    ['direct_observation', { isPlanned: 'yes' }, ['record.isPlanned']],
    ['professional_discussion', { summary: [{ at: 'later', text: 'x' }] }, ['record.summary[0].at']],
    ['professional_discussion', { plan: { givenOn: 'May' } }, ['record.plan.givenOn']],
    [
      'oral_questioning',
      { questions: [{ answer: 'x' }, { answer: 1 }, { answer: { a: 1 }, criterion: '1'.repeat(21) }] },
      ['record.questions[1].answer', 'record.questions[2].criterion', 'record.questions[2].answer'],
    ],
    ['oral_questioning', { questions: 'Why?' }, ['record.questions']],
    ['oral_questioning', { questions: [null, ['x']] }, ['record.questions']],
    ['rpl_claim', { mapping: [{ match: 'mostly' }] }, ['record.mapping[0].match']],
    ['witness_testimony', { witness: 'Petra Lindqvist' }, ['record.witness']],
    ['witness_testimony', { witness: { signedOn: 20260302 } }, ['record.witness.signedOn']],
    ['assignment', { attempt: 0, ours: 'x'.repeat(10_001) }, ['record.attempt', 'record.ours']],
    ['work_product', { inSitu: { seenOn: 'x' } }, ['record.inSitu.seenOn']],
    ['work_product', { ours: [[[['x']]]] }, ['record.ours[0][0][0]']],
  ])('refuse a %s with %j by the place of the fault', async (method, record, paths) => {
    const author = cast[CARDS[method].authors[0] ?? 'learner'];
    const answer = await author.post('/api/evidence', { ...ENVELOPE, method, record, learnerId: cast.learner.id });
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(faultyPaths(answer)).toEqual(paths);
  });

  it.each<[EvidenceMethod, object]>([
    ['direct_observation', { narrative: 'She listened.', productsSeen: ['Slip', 'Log'], startTime: '', endTime: null }],
    ['direct_observation', { notes: 'She listened.', ticks: [true, 2], ours: { a: [{ b: 'x' }] } }],
    ['professional_discussion', { plan: ['Monitoring'], summary: 'He compared five techniques.' }],
    ['oral_questioning', { transcript: 'Why? Because.' }],
    ['reflective_account', { account: 'I asked first.' }],
    ['witness_testimony', { witness: { name: 'H. Okafor', email: 'h@example.invalid' }, statement: 'She did.' }],
    ['rpl_claim', { certificate: 'Returns, level 2' }],
    ['simulation', { text: 'Role-play.' }],
  ])('let a %s be handed in with as little as %j', async (method, record) => {
    const author = cast[CARDS[method].authors[0] ?? 'learner'];
    const { id } = await draft(author, { ...ENVELOPE, method, record, learnerId: cast.learner.id });
    const claim = { registrationId: cast.registrationId, criterion: '2.3', locator: { paragraph: 1 } };
    await author.put(at(id, '/claims'), [claim]).expect(200);
    const { body } = await author.post(at(id, '/submission'), { declaration: true }).expect(200);
    expect((body as EvidenceView).record).toEqual(record);
  });

  it('refuse a submission that points at paragraphs that are not there', async () => {
    const record = { narrative: ['One.', 'Two.'], seen: [{ criterion: '2.3', paragraphs: [2, 3] }] };
    const envelope = { ...ENVELOPE, method: 'direct_observation', record, learnerId: cast.learner.id };
    const { id } = await draft(cast.assessor, envelope);
    const claim = { registrationId: cast.registrationId, criterion: '2.3', locator: { paragraph: 4 } };
    await cast.assessor.put(at(id, '/claims'), [claim]).expect(200);
    const answer = await cast.assessor.post(at(id, '/submission'));
    expectProblem(answer, 422, 'LOCATOR_INVALID');
    expect(faultyPaths(answer)).toEqual(['record.seen[0].paragraphs', 'claims[0].locator.paragraph']);
  });

  it('are held against the new method when a draft changes its method', async () => {
    const { id } = await draft(cast.learner, {
      ...ENVELOPE,
      method: 'reflective_account',
      record: { witness: 'Petra' },
    });
    const answer = await cast.learner.patch(at(id), { method: 'witness_testimony' });
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(faultyPaths(answer)).toEqual(['record.witness']);
    const record = { witness: { name: 'Petra' } };
    const { body } = await cast.learner.patch(at(id), { method: 'witness_testimony', record }).expect(200);
    expect(body).toMatchObject({ method: 'witness_testimony', record });
    expect((body as EvidenceView).advice.map(({ path }) => path)).toContain('record.witness.signedOn');
  });

  it('of the demo’s story fit their forms', async () => {
    for (const { author, body, key } of SAMPLE_PORTFOLIO.complete.evidence) {
      const answer = await cast[author].post('/api/evidence', {
        ...resolveDates(body, TODAY),
        learnerId: cast.learner.id,
      });
      expect([key, answer.status]).toEqual([key, 201]);
    }
  });

  it('are described to anybody signed in, so that a client can draw a form it has never heard of', async () => {
    const { items } = (await cast.iqa.get('/api/evidence-methods').expect(200)).body as EvidenceMethodPage;
    expect(items.map(({ method }) => method)).toEqual(EVIDENCE_METHODS);
    const testimony = items.find(({ method }) => method === 'expert_witness_testimony');
    expect(testimony).toMatchObject({ code: 'EW', coSigner: 'witness', recordName: 'ExpertTestimonyRecord' });
    expect(testimony?.fields.map(({ name }) => name).slice(0, 3)).toEqual(['witness', 'dates', 'location']);
    expect(testimony?.fields[0]).toMatchObject({ kind: 'group', label: 'Witness', isEssential: true });
    expect(testimony?.fields[0]?.fields.map(({ name }) => name)).toContain('relationship');
    const match = items
      .find(({ method }) => method === 'rpl_claim')
      ?.fields.find(({ name }) => name === 'mapping')
      ?.fields.find(({ name }) => name === 'match');
    expect(match?.choices).toEqual([
      { code: 'full', label: 'Full' },
      { code: 'partial', label: 'Partial' },
    ]);
  });

  it('stand in OpenAPI by name with every field of their form', async () => {
    const { components } = (await cast.learner.get('/api/openapi.json').expect(200)).body as OpenAPIObject;
    const schemas = (components?.schemas ?? {}) as Record<string, { properties?: Record<string, unknown> }>;
    for (const { recordName, fields } of Object.values(METHOD_FORMS)) {
      expect(Object.keys(schemas[recordName]?.properties ?? {})).toEqual(Object.keys(fields));
    }
    for (const body of ['CreateEvidenceBody', 'EditEvidenceBody']) {
      const named = JSON.stringify(schemas[body]?.properties?.['record']).matchAll(/schemas\/(\w+)/g);
      expect([...named].map(([, name]) => name).sort()).toEqual(
        EVIDENCE_METHODS.map((method) => METHOD_FORMS[method].recordName as string).sort(),
      );
    }
    expect(JSON.stringify(schemas['TestimonyRecord'])).toContain('#/components/schemas/RecordWitness');
  });
});
