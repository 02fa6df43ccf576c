import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AssessorRiskPage } from '../../src/modules/verification/sampling.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { accept, DISCUSSION, signedRecord } from '../support/evidence.js';
import { addPerson, type Cast, castOf, type Person } from '../support/people.js';
import { judge } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';
import { CALM_POLICY } from '../support/sampling.js';
import { findingsOf, observe, qualify, staffRecord } from '../support/staff.js';

describe('what sampling makes of the records of staff', () => {
  let test: TestApp;
  let cast: Cast;
  let lead: Person;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
    lead = await addPerson(cast.manager, test.app, 'Lea Lead', ['lead_iqa']);
  });
  afterAll(() => test.close());

  const riskOf = async (person: Person) => {
    const { body } = await lead.get('/api/assessor-risks?unit=U40').expect(200);
    const risk = (body as AssessorRiskPage).items.find(({ assessorId }) => assessorId === person.id);
    return {
      ...{ level: risk?.level, asked: risk?.observationsPerYear, made: risk?.observationsInYear },
      reasons: risk?.reasons.map(({ code }) => code) ?? [],
    };
  };

  it('counts the observations of the year on the unit against what the policy asks for the risk', async () => {
    const veteran = await addPerson(cast.manager, test.app, 'Vera Veteran', ['assessor']);
    await cast.manager.patch(`/api/registrations/${cast.registrationId}`, { coAssessorId: veteran.id }).expect(200);
    const item = await signedRecord(cast, DISCUSSION, ['1.1']);
    await accept(cast, item, ['1.1']);
    await judge(cast, '1.1', [item], { by: veteran });
    await observe(lead, veteran);
    await observe(lead, veteran, { observedOn: '2025-06-01' });
    expect(await riskOf(veteran)).toMatchObject({ level: 'high', asked: 2, made: 1 });
  });

  it('takes the award on record for the day since which an assessor is qualified, once it is confirmed', async () => {
    await lead.put('/api/sampling-policy', { ...CALM_POLICY, newlyQualifiedMonths: 12 }).expect(200);
    const veteran = await addPerson(cast.manager, test.app, 'Walter Veteran', ['assessor']);
    await cast.manager.patch(`/api/registrations/${cast.registrationId}`, { coAssessorId: veteran.id }).expect(200);
    const item = await signedRecord(cast, DISCUSSION, ['1.2']);
    await accept(cast, item, ['1.2']);
    await judge(cast, '1.2', [item], { by: veteran });
    expect((await riskOf(veteran)).reasons).toEqual(['newly_qualified']);
    const { id } = await qualify(veteran, veteran, { originalSeenOn: null });
    expect((await riskOf(veteran)).reasons).toEqual(['newly_qualified']);
    const path = `/api/staff/${veteran.id}/qualifications/${id}`;
    await lead.post(`${path}/confirmation`, { originalSeenOn: '2026-05-28' }).expect(200);
    expect((await riskOf(veteran)).reasons).toEqual(['stable']);
    await lead.post(`${path}/ending`, { reason: 'The certificate is another person’s.' }).expect(200);
    expect((await riskOf(veteran)).reasons).toEqual(['newly_qualified']);
  });

  it('warns of nobody’s observing only while the policy in force asks for it', async () => {
    const { manager, assessor, iqa } = cast;
    const learner = await addPerson(manager, test.app, 'Lara Learner', ['learner']);
    const fresh = await addPerson(manager, test.app, 'Frida Fresh', ['assessor']);
    await manager
      .post('/api/registrations', {
        ...{ learnerId: learner.id, unit: 'U40', registeredOn: '2026-01-12', assessorId: fresh.id, iqaId: iqa.id },
      })
      .expect(201);
    expect(findingsOf(await staffRecord(iqa, fresh))).toContain('observation_missing');
    const unasked = { ...CALM_POLICY.low, observationsPerYear: 0 };
    await lead.put('/api/sampling-policy', { ...CALM_POLICY, low: unasked }).expect(200);
    expect(findingsOf(await staffRecord(iqa, fresh))).not.toContain('observation_missing');
    expect(findingsOf(await staffRecord(iqa, assessor))).not.toContain('observation_missing');
  });
});
