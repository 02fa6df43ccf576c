import { describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FoundCentre } from '../../src/modules/identity/found-centre.js';
import { type Engine, reachableEngines } from '../database/engines.js';
import { buildApp, MANAGER } from '../support/build-app.js';
import { PRODUCT } from '../support/evidence.js';
import { castOf } from '../support/people.js';
import { storyClock } from '../support/running-clock.js';

jest.setTimeout(60_000);

describe.each(await reachableEngines())('a search on $name', (engine: Engine) => {
  it('minds the case of no letter, with accents or without', async () => {
    const { env, dispose } = await engine.prepare();
    const dataDir = engine.name === 'SQLite' ? env.dataDir : await mkdtemp(join(tmpdir(), 'verifolio-search-'));
    const test = await buildApp({ clock: storyClock(), env: { ...env, dataDir } });
    try {
      await test.app.get(FoundCentre).run({ centre: { name: 'Harbourside', number: null }, manager: MANAGER });
      const { learner } = await castOf(test.app);
      await learner.post('/api/evidence', { ...PRODUCT, title: 'École ÜBUNG Привет' }).expect(201);
      const found = async (words: string): Promise<number> => {
        const { body } = await learner.get(`/api/evidence?q=${encodeURIComponent(words)}`).expect(200);
        return (body as { items: unknown[] }).items.length;
      };
      for (const words of ['École', 'éCOLE', 'übung', 'ÜBUNG', 'привет']) {
        expect({ words, found: await found(words) }).toEqual({ words, found: 1 });
      }
      expect(await found('ecole')).toBe(0);
    } finally {
      await test.close();
      await dispose();
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
