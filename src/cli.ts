import { writeFile } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { httpAdapter, prepare } from './bootstrap.js';
import { AuditReader } from './modules/audit/audit.reader.js';
import { IdentityReader } from './modules/identity/identity.reader.js';
import { OperatorError, readEnv } from './platform/config/env.js';
import { openApiDocument } from './platform/http/openapi.js';
import { populate } from './populate.js';

const USAGE = `npm run cli -- COMMAND
  migrate             bring the database up to date
  seed                give an empty database its demo centre (or its bootstrap manager)
  openapi [FILE]      write the API description
  verify-audit        recompute every centre's audit trail`;

type Command = (app: NestFastifyApplication, args: readonly string[]) => Promise<boolean>;

/** Each command says what it did and whether all is well. The schema is migrated before any of them runs. */
const COMMANDS: Readonly<Record<string, Command>> = {
  migrate: () => {
    console.log('The database is up to date.');
    return Promise.resolve(true);
  },
  seed: async (app) => {
    const lines = await populate(app, readEnv());
    console.log(lines.length > 0 ? lines.join('\n') : 'There are people already; nothing was added.');
    return true;
  },
  openapi: async (app, [file]) => {
    const text = `${JSON.stringify(openApiDocument(app), null, 2)}\n`;
    if (file === undefined) process.stdout.write(text);
    else await writeFile(file, text);
    return true;
  },
  'verify-audit': async (app) => {
    const audit = app.get(AuditReader);
    let isWhole = true;
    for (const centre of await app.get(IdentityReader).centres()) {
      const fault = await audit.firstFault(centre.id);
      console.log(
        fault ? `${centre.name}: broken at event ${fault.sequence} (${fault.fault})` : `${centre.name}: whole`,
      );
      isWhole &&= fault === null;
    }
    return isWhole;
  },
};

async function run(): Promise<boolean> {
  const [name = '', ...args] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (!command) {
    console.error(USAGE);
    return false;
  }
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(readEnv()), httpAdapter(), {
    logger: ['fatal', 'error', 'warn'],
    abortOnError: false,
  });
  try {
    await prepare(app);
    return await command(app, args);
  } finally {
    await app.close();
  }
}

try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  console.error(error instanceof OperatorError ? error.message : error);
  process.exitCode = 1;
}
