import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, jest } from '@jest/globals';
import { QueryFailedError, type DataSource } from 'typeorm';
import { RegistrationRecord } from '../../src/modules/registrations/registration.record.js';
import { SignOffRecord } from '../../src/modules/sign-off/sign-off.record.js';
import type { PortfolioExportView } from '../../src/modules/portfolio/portfolio.dto.js';
import { FoundCentre } from '../../src/modules/identity/found-centre.js';
import { openDataSources } from '../../src/platform/database/data-sources.js';
import { SCHEMA } from '../../src/schema.js';
import { buildApp, MANAGER } from '../support/build-app.js';
import { type Cast, castOf } from '../support/people.js';
import { makeReady, release } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';
import { close, type Engine, reachableEngines, undoTo } from './engines.js';

jest.setTimeout(120_000);

const MIGRATION = 'CompleteSignOff1795510800000';

/** Everything that hangs on a registration or a signature: what a careless rebuild of a table would take with it. */
const CHILDREN = ['judgements', 'evidence_claims', 'sign_offs', 'portfolio_exports', 'audit_events'];

async function countsOf(writer: DataSource): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of CHILDREN) {
    const [row] = await writer.query<{ rows: number | string }[]>(`SELECT COUNT(*) AS rows FROM ${table}`);
    counts[table] = Number(row?.rows);
  }
  return counts;
}

describe.each(await reachableEngines())('units signed before IQAs were countersigned, on $name', (engine: Engine) => {
  it('are all there afterwards, with everything that hangs on them, and their signatures stay undeletable', async () => {
    const { env, dispose } = await engine.prepare();
    const test = await buildApp({ env, clock: storyClock() });
    await test.app.get(FoundCentre).run({ centre: { name: 'Harbourside', number: '54321' }, manager: MANAGER });
    const cast = await castOf(test.app);
    await makeReady(cast);
    await release(cast);
    await drawn(cast);
    await test.close();

    const sources = await openDataSources(env, SCHEMA);
    const { writer } = sources;
    try {
      const before = {
        registrations: await writer.manager.find(RegistrationRecord),
        signOffs: await writer.manager.find(SignOffRecord, { order: { id: 'ASC' } }),
        counts: await countsOf(writer),
      };
      expect(before.counts).toMatchObject({ judgements: 17, sign_offs: 3 });
      expect(Object.values(before.counts)).not.toContain(0);

      await undoTo(sources, MIGRATION);
      const [old] = await writer.query<Record<string, unknown>[]>('SELECT * FROM registrations');
      expect(old).toMatchObject({ status: 'iqa_released' });
      expect(Object.keys(old ?? {})).not.toContain('countersigningIqaId');
      expect(await countsOf(writer)).toEqual(before.counts);
      await refused(writer, `UPDATE registrations SET status = 'certificated'`, /ck_registrations_status/);
      await refused(writer, 'DELETE FROM sign_offs', /DELETE is forbidden/);

      await writer.runMigrations({ transaction: 'each' });
      expect(await writer.manager.find(RegistrationRecord)).toEqual(before.registrations);
      expect(await writer.manager.find(SignOffRecord, { order: { id: 'ASC' } })).toEqual(before.signOffs);
      expect(await countsOf(writer)).toEqual(before.counts);
      await refused(writer, 'DELETE FROM sign_offs', /DELETE is forbidden/);
      await refused(writer, 'DELETE FROM registrations', /foreign key/i);
      await refused(writer, `UPDATE registrations SET "countersigningIqaId" = 'nobody'`, /foreign key/i);
      await refused(writer, `UPDATE registrations SET status = 'lost'`, /ck_registrations_status/);
      await writer.query(`UPDATE registrations SET status = 'certificated'`);
      await writer.query(`UPDATE sign_offs SET stage = 'countersigning_iqa' WHERE stage = 'iqa'`);
    } finally {
      await close(sources);
      await dispose();
    }
  });
});

/** The release has ordered the portfolio: closing while it is drawn would leave a job without its database. */
async function drawn({ manager, registrationId }: Cast): Promise<void> {
  const { body } = await manager.post(`/api/registrations/${registrationId}/portfolio-exports`, { kind: 'signed_off' });
  const { id } = body as PortfolioExportView;
  for (;;) {
    const { body: shown } = await manager.get(`/api/portfolio-exports/${id}`).expect(200);
    if (['ready', 'failed'].includes((shown as PortfolioExportView).status)) return;
    await setTimeout(50);
  }
}

async function refused(writer: DataSource, statement: string, words: RegExp): Promise<void> {
  const refusal: unknown = await writer.query(statement).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(QueryFailedError);
  expect(String(refusal)).toMatch(words);
}
