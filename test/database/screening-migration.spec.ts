import { describe, expect, it } from '@jest/globals';
import { EvidenceFileRecord } from '../../src/modules/evidence/evidence-file.record.js';
import { FoundCentre } from '../../src/modules/identity/found-centre.js';
import { openDataSources } from '../../src/platform/database/data-sources.js';
import { SCHEMA } from '../../src/schema.js';
import { buildApp, freshEnv, MANAGER } from '../support/build-app.js';
import { draft, PRODUCT } from '../support/evidence.js';
import { castOf } from '../support/people.js';
import { close, undoTo } from './engines.js';

const SCREENING = 'ScreenFiles1795417260000';

describe('files that came in before anybody screened files', () => {
  it('are all there afterwards, and say so', async () => {
    const { env, dispose } = await freshEnv();
    const test = await buildApp({ env });
    await test.app.get(FoundCentre).run({ centre: { name: 'Harbourside', number: '54321' }, manager: MANAGER });
    const { learner } = await castOf(test.app);
    const { id } = await draft(learner, PRODUCT);
    for (const name of ['first.txt', 'second.txt']) {
      await learner.upload(`/api/evidence/${id}/files`, Buffer.from(`words of ${name}`), name).expect(201);
    }
    await test.close();

    const sources = await openDataSources(env, SCHEMA);
    const { writer } = sources;
    const before = await writer.manager.find(EvidenceFileRecord, { order: { id: 'ASC' } });
    await undoTo(sources, SCREENING);
    const columns = Object.keys((await writer.query<object[]>('SELECT * FROM evidence_files'))[0] ?? {});
    expect(columns).not.toContain('screening');
    await writer.runMigrations({ transaction: 'each' });

    const after = await writer.manager.find(EvidenceFileRecord, { order: { id: 'ASC' } });
    expect(before).toHaveLength(2);
    expect(after).toEqual(before.map((file) => ({ ...file, screening: 'not_configured' })));
    await close(sources);
    await dispose();
  });
});
