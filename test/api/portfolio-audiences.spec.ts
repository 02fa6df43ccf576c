import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ARMED, LETTER, TRUNCATED } from '../portfolio/attached-pdfs.js';
import { describeWith, pagesOf } from '../portfolio/pdf-tools.js';
import { spokenText } from '../portfolio/spoken-text.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { accept, claimsOn, draft, PRODUCT } from '../support/evidence.js';
import { type Cast, castOf } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { makeReady, release } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';
import { givenTestimony, WITNESS } from '../support/testimony.js';

const ULN = '1000000043';

describeWith(['pdftotext'])('whom a portfolio tells what', () => {
  let test: TestApp;
  let cast: Cast;

  const order = async (kind: 'draft' | 'signed_off', person: Cast['learner']): Promise<string> => {
    const path = `/api/registrations/${cast.registrationId}/portfolio-exports`;
    const { id } = (await person.post(path, { kind }).expect(202)).body as { id: string };
    for (let tries = 0; tries < 300; tries += 1) {
      const { status } = (await person.get(`/api/portfolio-exports/${id}`).expect(200)).body as { status: string };
      if (status === 'ready') return id;
      await wait(100);
    }
    throw new Error('the portfolio was not drawn');
  };
  const fileFor = async (kind: 'draft' | 'signed_off', person: Cast['learner']): Promise<Buffer> => {
    const file = `/api/portfolio-exports/${await order(kind, person)}/file`;
    return (await person.get(file).responseType('blob').expect(200)).body as Buffer;
  };

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
    await cast.manager.patch(`/api/registrations/${cast.registrationId}`, { uln: ULN }).expect(200);
    const { id } = await draft(cast.learner, { ...PRODUCT, title: 'Letter about a lamp', redaction: 'done' });
    const files: [Buffer, string][] = [
      [LETTER, '1 letter.pdf'],
      [ARMED, '2 armed.pdf'],
      [TRUNCATED, '3 broken.pdf'],
    ];
    for (const [bytes, name] of files) await cast.learner.upload(`/api/evidence/${id}/files`, bytes, name).expect(201);
    await cast.learner.put(`/api/evidence/${id}/claims`, claimsOn(cast.registrationId, ['2.6'])).expect(200);
    await cast.learner.post(`/api/evidence/${id}/submission`, { declaration: true }).expect(200);
    await accept(cast, id, ['2.6']);
    await givenTestimony(cast, test.app);
    await makeReady(cast);
    await release(cast);
  }, 90_000);
  afterAll(() => test.close());

  it('gives contact details of witnesses to the centre’s own copy, and to nobody else', async () => {
    // A cell is read whole, with the ends of its lines as white space.
    const heardBy = async (person: Cast['learner']) =>
      (await spokenText(await fileFor('draft', person))).replaceAll(' ', '');
    const [centre, assessor] = [await heardBy(cast.manager), await heardBy(cast.assessor)];
    expect(centre).toContain(WITNESS.email);
    expect(centre).toContain(ULN);
    expect(assessor).toContain(WITNESS.name.replace(' ', ''));
    expect(assessor).not.toContain(WITNESS.email);
    expect(assessor).not.toContain(ULN);
  });

  it('keeps a draft that says so much to whoever ordered it', async () => {
    const id = await order('draft', cast.manager);
    for (const path of [`/api/portfolio-exports/${id}`, `/api/portfolio-exports/${id}/file`])
      expectProblem(await cast.assessor.get(path), 404, 'NOT_FOUND');
  });

  it('tells neither in the released document, which is one for all, and shows in it the pages of what was attached', async () => {
    const pdf = await fileFor('signed_off', cast.learner);
    const text = pagesOf(pdf).join('');
    expect(text).not.toContain(ULN);
    expect(text.replace(/\s+/g, '')).not.toContain(WITNESS.email);
    expect(text).toMatch(/E001 · file 1 · page 2 of 3 · sha256 [0-9a-f]{12}…[\s\S]*We have sent a new lamp\./);
    expect(text).toContain('An armed page');
    expect(await spokenText(pdf)).toMatch(/Not shown here: (3 broken\.pdf: )?the file is damaged and cannot be read/);
    expect(text).not.toContain('Whitfield');
  });
});
