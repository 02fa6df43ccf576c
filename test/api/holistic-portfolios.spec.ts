import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import supertest from 'supertest';
import type { PortfolioExportView, VerificationView } from '../../src/modules/portfolio/portfolio.dto.js';
import { PublishSpecifications } from '../../src/modules/specifications/publish-specifications.js';
import { U40 } from '../../templates/units/u40.js';
import { describeWith, pagesOf, readWith } from '../portfolio/pdf-tools.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { acceptance, claimsOn, DISCUSSION, draft, OBSERVATION } from '../support/evidence.js';
import { finished, pdfOf } from '../support/exports.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { DISCUSSED, judge, OBSERVED, release } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';
import { openVisit } from '../support/visits.js';
import { foundSecondCentre } from '../support/world.js';

jest.setTimeout(180_000);

const ULN = '1000000000';
const OVERRIDE = { overrideReason: 'One long observation leaves no doubt.' };
const NO_IDS = { registrationIds: [] };

describeWith(['pdftotext', 'pdfsig', 'pdfdetach'])('a portfolio over several units of a learner', () => {
  let test: TestApp;
  let cast: Cast;
  let twin: Cast;

  const order = (kind: string, by: Person = cast.learner, body: object = {}, learnerId = cast.learner.id) =>
    by.post(`/api/learners/${learnerId}/portfolio-exports`, { kind, ...body });
  const textOf = (pdf: Buffer): string => pagesOf(pdf).join('\n').replace(/\s+/g, ' ');
  const visitor = () => supertest(test.app.getHttpServer());

  /** Something that serves both units: claimed, accepted and judged on each of them. */
  async function served(envelope: object, criteria: readonly string[]): Promise<void> {
    const both = [cast, twin].map(({ registrationId }) => registrationId);
    const { id } = await draft(cast.assessor, { ...envelope, learnerId: cast.learner.id });
    const claims = both.flatMap((registrationId) => claimsOn(registrationId, criteria));
    await cast.assessor.put(`/api/evidence/${id}/claims`, claims).expect(200);
    await cast.assessor.post(`/api/evidence/${id}/submission`).expect(200);
    await cast.learner.post(`/api/evidence/${id}/signatures`).expect(201);
    const confirmed = both.flatMap(
      (registrationId) => (acceptance(registrationId, criteria) as { claims: object[] }).claims,
    );
    const decision = { ...acceptance(cast.registrationId, criteria), claims: confirmed };
    await cast.assessor.post(`/api/evidence/${id}/decision`, decision).expect(200);
    for (const one of [cast, twin]) for (const criterion of criteria) await judge(one, criterion, [id], OVERRIDE);
  }

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    await test.app
      .get(PublishSpecifications)
      .run([{ ...U40, key: 'TWIN', title: 'Unit T: Twins', unitReference: null }]);
    cast = await castOf(test.app);
    const { body } = await cast.manager
      .post('/api/registrations', {
        ...{ learnerId: cast.learner.id, unit: 'TWIN', registeredOn: '2026-01-12', uln: ULN },
        ...{ assessorId: cast.assessor.id, iqaId: cast.iqa.id },
      })
      .expect(201);
    twin = { ...cast, registrationId: (body as { id: string }).id };
    await served(OBSERVATION, OBSERVED);
    await served(DISCUSSION, DISCUSSED);
    const { id } = await draft(cast.learner, {
      ...{ method: 'reflective_account', title: 'What nobody has seen yet', setting: 'workplace' },
      ...{ contextStatement: 'Still being written.', activityFrom: '2026-03-02' },
    });
    await cast.learner.put(`/api/evidence/${id}/claims`, claimsOn(twin.registrationId, ['1.1'])).expect(200);
  });
  afterAll(() => test.close());

  it('can be had as a draft at any time, with each item once and all it is claimed for', async () => {
    const view = await finished(cast.learner, await order('draft'));
    expect(view).toMatchObject({ kind: 'draft', status: 'ready', failure: null, verificationCode: null });
    expect(view).toMatchObject({ learnerId: cast.learner.id, registrationId: null, visitId: null });
    const text = textOf(await pdfOf(cast.learner, view));
    expect(text).toContain('3 pieces of evidence over 2 units');
    expect(text).toContain(`Unique learner number ${ULN}`);
    expect(text.split('Scratched worktop: Customer A in the showroom').length).toBeGreaterThan(2);
    for (const words of ['TWIN: 1.1', 'Unit T: Twins', 'What nobody has seen yet', 'Gaps', 'DRAFT']) {
      expect(text).toContain(words);
    }
    // One record for both units: the heading of the item stands once among the records.
    const [, records = ''] = text.split('Evidence records E');
    expect(records.split('Particulars').length).toBeLessThanOrEqual(4);
  });

  it('shows a verifier what was handed in, without the learner’s number, if all its units are open to them', async () => {
    const eqa = await addPerson(cast.manager, test.app, 'Vera Visitor', ['eqa']);
    const visit = await openVisit(cast.manager, eqa, [cast.registrationId], { units: ['U40', 'TWIN'] });
    expectProblem(await order('draft', eqa), 400, 'VALIDATION_FAILED');
    const both = { registrationIds: [cast.registrationId, twin.registrationId] };
    expectProblem(await order('draft', eqa, both), 404, 'NOT_FOUND');
    await eqa
      .post(`/api/eqa-visits/${visit.id}/selections`, { registrationIds: [twin.registrationId], reason: 'Both.' })
      .expect(201);
    const text = textOf(await pdfOf(eqa, await finished(eqa, await order('draft', eqa))));
    expect(text).not.toContain(ULN);
    expect(text).not.toContain('What nobody has seen yet');
  });

  it('is not to be had as signed off before every unit in it is released, nor of one unit alone', async () => {
    await release(twin);
    const refusal = expectProblem(await order('signed_off'), 409, 'NOT_RELEASED');
    expect(refusal.detail).toContain('not so U40');
    const one = { registrationIds: [twin.registrationId] };
    expectProblem(await order('signed_off', cast.learner, one), 400, 'VALIDATION_FAILED');
    for (const body of [NO_IDS, { registrationIds: ['no'] }, { registrationIds: null }]) {
      expectProblem(await order('draft', cast.learner, body), 400, 'VALIDATION_FAILED');
    }
  });

  it('is for people of its units alone, and of all of them', async () => {
    const other = await anotherLearner(test.app, cast, 'Otto Other');
    for (const person of [other.learner, await foundSecondCentre(test.app)]) {
      expectProblem(await order('draft', person), 404, 'NOT_FOUND');
    }
    // The trainee is second assessor of one unit, so what they may have is one unit.
    expectProblem(await order('draft', cast.trainee), 400, 'VALIDATION_FAILED');
    const view = await finished(cast.iqa, await order('draft', cast.iqa));
    await pdfOf(cast.manager, view);
    for (const person of [cast.trainee, other.learner]) {
      expectProblem(await person.get(`/api/portfolio-exports/${view.id}`), 404, 'NOT_FOUND');
      expectProblem(await person.get(`/api/portfolio-exports/${view.id}/file`), 404, 'NOT_FOUND');
    }
    const foreign = { registrationIds: [cast.registrationId, other.registrationId] };
    expectProblem(await order('draft', cast.manager, foreign), 404, 'NOT_FOUND');
  });

  it('signed off is one sealed document for its releases, and stands as long as all of them do', async () => {
    await release(cast);
    const view = await finished(cast.learner, await order('signed_off'));
    const code = view.verificationCode ?? '';
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(await finished(cast.iqa, await order('signed_off', cast.iqa))).toMatchObject({ id: view.id });
    const pdf = await pdfOf(cast.assessor, view);
    expect(readWith('pdfsig', pdf, [])).toContain('Total document signed');
    const text = textOf(pdf);
    expect(text).not.toContain(ULN);
    expect(text).toContain('No outstanding criteria');
    const detached = join(test.env.dataDir, 'holistic.json');
    readWith('pdfdetach', pdf, ['-save', '1', '-o', detached]);
    const { units } = JSON.parse(readFileSync(detached, 'utf8')) as {
      units: { key: string; signatures: { signed: { snapshotSha256: string } }[]; about: { value: string }[] }[];
    };
    expect(units.map(({ key }) => key)).toEqual(['TWIN', 'U40']);
    for (const { registrationId } of [twin, cast]) {
      const own = await finished(
        cast.learner,
        await cast.learner.post(`/api/registrations/${registrationId}/portfolio-exports`, { kind: 'signed_off' }),
      );
      expect(own.verificationCode).not.toBe(code);
      expect(text).toContain(own.verificationCode);
    }

    const standing = async (): Promise<VerificationView> =>
      (await visitor().get(`/api/verifications/${code}`).expect(200)).body as VerificationView;
    expect(await standing()).toMatchObject({
      ...{ status: 'valid', learnerInitials: 'MO', unitReference: 'R/506/2151', sha256: view.sha256 },
      unitTitle: expect.stringContaining('Unit T: Twins'),
    });
    const sent = await visitor().post('/api/verifications').attach('file', pdf, 'portfolio.pdf').expect(200);
    expect(sent.body).toMatchObject({ recognised: true, intact: true, status: 'valid' });

    await cast.iqa.post(`/api/registrations/${twin.registrationId}/reopening`, { reason: 'Appeal' }).expect(200);
    expect(await standing()).toMatchObject({ status: 'reopened' });
    expectProblem(await order('signed_off'), 409, 'NOT_RELEASED');
    await release(twin);
    expect(await standing()).toMatchObject({ status: 'superseded' });
    const next = (await order('signed_off')).body as PortfolioExportView;
    expect(next.id).not.toBe(view.id);
    await finished(cast.learner, await order('signed_off'));
  });
});
