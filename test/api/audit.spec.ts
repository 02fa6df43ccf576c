import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import type { Response } from 'supertest';
import { In } from 'typeorm';
import type { AuditEventView } from '../../src/modules/registrations/registration-audit.dto.js';
import { AuditEventRecord } from '../../src/modules/audit/audit-event.record.js';
import { VerifyTrail } from '../../src/modules/audit/verify-trail.js';
import { PortfolioExportRecord } from '../../src/modules/portfolio/portfolio-export.record.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import {
  accept,
  acceptance,
  claimsOn,
  DISCUSSION,
  draft,
  evidenceNow,
  PRODUCT,
  sampleFile,
  signedRecord,
  submittedProduct,
} from '../support/evidence.js';
import { anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { allowInserts, refuseInserts } from '../support/database-owner.js';
import { expectProblem } from '../support/problem.js';
import { textOf } from '../support/readings.js';
import { judge, makeReady, release, signatures } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';

describe('the audit trail', () => {
  let test: TestApp;
  let cast: Cast;
  let centreId: string;
  let unitOfWork: UnitOfWork;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
    unitOfWork = test.app.get(UnitOfWork);
    const { body } = await cast.manager.get('/api/me').expect(200);
    centreId = (body as { centre: { id: string } }).centre.id;
  });
  afterAll(() => test.close());

  async function events(person: Person, registrationId: string): Promise<AuditEventView[]> {
    const all: AuditEventView[] = [];
    let next: string | undefined = `/api/registrations/${registrationId}/audit?limit=200`;
    while (next !== undefined) {
      const answer: Response = await person.get(next).expect(200);
      all.push(...(answer.body as { items: AuditEventView[] }).items);
      next = /^<(.+)>; rel="next"$/.exec(String(answer.headers.link ?? ''))?.[1];
    }
    return all;
  }

  it('tells every step of one item and of its unit, in order, with who and when', async () => {
    const own = await anotherLearner(test.app, cast, 'Tara Trail');
    const { id } = await draft(own.learner, PRODUCT);
    const at = `/api/evidence/${id}`;
    await own.learner.patch(at, { title: 'Better title' }).expect(200);
    await own.learner.upload(`${at}/files`, sampleFile('email-thread-c-002.eml'), 'thread.eml').expect(201);
    await own.learner.put(`${at}/claims`, claimsOn(own.registrationId, ['2.6'])).expect(200);
    await own.learner.post(`${at}/submission`, { declaration: true }).expect(200);
    await own.learner.post(`${at}/recall`).expect(200);
    await own.learner.post(`${at}/submission`, { declaration: true }).expect(200);
    await own.iqa.post(`${at}/hold`, { reason: 'Whose is it?' }).expect(200);
    await own.iqa.post(`${at}/release`, { reason: 'Hers.' }).expect(200);
    await accept(own, id, ['2.6']);
    await judge(own, '2.6', [id], { overrideReason: 'Nine messages.' });
    await own.assessor.post(`${at}/reopening`, { reason: 'Overlooked a message.' }).expect(200);
    const told = await events(own.learner, own.registrationId);
    expect(told.map(({ type, actorName }) => `${type} by ${actorName}`)).toEqual([
      'registration.created by Morgan Ellis',
      'evidence.created by Tara Trail',
      'evidence.edited by Tara Trail',
      'evidence.file_added by Tara Trail',
      'evidence.claims_changed by Tara Trail',
      'evidence.submitted by Tara Trail',
      'evidence.recalled by Tara Trail',
      'evidence.submitted by Tara Trail',
      'evidence.held by Ingrid Shaw',
      'evidence.released by Ingrid Shaw',
      'evidence.accepted by Daniel Price',
      'judgement.recorded by Daniel Price',
      'evidence.reopened by Daniel Price',
    ]);
    expect(told.every(({ at: instant }) => instant.startsWith('2026-06-01T'))).toBe(true);
    expect(JSON.stringify(told)).not.toContain('Better title');
  });

  it('tells of signatures and what voided them', async () => {
    const own = await anotherLearner(test.app, cast, 'Sid Signed');
    await makeReady(own);
    await release(own);
    await own.iqa.post(`/api/registrations/${own.registrationId}/reopening`, { reason: 'Appeal' }).expect(200);
    // When the portfolio has been drawn is the background job's affair; ordering it belongs to the release itself.
    const told = (await events(own.iqa, own.registrationId))
      .map(({ type }) => type)
      .filter((type) => type !== 'portfolio.exported');
    expect(told.slice(-6)).toEqual([
      'unit.signed',
      'unit.signed',
      'unit.signed',
      'portfolio.requested',
      'unit.reopened',
      'unit.signatures_voided',
    ]);
  });

  const fault = async () => (await test.app.get(VerifyTrail).run(centreId)).fault;

  it('holds together as a chain after everything that happened, also side by side', async () => {
    await Promise.all(Array.from({ length: 8 }, () => draft(cast.learner, PRODUCT)));
    expect(await fault()).toBeNull();
  });

  describe('when an event cannot be written (R10)', () => {
    /** The database itself refuses whatever event comes next. */
    async function blockTheTrail(): Promise<void> {
      await unitOfWork.run(() => refuseInserts(unitOfWork, AuditEventRecord));
      test.app.useLogger(false);
    }
    const clearTheTrail = () => unitOfWork.run(() => allowInserts(unitOfWork));

    let own: Cast;
    let learners = 0;
    beforeEach(async () => {
      // A release of an earlier test may still be drawn, and its event would be refused as well.
      const unfinished = { status: In(['queued', 'running']) };
      while (await unitOfWork.reader.existsBy(PortfolioExportRecord, unfinished)) await wait(50);
      learners += 1;
      own = await anotherLearner(test.app, cast, `Blocked ${learners}`);
    });

    it('nothing of a decision is kept, and the same decision succeeds once it can', async () => {
      const id = await submittedProduct(own, ['2.6']);
      for (const file of (await evidenceNow(own.learner, id)).files) await textOf(own.learner, id, file.id);
      const before = await evidenceNow(own.learner, id);
      const decide = () => own.assessor.post(`/api/evidence/${id}/decision`, acceptance(own.registrationId, ['2.6']));
      await blockTheTrail();
      expectProblem(await decide(), 500, 'UNEXPECTED');
      expect(await evidenceNow(own.learner, id)).toEqual(before);
      await clearTheTrail();
      await decide().expect(200);
    });

    it('nothing of a judgement is kept', async () => {
      const id = await signedRecord(own, DISCUSSION, ['1.1']);
      await accept(own, id, ['1.1']);
      const path = `/api/registrations/${own.registrationId}/judgements`;
      await blockTheTrail();
      const body = { criterion: '1.1', outcome: 'met', rationale: 'Compares.', evidenceIds: [id] };
      expectProblem(await own.assessor.post(path, body), 500, 'UNEXPECTED');
      expect((await own.assessor.get(path)).body).toEqual({ items: [], nextCursor: null });
      await clearTheTrail();
      expect((await judge(own, '1.1', [id])).sequence).toBe(1);
    });

    it('nothing of a signature is kept', async () => {
      await makeReady(own);
      await blockTheTrail();
      const sign = () => own.learner.post(`/api/registrations/${own.registrationId}/sign-offs`, { stage: 'learner' });
      expectProblem(await sign(), 500, 'UNEXPECTED');
      expect(await signatures(own)).toMatchObject({ items: [], state: 'ready_for_sign_off' });
      await clearTheTrail();
      await sign().expect(201);
    });

    it('no draft is opened and no reference used up', async () => {
      await blockTheTrail();
      expectProblem(await own.learner.post('/api/evidence', PRODUCT), 500, 'UNEXPECTED');
      await clearTheTrail();
      expect((await draft(own.learner, PRODUCT)).ref).toBe('E001');
      expect(await fault()).toBeNull();
    });
  });
});
