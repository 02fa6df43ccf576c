import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { PortfolioExportView } from '../../src/modules/portfolio/portfolio.dto.js';
import type { VisitViewView } from '../../src/modules/visits/visit-views.dto.js';
import { describeWith, pagesOf, readWith } from '../portfolio/pdf-tools.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { draft, submittedProduct } from '../support/evidence.js';
import { finished, pdfOf } from '../support/exports.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { makeReady, release } from '../support/ready-unit.js';
import { type RunningClock, storyClock } from '../support/running-clock.js';
import { ADVICE, drawPlan, signSample, takeSample } from '../support/sampling.js';
import { CPD, qualify, vouch } from '../support/staff.js';
import { conclude, decide, openedExercise, whenRead } from '../support/standardisation.js';
import { invite, testimonyDraft, WITNESS } from '../support/testimony.js';
import { openVisit, planVisit, select, suspend, viewsOf } from '../support/visits.js';
import { foundSecondCentre } from '../support/world.js';

jest.setTimeout(180_000);

const ULN = '1000000000';

describeWith(['pdftotext', 'pdfdetach'])('the pack for the visit of an external verifier', () => {
  let test: TestApp;
  let clock: RunningClock;
  let cast: Cast;
  let begun: Cast;
  let leadIqa: Person;
  let eqa: Person;
  let visitId: string;

  beforeAll(async () => {
    clock = storyClock();
    test = await buildApp({ clock });
    cast = await castOf(test.app);
    const { manager, assessor, trainee, iqa, registrationId } = cast;
    leadIqa = await addPerson(manager, test.app, 'Lea Lead', ['lead_iqa', 'iqa']);
    eqa = await addPerson(manager, test.app, 'Vera Visitor', ['eqa']);
    const details = {
      registrationNumber: 'AO-7734',
      uln: ULN,
      site: 'Harbour Road',
      employer: 'Harbour Lane Kitchens',
    };
    await manager.patch(`/api/registrations/${registrationId}`, details).expect(200);
    await makeReady(cast);
    await signSample(iqa, await takeSample(iqa, registrationId), { actions: [ADVICE] });
    await release(cast);

    begun = await anotherLearner(test.app, cast, 'Bruno Begun');
    await invite(begun, await testimonyDraft(begun));
    const product = await submittedProduct(begun, ['2.6']);
    await draft(begun.learner, {
      ...{ method: 'reflective_account', title: 'What nobody has seen yet', setting: 'workplace' },
      ...{ contextStatement: 'Still being written.', activityFrom: '2026-03-02' },
    });
    const unchosen = await anotherLearner(test.app, cast, 'Una Unchosen');
    await makeReady(unchosen);

    await qualify(manager, assessor);
    await vouch(manager, assessor);
    await assessor.post('/api/me/cpd', CPD).expect(201);
    await drawPlan(leadIqa);
    await whenRead(begun.learner, [product]);
    const deciders = [assessor, trainee];
    const exercise = await openedExercise(leadIqa, { evidenceIds: [product], participants: deciders });
    await decide(assessor, exercise, ['met', 'met']).expect(201);
    await decide(trainee, exercise, ['not_yet_met', 'met']).expect(201);
    await conclude(leadIqa, exercise, ['met', 'met']).expect(201);
    const blind = await openedExercise(leadIqa, {
      ...{ evidenceIds: [product], participants: deciders, criteria: ['2.7'], over: { title: 'Still blind' } },
    });
    await decide(trainee, blind, ['referred']).expect(201);
    visitId = (await openVisit(manager, eqa, [registrationId, begun.registrationId])).id;
  });
  afterAll(() => test.close());

  const order = (by: Person, id = visitId, body: object = {}) => by.post(`/api/eqa-visits/${id}/packs`, body);

  describe('ordered by its verifier', () => {
    let view: PortfolioExportView;
    let pdf: Buffer;
    let text: string;
    beforeAll(async () => {
      const ordered = await order(eqa);
      expect(ordered.headers.location).toBe(`/api/portfolio-exports/${(ordered.body as PortfolioExportView).id}`);
      view = await finished(eqa, ordered);
      pdf = await pdfOf(eqa, view);
      text = pagesOf(pdf).join('\n').replace(/\s+/g, ' ');
    });

    it('is built in the background, for the visit and signed by nobody', () => {
      expect(view).toMatchObject({ kind: 'eqa_pack', status: 'ready', failure: null, verificationCode: null });
      expect(view).toMatchObject({ visitId, registrationId: null, learnerId: null });
      expect(text).toContain('Not a signed-off portfolio');
      expect(readWith('pdfdetach', pdf, ['-list'])).toContain('portfolio-manifest.json');
    });

    it('shows of each chosen learner what was achieved, on what, who decided, who sampled and who signed', () => {
      for (const words of ['Maya Okafor', 'Bruno Begun', 'Released by the IQA', 'In progress', '17 of 17']) {
        expect(text).toContain(words);
      }
      for (const heading of [
        ...['Achievement record', 'Evidence index', 'Tracking matrix A', 'Assessor judgement log'],
        ...['IQA sampling record', 'Declarations and signatures on the unit', 'Declarations of authenticity'],
      ]) {
        expect(text.split(heading).length).toBeGreaterThan(2);
      }
      expect(text).toContain('Shown in full for 2.6.');
      expect(text).toContain(ADVICE.text);
      expect(text).toContain('AO-7734');
      expect(text).toContain('No sample of this unit has been signed.');
      expect(text).toContain('Nobody has signed this unit yet.');
    });

    it('shows the centre’s strategy, plan, exercise and staff, and nothing of what is still blind', () => {
      for (const words of [
        ...['Standard sampling strategy', 'Sampling plan of U40', 'Of these not in this pack'],
        ...['Met: Daniel Price', 'Not yet met: Tess Morley', 'Still blind', 'Open: decisions are blind'],
        ...['Level 3 Certificate in Assessing', 'CPD in twelve months'],
      ]) {
        expect(text).toContain(words);
      }
      expect(text).not.toContain('Referred: Tess');
    });

    it('says no more than the visit needs: nobody who was not chosen, no numbers, no contacts, no drafts', () => {
      const detached = join(test.env.dataDir, 'detached.json');
      readWith('pdfdetach', pdf, ['-save', '1', '-o', detached]);
      const manifest = readFileSync(detached, 'utf8');
      expect(manifest).toContain('verifolio-eqa-pack/1');
      for (const secret of [ULN, 'Una Unchosen', WITNESS.email, 'demo.test', 'What nobody has seen yet']) {
        expect(text).not.toContain(secret);
        expect(manifest).not.toContain(secret);
      }
    });

    it('is for the visit’s verifier and for whoever oversees visits, and looking at it is logged', async () => {
      for (const person of [leadIqa, cast.manager]) await pdfOf(person, view);
      const other = await addPerson(cast.manager, test.app, 'Xenia Extern', ['eqa']);
      await openVisit(cast.manager, other, [cast.registrationId], { awardingOrganisation: 'Gateway' });
      for (const person of [other, cast.learner, cast.assessor, cast.iqa, await foundSecondCentre(test.app)]) {
        expectProblem(await person.get(`/api/portfolio-exports/${view.id}`), 404, 'NOT_FOUND');
        expectProblem(await person.get(`/api/portfolio-exports/${view.id}/file`), 404, 'NOT_FOUND');
      }
      expectProblem(await order(other), 404, 'NOT_FOUND');
      expectProblem(await order(cast.iqa), 403, 'NOT_ALLOWED');
      const views = await viewsOf(cast.manager, visitId);
      const seen = (route: string) => views.filter((one: VisitViewView) => one.route === route).length;
      expect(seen('/api/eqa-visits/:id/packs')).toBe(1);
      expect(seen('/api/portfolio-exports/:id/file')).toBe(1);
    });

    it('closes to the verifier who turns out to have an interest in a learner in it, and the next goes without them', async () => {
      const interest = { learnerId: begun.learner.id, kind: 'family', personId: eqa.id };
      const { body } = await cast.manager.post('/api/interests', interest).expect(201);
      expectProblem(await eqa.get(`/api/portfolio-exports/${view.id}/file`), 404, 'NOT_FOUND');
      const next = await finished(cast.manager, await order(cast.manager));
      const words = pagesOf(await pdfOf(eqa, next)).join('\n');
      expect(words).toContain('Maya Okafor');
      expect(words).not.toContain('Bruno Begun');
      await cast.manager
        .post(`/api/interests/${(body as { id: string }).id}/ending`, { reason: 'A namesake.' })
        .expect(200);
    });

    it('holds some of what was chosen for whoever names it, and nothing else', async () => {
      const some = { registrationIds: [begun.registrationId.toUpperCase()] };
      const part = await finished(leadIqa, await order(leadIqa, visitId, some));
      const words = pagesOf(await pdfOf(leadIqa, part)).join('\n');
      expect(words).not.toContain('Maya Okafor');
      const stranger = { registrationIds: [begun.registrationId, visitId] };
      expectProblem(await order(leadIqa, visitId, stranger), 400, 'VALIDATION_FAILED');
      expectProblem(await order(leadIqa, visitId, { registrationIds: [] }), 400, 'VALIDATION_FAILED');
    });
  });

  it('is built for one person at most twice at a time', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => order(leadIqa)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(1);
    for (const answer of refused) expectProblem(answer, 429, 'EXPORT_LIMIT_REACHED');
    for (const answer of answers.filter(({ status }) => status === 202)) await finished(leadIqa, answer);
  });

  it('is made from the day the visit is planned until it is over, and of something', async () => {
    const later = await addPerson(cast.manager, test.app, 'Lara Later', ['eqa']);
    const window = { opensAt: '2026-06-01T09:10:00.000Z', closesAt: '2026-06-30T00:00:00.000Z' };
    const { id } = await planVisit(cast.manager, later, window);
    expectProblem(await order(cast.manager, id), 409, 'STATE_CONFLICT');
    await select(cast.manager, id, [begun.registrationId]);
    const prepared = await finished(cast.manager, await order(cast.manager, id));
    expectProblem(await later.get(`/api/portfolio-exports/${prepared.id}`), 404, 'NOT_FOUND');
    expectProblem(await order(later, id), 404, 'NOT_FOUND');
    clock.skipTo('2026-06-01T09:10:00.000Z');
    await pdfOf(later, prepared);
    await suspend(cast.manager, id).expect(200);
    expectProblem(await later.get(`/api/portfolio-exports/${prepared.id}/file`), 404, 'NOT_FOUND');
    expectProblem(await order(cast.manager, id), 409, 'STATE_CONFLICT');
  });
});
