import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { isDemoCentreUnfinished, loadDemoCentre } from './demo/load-demo-centre.js';
import { FoundCentre } from './modules/identity/found-centre.js';
import { IdentityReader } from './modules/identity/identity.reader.js';
import { RegistrationsReader } from './modules/registrations/registrations.reader.js';
import { BOOTSTRAP_NAME, type Env, OperatorError } from './platform/config/env.js';

/**
 * Gives an empty database its first people: the bootstrap manager, or the demo centre. Says what it did, for people.
 * @throws OperatorError when an earlier start was stopped while it loaded the demo centre: half a story must not pass for one
 */
export async function populate(app: NestFastifyApplication, env: Env): Promise<string[]> {
  const identity = app.get(IdentityReader);
  if (await identity.hasUsers()) {
    if (await isDemoCentreUnfinished(identity, app.get(RegistrationsReader)))
      throw new OperatorError(howToBeginAnew(env));
    return [];
  }
  if (env.bootstrap) {
    await app.get(FoundCentre).run({
      centre: { name: env.bootstrap.centre, number: null },
      manager: { ...env.bootstrap, name: BOOTSTRAP_NAME },
    });
    return [`The centre manager ${env.bootstrap.email} can sign in.`];
  }
  return env.demo ? loadDemoCentre(app) : [];
}

function howToBeginAnew({ databaseUrl, dataDir }: Env): string {
  const database = databaseUrl === null ? '' : ', empty the database that DATABASE_URL names';
  return (
    'The demo centre is unfinished: another server is loading it right now, or was stopped while it did. ' +
    `To begin anew${database}, delete the folder ${dataDir} and start again.`
  );
}
