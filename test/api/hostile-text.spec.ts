import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { PortfolioExportView } from '../../src/modules/portfolio/portfolio.dto.js';
import { FileStore } from '../../src/platform/files/file-store.js';
import { describeWith, pagesOf, readWith } from '../portfolio/pdf-tools.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { claimsOn, draft, PRODUCT } from '../support/evidence.js';
import { type Cast, castOf } from '../support/people.js';
import { expectProblem } from '../support/problem.js';

/** What one field of a record takes. */
const MOST = 10_000;
const fill = (unit: string): string => unit.repeat(Math.ceil(MOST / unit.length)).slice(0, MOST - (MOST % unit.length));

/** S18: one word without an end, letters under a tower of marks, directions that never close, families of people. */
const TEXTS = {
  word: fill('x'),
  marks: `a${fill('\u0301')}`.slice(0, MOST),
  directions: fill('\u202e\u2067\u202ba'),
  families: fill('\u{1f469}\u200d\u{1f469}\u200d\u{1f467}'),
  unassigned: fill('\u{10ffff}'),
  blanks: `${fill(' ').slice(0, -1)}.`,
};

describeWith(['qpdf', 'pdftotext'])('text that would stall a drawing (S18)', () => {
  let test: TestApp;
  let cast: Cast;
  beforeAll(async () => {
    test = await buildApp();
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  async function drawn(): Promise<PortfolioExportView> {
    const path = `/api/registrations/${cast.registrationId}/portfolio-exports`;
    const { id } = (await cast.manager.post(path, { kind: 'draft' }).expect(202)).body as PortfolioExportView;
    for (;;) {
      const view = (await cast.manager.get(`/api/portfolio-exports/${id}`).expect(200)).body as PortfolioExportView;
      if (!['queued', 'running'].includes(view.status)) return view;
      await setTimeout(100);
    }
  }

  it('is refused where it is longer than its field, by the path of that field', async () => {
    const endless = { ...PRODUCT, title: 'Too long', contextStatement: 'x'.repeat(400_000) };
    const { errors } = expectProblem(await cast.learner.post('/api/evidence', endless), 400, 'VALIDATION_FAILED');
    expect(errors?.map(({ path }) => path)).toEqual(['contextStatement']);
  });

  it('is drawn where its fields take it, 420,000 letters in one item', async () => {
    const account = Array.from({ length: 7 }, () => Object.values(TEXTS)).flat();
    const { id } = await draft(cast.learner, {
      ...{ method: 'reflective_account', activityFrom: '2026-03-02', setting: 'workplace', redaction: 'not_needed' },
      ...{ title: TEXTS.directions.slice(0, 200), contextStatement: TEXTS.marks },
      record: { account },
    });
    await cast.learner.put(`/api/evidence/${id}/claims`, claimsOn(cast.registrationId, ['2.6'])).expect(200);
    const view = await drawn();
    expect([view.status, view.failure]).toEqual(['ready', null]);
    const pdf = await readFile(await test.app.get(FileStore).localPath(view.sha256 ?? ''));
    expect(readWith('qpdf', pdf, ['--check'])).toContain('No syntax or stream encoding errors found');
    // Nothing of it turns the page around it.
    expect(pagesOf(pdf).join('')).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });
});
