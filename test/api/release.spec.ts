import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import type { PortfolioExportView } from '../../src/modules/portfolio/portfolio.dto.js';
import type { AuditEventView } from '../../src/modules/registrations/registration-audit.dto.js';
import { describeWith, readWith } from '../portfolio/pdf-tools.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { submittedProduct } from '../support/evidence.js';
import { addPerson, type Cast, castOf, type Person } from '../support/people.js';
import { makeReady, release } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';

const DEADLINE_MS = 20_000;
const ULN = '1000000043';

describeWith(['pdftotext'])('the document of a release', () => {
  let test: TestApp;
  let cast: Cast;

  const order = async (kind: string, by: Person) => {
    const path = `/api/registrations/${cast.registrationId}/portfolio-exports`;
    return (await by.post(path, { kind }).expect(202)).body as PortfolioExportView;
  };

  async function drawn({ id }: PortfolioExportView, by: Person): Promise<PortfolioExportView> {
    const until = performance.now() + DEADLINE_MS;
    for (;;) {
      const view = (await by.get(`/api/portfolio-exports/${id}`).expect(200)).body as PortfolioExportView;
      if (view.status === 'ready') return view;
      if (view.status === 'failed' || performance.now() > until) throw new Error(`the export is ${view.status}`);
      await setTimeout(50);
    }
  }

  async function pdfOf({ id }: PortfolioExportView, by: Person): Promise<Buffer> {
    const { body } = await by
      .get(`/api/portfolio-exports/${id}/file`)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      })
      .expect(200);
    return body as Buffer;
  }

  const textOf = (pdf: Buffer) => readWith('pdftotext', pdf, ['-raw'], ['-']).replace(/\s+/g, ' ');

  const changeRegistration = (change: object) =>
    cast.manager.patch(`/api/registrations/${cast.registrationId}`, change).expect(200);

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
    await changeRegistration({ employer: 'Harbour Lane Kitchens', uln: ULN });
    await makeReady(cast);
  });
  afterAll(() => test.close());

  it('shows the learner’s number in a draft to whoever may read it, and to nobody else', async () => {
    const [own, withheld] = [await order('draft', cast.learner), await order('draft', cast.assessor)];
    const ownText = textOf(await pdfOf(await drawn(own, cast.learner), cast.learner));
    expect(ownText).toContain(ULN);
    const withheldText = textOf(await pdfOf(await drawn(withheld, cast.assessor), cast.assessor));
    expect(withheldText).not.toContain(ULN);
    expect(withheldText).toContain('withheld from this copy');
  });

  it('is fixed at release: what changes afterwards does not reach it, whoever asks and however often', async () => {
    const successor = await addPerson(cast.manager, test.app, 'Nora Successor', ['assessor']);
    // Two drafts keep the queue busy, so that the document itself is drawn when all has changed.
    await order('draft', cast.learner);
    await order('draft', cast.learner);
    await release(cast);
    await changeRegistration({ employer: 'Quayside Interiors', assessorId: successor.id });
    await submittedProduct(cast, ['2.6'], { title: 'Late delivery of a tap' });

    const first = await order('signed_off', cast.learner);
    const view = await drawn(first, cast.learner);
    const pdf = await pdfOf(view, cast.learner);
    expect(view).toMatchObject({
      id: await orderedAtRelease(),
      kind: 'signed_off',
      manifestSha256: first.manifestSha256,
    });
    const text = textOf(pdf);
    expect(text).toContain('Employer Harbour Lane Kitchens');
    expect(text).toMatch(/Assessor Daniel Price/);
    expect(text).not.toMatch(/Quayside Interiors|Nora Successor|Late delivery of a tap/);

    const again = await drawn(await order('signed_off', cast.iqa), cast.iqa);
    expect(again).toEqual(view);
    expect((await pdfOf(again, cast.iqa)).equals(pdf)).toBe(true);

    const now = textOf(await pdfOf(await drawn(await order('draft', cast.manager), cast.manager), cast.manager));
    for (const words of ['Quayside Interiors', 'Nora Successor', 'Late delivery of a tap'])
      expect(now).toContain(words);
  });

  /** The export that the trail ties to the IQA's signature. */
  async function orderedAtRelease(): Promise<unknown> {
    const answer: Response = await cast.iqa
      .get(`/api/registrations/${cast.registrationId}/audit?limit=200`)
      .expect(200);
    const { items } = answer.body as { items: AuditEventView[] };
    const requests = items.filter(({ type, facts }) => type === 'portfolio.requested' && facts.kind === 'signed_off');
    expect(requests.map(({ actorId }) => actorId)).toEqual([cast.iqa.id]);
    return requests[0]?.facts.exportId;
  }
});
