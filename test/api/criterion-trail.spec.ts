import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CriterionTrailView } from '../../src/modules/criterion-trail/criterion-trail.dto.js';
import type { DataSources } from '../../src/platform/database/data-sources.js';
import { DATA_SOURCES } from '../../src/platform/database/database.module.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import {
  accept,
  claimsOn,
  DISCUSSION,
  draft,
  OBSERVATION,
  signedRecord,
  submittedProduct,
} from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { judge } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';
import { ADVICE, disagree, FEEDBACK, signSample, takeSample } from '../support/sampling.js';
import { openVisit } from '../support/visits.js';

describe('the trail of a criterion', () => {
  let test: TestApp;
  let cast: Cast;
  let discussion: string;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
    discussion = await signedRecord(cast, DISCUSSION, ['1.1', '1.2']);
    await accept(cast, discussion, ['1.1', '1.2']);
    const rival = await addPerson(cast.manager, test.app, 'Cora Signer', ['assessor']);
    await cast.manager.patch(`/api/registrations/${cast.registrationId}`, { countersignerId: rival.id }).expect(200);
    const first = await judge(cast, '1.1', [discussion], { by: cast.trainee, outcome: 'not_yet_met' });
    await rival
      .post(`/api/registrations/${cast.registrationId}/judgements/${first.id}/countersignature`, {
        ...{ result: 'refused', note: 'The discussion is enough.' },
      })
      .expect(200);
    await judge(cast, '1.1', [discussion]);
    await signSample(cast.iqa, await takeSample(cast.iqa, cast.registrationId), { actions: [ADVICE] });
  });
  afterAll(() => test.close());

  const trail = async (by: Person, code: string, of = cast): Promise<CriterionTrailView> => {
    const answer = await by.get(`/api/registrations/${of.registrationId}/criteria/${code}/trail`).expect(200);
    return answer.body as CriterionTrailView;
  };

  it('leads from the words of the specification to everything that rests on them', async () => {
    const { claims, judgements, samples, ...criterion } = await trail(cast.iqa, '1.1');
    expect(criterion).toMatchObject({
      ...{ unit: 'U40', code: '1.1', kind: 'K', status: 'met' },
      statement: 'Assess the suitability of a range of monitoring techniques for customers’ complaints',
    });
    expect(criterion.facets.map(({ code }) => code)).toEqual(['range', 'suitability']);
    expect(claims).toMatchObject([
      {
        ...{ state: 'confirmed', depthMet: true, locator: { paragraph: 1 }, facets: ['range', 'suitability'] },
        evidence: {
          ...{ id: discussion, ref: 'E001', version: 1, method: 'professional_discussion', status: 'accepted' },
          ...{ title: DISCUSSION.title, authorName: 'Daniel Price', files: [] },
        },
        decisions: [
          {
            ...{ outcome: 'accepted', claim: 'confirmed', assessorName: 'Daniel Price', reasons: [] },
            varcs: { valid: true, authentic: true, reliable: true, current: true, sufficient: true },
            comment: 'Clear and complete; the exchange shows each step.',
          },
        ],
      },
    ]);
    const [claim] = claims;
    expect(claim?.evidence.contentSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(claim?.decisions[0]?.contentSha256).toBe(claim?.evidence.contentSha256);
    expect(claim?.evidence.signatures.map(({ role, personName }) => [role, personName])).toEqual([
      ['assessor', 'Daniel Price'],
      ['learner', 'Maya Okafor'],
    ]);
    expect(
      judgements.map(({ outcome, assessorName, isEffective, countersignature }) => [
        ...[outcome, assessorName, isEffective, countersignature?.result, countersignature?.countersignerName],
      ]),
    ).toEqual([
      ['not_yet_met', 'Tess Morley', false, 'refused', 'Cora Signer'],
      ['met', 'Daniel Price', true, undefined, undefined],
    ]);
    expect(samples).toMatchObject([
      {
        iqaName: 'Ingrid Shaw',
        decision: 'agreed',
        feedback: FEEDBACK,
        actions: [{ text: ADVICE.text, status: 'open' }],
      },
    ]);
  });

  it('names the files that open behind it', async () => {
    const product = await submittedProduct(cast, ['2.6']);
    const [claim] = (await trail(cast.assessor, '2.6')).claims;
    const [file] = claim?.evidence.files ?? [];
    expect(file).toMatchObject({ name: 'email-thread-c-002.eml', purgedAt: null });
    await cast.assessor.get(`/api/evidence/${product}/files/${file?.id}`).expect(200);
  });

  it('shows of samples only what is about the criterion, and shows the learner none', async () => {
    await judge(cast, '1.2', [discussion]);
    const action = await disagree(cast.iqa, cast.registrationId, '1.2');
    expect((await trail(cast.assessor, '1.2')).samples).toMatchObject([
      { decision: 'not_agreed', actions: [{ id: action.id, severity: 'essential' }] },
    ]);
    expect((await trail(cast.assessor, '1.1')).samples).toHaveLength(1);
    expect((await trail(cast.learner, '1.2')).samples).toEqual([]);
    expect((await trail(cast.learner, '1.2')).judgements).toHaveLength(1);
    const open = await takeSample(cast.iqa, cast.registrationId, { criteria: ['1.1'] });
    expect((await trail(cast.iqa, '1.1')).samples.map(({ id }) => id)).toContain(open.id);
    expect((await trail(cast.assessor, '1.1')).samples.map(({ id }) => id)).not.toContain(open.id);
  });

  it('is for whoever may read the registration, an external verifier during their visit included', async () => {
    const eqa = await addPerson(cast.manager, test.app, 'Eric External', ['eqa']);
    const path = `/api/registrations/${cast.registrationId}/criteria/2.1/trail`;
    const item = await draft(cast.assessor, { ...OBSERVATION, learnerId: cast.learner.id });
    await cast.assessor.put(`/api/evidence/${item.id}/claims`, claimsOn(cast.registrationId, ['2.1'])).expect(200);
    expectProblem(await eqa.get(path), 404, 'NOT_FOUND');
    await openVisit(cast.manager, eqa, [cast.registrationId]);
    // A draft is nothing that somebody from outside looks at.
    expect([(await trail(cast.assessor, '2.1')).claims.length, (await trail(eqa, '2.1')).claims.length]).toEqual([
      1, 0,
    ]);
    expect(await trail(eqa, '1.2')).toEqual(await trail(cast.assessor, '1.2'));
    for (const code of ['9.9', 'x', '%20']) {
      expectProblem(await eqa.get(path.replace('2.1', code)), 404, 'NOT_FOUND');
    }
  });

  it('takes as many questions of the database for a thick portfolio as for a thin one', async () => {
    const { reader } = test.app.get<DataSources>(DATA_SOURCES);
    const quiet = reader.logger;
    const questionsOf = async (of: Cast): Promise<number> => {
      let questions = 0;
      const ignore = () => undefined;
      reader.logger = {
        ...{ logQuery: () => (questions += 1), logQueryError: ignore, logQuerySlow: ignore },
        ...{ logSchemaBuild: ignore, logMigration: ignore, log: ignore },
      };
      await trail(of.manager, '1.1', of);
      reader.logger = quiet;
      return questions;
    };
    const thin = await anotherLearner(test.app, cast, 'Tilda Thin');
    const thick = await anotherLearner(test.app, cast, 'Theo Thick');
    const build = async (of: Cast, items: number): Promise<void> => {
      for (let made = 0; made < items; made += 1) {
        const item = await signedRecord(of, DISCUSSION, ['1.1']);
        await accept(of, item, ['1.1']);
        await judge(of, '1.1', [item]);
        await signSample(of.iqa, await takeSample(of.iqa, of.registrationId), { actions: [ADVICE] });
      }
    };
    await build(thin, 1);
    await build(thick, 4);
    expect((await trail(thick.manager, '1.1', thick)).samples).toHaveLength(4);
    const questions = await questionsOf(thin);
    expect(questions).toBeGreaterThan(5);
    expect(await questionsOf(thick)).toBe(questions);
  });
});
