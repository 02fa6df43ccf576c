import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { EvidenceFileView } from '../../src/modules/evidence/evidence-file-view.dto.js';
import { spokenText } from '../portfolio/spoken-text.js';
import { buildApp } from '../support/build-app.js';
import { claimsOn, draft, PRODUCT } from '../support/evidence.js';
import { type Cast, castOf } from '../support/people.js';
import { storyClock } from '../support/running-clock.js';

/** The words of a draft of the portfolio, with all white space made single. */
async function printedPortfolio(cast: Cast): Promise<string> {
  const order = await cast.manager.post(`/api/registrations/${cast.registrationId}/portfolio-exports`, {
    kind: 'draft',
  });
  const path = `/api/portfolio-exports/${(order.body as { id: string }).id}`;
  for (let tries = 0; tries < 200; tries += 1) {
    const { status } = (await cast.manager.get(path).expect(200)).body as { status: string };
    if (status === 'ready') break;
    await wait(100);
  }
  const { body } = await cast.manager.get(`${path}/file`).responseType('blob').expect(200);
  return spokenText(body as Buffer);
}

describe('evidence that stays with the employer', () => {
  it('says where it is, who keeps it and who saw it, needs no file, and prints so; sealed originals are not printed', async () => {
    const test = await buildApp({ clock: storyClock() });
    try {
      const cast = await castOf(test.app);
      const inSitu = {
        ...{ location: 'Case file C-002, Harbour Lane Kitchens', custodian: 'Customer Relations Manager' },
        ...{ shows: 'The whole exchange with Customer B', seenBy: 'Ruth Pemberton' },
      };
      const envelope = { ...PRODUCT, storage: 'in_situ', redaction: 'pending' };
      const { id } = await draft(cast.learner, { ...envelope, record: { inSitu } });
      await cast.learner.put(`/api/evidence/${id}/claims`, claimsOn(cast.registrationId, ['2.6'])).expect(200);
      const refused = await cast.learner.post(`/api/evidence/${id}/submission`, { declaration: true }).expect(422);
      expect(refused.body).toMatchObject({ errors: [{ path: 'record.inSitu.seenOn' }] });
      await cast.learner
        .patch(`/api/evidence/${id}`, { record: { inSitu: { ...inSitu, seenOn: '2026-03-07' } } })
        .expect(200);
      const submitted = await cast.learner.post(`/api/evidence/${id}/submission`, { declaration: true }).expect(200);
      expect(submitted.body).toMatchObject({ status: 'submitted', storage: 'in_situ', files: [] });

      const beside = await draft(cast.learner, { ...PRODUCT, redaction: 'pending' });
      const files = `/api/evidence/${beside.id}/files`;
      const original = await cast.learner.upload(files, Buffer.from('Ann Quimby rang.'), 'Ann Quimby.txt').expect(201);
      const { id: originalId } = original.body as EvidenceFileView;
      await cast.learner.post(`${files}/${originalId}/redactions`, { words: ['Ann Quimby'] }).expect(201);
      await cast.learner.patch(`/api/evidence/${beside.id}`, { redaction: 'done' }).expect(200);
      const claims = claimsOn(cast.registrationId, ['2.6']);
      await cast.learner.put(`/api/evidence/${beside.id}/claims`, claims).expect(200);
      await cast.learner.post(`/api/evidence/${beside.id}/submission`, { declaration: true }).expect(200);

      const printed = await printedPortfolio(cast);
      expect(printed).toContain('Held at Case file C-002, Harbour Lane Kitchens by Customer Relations Manager.');
      expect(printed).toContain('Seen by Ruth Pemberton on 7 Mar 2026.');
      expect(printed).toMatch(/Done, confirmed by .+ on \d/);
      expect(printed).toContain('redacted copy 1.txt');
      expect(printed).not.toMatch(/Ann Quimby|sealed original/);
    } finally {
      await test.close();
    }
  });
});
