import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { chmod, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SendInvitation } from '../../src/modules/witnesses/send-invitation.job.js';
import type { Delivery } from '../../src/modules/witnesses/witness-invitation.record.js';
import { WitnessesReader } from '../../src/modules/witnesses/witnesses.reader.js';
import { JobQueue } from '../../src/platform/jobs/job-queue.js';
import { buildApp, freshEnv, MANAGER, type TestApp } from '../support/build-app.js';
import { FoundCentre } from '../../src/modules/identity/found-centre.js';
import { type Cast, castOf } from '../support/people.js';
import { storyClock } from '../support/running-clock.js';
import { give, invite, letterOf, openLink, testimonyDraft } from '../support/testimony.js';

jest.setTimeout(60_000);

async function deliveryOf(test: TestApp, id: string): Promise<Delivery | undefined> {
  for (let tries = 0; ; tries += 1) {
    const invitation = await test.app.get(WitnessesReader).byId(id);
    if (tries > 1_500 || invitation?.delivery !== 'queued') return invitation?.delivery;
    await wait(25);
  }
}

const lettersIn = (test: TestApp): string[] => readdirSync(join(test.env.dataDir, 'mail'));

describe('the letter of an invitation', () => {
  let test: TestApp;
  let cast: Cast;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  it('is written once, however often its job is delivered, and not after the link was used', async () => {
    const { id, token } = await invite(cast, await testimonyDraft(cast));
    await letterOf(test, id);
    expect(await deliveryOf(test, id)).toBe('sent');
    const path = join(test.env.dataDir, 'mail', `witness-${id}.eml`);
    await rename(path, `${path}.read`);
    await test.app.get(SendInvitation).run(id);
    expect(lettersIn(test)).not.toContain(`witness-${id}.eml`);

    await give(test.app, token ?? '').expect(201);
    await test.app.get(SendInvitation).run(id);
    expect(lettersIn(test)).not.toContain(`witness-${id}.eml`);
  });

  it('that cannot be written is given up in the end, says so, and the link that an assessor passes on still opens', async () => {
    const folder = join(test.env.dataDir, 'mail');
    await rename(folder, `${folder}.away`);
    await writeFile(folder, 'no folder');
    try {
      const { id, token } = await invite(cast, await testimonyDraft(cast));
      expect(await deliveryOf(test, id)).toBe('failed');
      await openLink(test.app, token ?? '').expect(200);
    } finally {
      await rename(folder, `${folder}.broken`);
      await rename(`${folder}.away`, folder);
      await chmod(folder, 0o700);
    }
  });
});

describe('an invitation whose server ends before the letter is written', () => {
  it('is mailed by the next start, and not with another key, whose link would open nothing', async () => {
    const place = await freshEnv();
    const started = (env = place.env) => buildApp({ clock: storyClock(), env });
    try {
      const first = await started();
      await first.app.get(FoundCentre).run({ centre: { name: 'Harbourside', number: null }, manager: MANAGER });
      const cast = await castOf(first.app);
      await first.app.get(JobQueue).stop();
      const { id, token } = await invite(cast, await testimonyDraft(cast));
      expect(lettersIn(first)).toEqual([]);
      await first.close();

      const stranger = await started({ ...place.env, linkSecret: 'the key of quite another installation' });
      await expect(stranger.app.get(SendInvitation).run(id)).rejects.toThrow('with this key');
      expect(lettersIn(stranger)).toEqual([]);
      await stranger.app.get(JobQueue).stop();
      await stranger.close();

      const second = await started();
      expect((await letterOf(second, id)).text).toContain(token);
      // What was mailed before a key was changed still opens: the database knows the token by its hash.
      await openLink(second.app, token ?? '').expect(200);
      await second.close();
    } finally {
      await place.dispose();
    }
  });
});
