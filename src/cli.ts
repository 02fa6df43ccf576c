import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { httpAdapter, prepare } from './bootstrap.js';
import { AnchorHeads } from './modules/audit/anchor-heads.js';
import { AnchorStore } from './modules/audit/anchor.store.js';
import { trailInWords } from './modules/audit/trail-words.js';
import { VerifyTrail } from './modules/audit/verify-trail.js';
import { IdentityReader } from './modules/identity/identity.reader.js';
import { RebuildProgress } from './modules/workload/rebuild-progress.js';
import { verifyPortfolio } from './modules/portfolio/verify-portfolio.js';
import { OperatorError, readEnv } from './platform/config/env.js';
import { bagInWords } from './platform/bag/bag-words.js';
import { verifyBag } from './platform/bag/verify-bag.js';
import { openApiDocument } from './platform/http/openapi.js';
import { populate } from './populate.js';

const USAGE = `npm run cli -- COMMAND
  migrate             bring the database up to date
  seed                give an empty database its demo centre (or its bootstrap manager)
  openapi [FILE]      write the API description
  verify-audit        recompute every centre's audit trail and hold it against its anchors
  verify-package FILE hold a portfolio package against its own hashes; needs no database and no network
  rebuild-progress    compute work queues and the counts of every centre again, and say whether the counts were right
  verify-portfolio FILE [--certificate PEM]
                      check a signed-off portfolio from the file alone: ends with 0 when nothing is wrong with it, 1 when
                      something is, and 2 when there was nothing to check`;

type Command = (app: NestFastifyApplication, args: readonly string[]) => Promise<boolean>;

/** Each command says what it did and whether all is well. The schema is migrated before any of them runs. */
const COMMANDS: Readonly<Record<string, Command>> = {
  migrate: async (app) => {
    // A trail from before there was a key is vouched for from here on.
    await app.get(AnchorHeads).run('start');
    console.log('The database is up to date.');
    return true;
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
    const centres = await app.get(IdentityReader).centres();
    const names = new Map(centres.map(({ id, name }) => [id, name]));
    let isWhole = true;
    // Anchors also remember centres that are gone from the database.
    for (const id of new Set([...names.keys(), ...(await app.get(AnchorStore).centreIds())])) {
      const finding = await app.get(VerifyTrail).run(id);
      console.log(trailInWords(names.get(id) ?? `A centre that the database does not know (${id})`, finding));
      isWhole &&= finding.fault === null;
    }
    return isWhole;
  },
  'rebuild-progress': async (app) => {
    for (const { id, name } of await app.get(IdentityReader).centres()) {
      const { learners, wrongTallies } = await app.get(RebuildProgress).run(id);
      const verdict =
        wrongTallies === 0 ? 'every count was right' : `${wrongTallies} counts were wrong and are corrected`;
      console.log(`${name}: ${learners} learners computed again; ${verdict}.`);
    }
    return true;
  },
};

/** Verifies a package wherever it is: neither configuration nor database is looked at. */
async function verifyPackage([file]: readonly string[]): Promise<boolean> {
  if (file === undefined) throw new OperatorError('Which file? npm run cli -- verify-package FILE');
  const finding = await verifyBag(file);
  console.log(bagInWords(finding));
  return finding.faults.length === 0;
}

/** Needs no database and no settings, so that whoever is handed a portfolio can check it. @returns the exit code */
async function verifyFile(args: readonly string[]): Promise<number> {
  let file: string | undefined;
  let certificate: string | undefined;
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { certificate: { type: 'string' } },
    });
    if (positionals.length === 1) [file] = positionals;
    ({ certificate } = values);
  } catch {
    file = undefined;
  }
  if (file === undefined) {
    console.error(USAGE);
    return 2;
  }
  const { lines, exitCode } = await verifyPortfolio(file, certificate ?? null);
  console.log(lines.join('\n'));
  return exitCode;
}

async function run(): Promise<boolean> {
  const [name = '', ...args] = process.argv.slice(2);
  if (name === 'verify-package') return verifyPackage(args);
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
  const [name, ...args] = process.argv.slice(2);
  process.exitCode = name === 'verify-portfolio' ? await verifyFile(args) : (await run()) ? 0 : 1;
} catch (error) {
  console.error(error instanceof OperatorError ? error.message : error);
  process.exitCode = 1;
}
