import { describe, expect, it, jest } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { PortfolioExportRecord } from '../../src/modules/portfolio/portfolio-export.record.js';
import { FoundCentre } from '../../src/modules/identity/found-centre.js';
import { openDataSources } from '../../src/platform/database/data-sources.js';
import { SCHEMA } from '../../src/schema.js';
import { buildApp, MANAGER } from '../support/build-app.js';
import { finished } from '../support/exports.js';
import { castOf } from '../support/people.js';
import { storyClock } from '../support/running-clock.js';
import { close, type Engine, reachableEngines, undoTo } from './engines.js';

jest.setTimeout(120_000);

const MIGRATION = 'ExportSeveralUnits1795900000000';

describe.each(await reachableEngines())(
  'portfolios ordered before there were several units in one, on $name',
  (engine: Engine) => {
    it('are all there afterwards, each still about its unit, and about nothing else', async () => {
      const { env, dispose } = await engine.prepare();
      const test = await buildApp({ env, clock: storyClock() });
      await test.app.get(FoundCentre).run({ centre: { name: 'Harbourside', number: '54321' }, manager: MANAGER });
      const { learner, registrationId } = await castOf(test.app);
      const path = `/api/registrations/${registrationId}/portfolio-exports`;
      await finished(learner, await learner.post(path, { kind: 'draft' }));
      await test.close();

      const sources = await openDataSources(env, SCHEMA);
      const { writer } = sources;
      try {
        const before = await writer.manager.find(PortfolioExportRecord);
        expect(before).toMatchObject([{ registrationId, status: 'ready', learnerId: null, visitId: null }]);
        await undoTo(sources, MIGRATION);
        const [old] = await writer.query<Record<string, unknown>[]>('SELECT * FROM portfolio_exports');
        expect(old).toMatchObject({ registrationId, kind: 'draft' });
        expect(Object.keys(old ?? {})).not.toContain('visitId');
        await writer.runMigrations({ transaction: 'each' });
        expect(await writer.manager.find(PortfolioExportRecord)).toEqual(before);
        for (const change of [`"registrationId" = NULL`, `"learnerId" = '${learner.id}'`]) {
          const refused = writer.query(`UPDATE portfolio_exports SET ${change}`);
          await expect(refused).rejects.toThrow(QueryFailedError);
          await expect(refused).rejects.toThrow(/ck_portfolio_exports_subject/);
        }
      } finally {
        await close(sources);
        await dispose();
      }
    });
  },
);
