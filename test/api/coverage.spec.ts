import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CoverageView } from '../../src/modules/coverage/coverage.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { accept, claimsOn, draft, OBSERVATION, PRODUCT, signedRecord, submittedProduct } from '../support/evidence.js';
import { type Cast, castOf } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { judge } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';

describe('coverage of a unit', () => {
  let test: TestApp;
  let cast: Cast;
  const coverage = async (query = ''): Promise<CoverageView> => {
    const { body } = await cast.learner.get(`/api/registrations/${cast.registrationId}/coverage${query}`).expect(200);
    return body as CoverageView;
  };
  /** Status and gap codes of one criterion, graver gaps as the API orders them. */
  const of = async (code: string, query = '') => {
    const criterion = (await coverage(query)).criteria.find((candidate) => candidate.code === code);
    return { status: criterion?.status, gaps: criterion?.gaps.map((gap) => gap.code) };
  };

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  it('of an untouched registration has seventeen unclaimed criteria and nothing met or evidenced', async () => {
    const found = await coverage();
    expect(found).toMatchObject({
      unit: 'U40',
      specificationVersion: 'R/506/2151-seed-1',
      totals: { criteria: 17, met: 0, evidenced: 0 },
      ready: false,
    });
    expect(found.policyVersion).not.toBe('');
    expect(found.asOf).toMatch(/^2026-06-01T09:/);
    expect(found.criteria.map(({ status }) => status)).toEqual(Array.from({ length: 17 }, () => 'unclaimed'));
  });

  it('says of each gap what is wrong, what would close it and who acts (T1)', async () => {
    const [first] = (await coverage()).criteria;
    expect(first).toMatchObject({
      code: '1.1',
      statement: 'Assess the suitability of a range of monitoring techniques for customers’ complaints',
      kind: 'K',
      gaps: [{ code: 'NO_EVIDENCE', severity: 'blocker', who: expect.any(String) }],
      claims: [],
    });
    for (const gap of first?.gaps ?? []) {
      expect(gap.message.length).toBeGreaterThan(10);
      expect(gap.closedBy.length).toBeGreaterThan(10);
    }
  });

  it('follows AC2.7 from a draft to met, at risk and back (T2 to T5, T20, T24, T25)', async () => {
    const planned = await draft(cast.learner, PRODUCT);
    await cast.learner.put(`/api/evidence/${planned.id}/claims`, claimsOn(cast.registrationId, ['2.7'])).expect(200);
    expect(await of('2.7')).toEqual({ status: 'planned', gaps: ['ONLY_DRAFT'] });

    const mail = await submittedProduct(cast, ['2.7']);
    expect(await of('2.7')).toMatchObject({ status: 'claimed', gaps: ['AWAITING_ASSESSMENT'] });

    await accept(cast, mail, ['2.7']);
    expect((await of('2.7')).status).toBe('evidenced_weak');
    expect((await of('2.7')).gaps).toContain('SINGLE_SOURCE');

    const observation = await signedRecord(cast, OBSERVATION, ['2.7']);
    await accept(cast, observation, ['2.7']);
    expect((await of('2.7')).status).toBe('evidenced');
    expect((await coverage()).totals).toEqual({ criteria: 17, met: 0, evidenced: 1 });

    await judge(cast, '2.7', [mail, observation]);
    expect((await of('2.7')).status).toBe('met');
    expect((await coverage()).totals).toEqual({ criteria: 17, met: 1, evidenced: 1 });

    await cast.assessor.post(`/api/evidence/${observation}/withdrawal`, { reason: 'authenticity' }).expect(200);
    const atRisk = await of('2.7');
    expect(atRisk.status).toBe('met_at_risk');
    expect(atRisk.gaps).toEqual(expect.arrayContaining(['OVERRIDE_REASON_MISSING', 'SINGLE_SOURCE']));
    expect((await coverage()).totals).toMatchObject({ evidenced: 0 });

    await judge(cast, '2.7', [mail], { overrideReason: 'Nine messages over five days leave no doubt.' });
    expect((await of('2.7')).status).toBe('met');
  });

  it('counts nothing that is on hold', async () => {
    const mail = await submittedProduct(cast, ['2.6']);
    await accept(cast, mail, ['2.6']);
    expect((await of('2.6')).status).toBe('evidenced_weak');
    await cast.iqa.post(`/api/evidence/${mail}/hold`, { reason: 'Same file elsewhere.' }).expect(200);
    expect(await of('2.6')).toEqual({ status: 'claimed', gaps: ['ON_HOLD'] });
    await cast.iqa.post(`/api/evidence/${mail}/release`, { reason: 'Explained.' }).expect(200);
    expect((await of('2.6')).status).toBe('evidenced_weak');
  });

  it('does not count work from before registration except as prior learning (T16)', async () => {
    const early = await submittedProduct(cast, ['2.8'], { activityFrom: '2025-12-01', activityTo: '2025-12-02' });
    await accept(cast, early, ['2.8']);
    expect(await of('2.8')).toEqual({ status: 'claimed', gaps: ['RPL_ROUTE_REQUIRED'] });
  });

  it('measures currency at the day it is asked for (T17)', async () => {
    const mail = await submittedProduct(cast, ['2.9'], { activityFrom: '2026-01-20', activityTo: '2026-01-21' });
    await accept(cast, mail, ['2.9']);
    expect((await of('2.9')).gaps).not.toContain('OUT_OF_DATE');
    expect((await of('2.9', '?asOf=2027-06-01')).gaps).toContain('OUT_OF_DATE');
    expect((await coverage('?asOf=2027-06-01')).asOf).toBe('2027-06-01T00:00:00.000Z');
  });

  it('tells of each claim whether it counts and why not', async () => {
    const criterion = (await coverage()).criteria.find(({ code }) => code === '2.7');
    expect(criterion?.claims).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ method: 'work_product', counts: 'substantive', reasons: [] }),
        expect.objectContaining({ method: 'work_product', counts: 'none', reasons: ['ONLY_DRAFT'] }),
      ]),
    );
  });

  it.each(['yesterday', '2026-02-30', '2026-13-01', '2026-01-01T25:00:00Z'])('refuses asOf=%s', async (asOf) => {
    const answer = await cast.learner.get(`/api/registrations/${cast.registrationId}/coverage?asOf=${asOf}`);
    expectProblem(answer, 400, 'VALIDATION_FAILED');
  });
});
