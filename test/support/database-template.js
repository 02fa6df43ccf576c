import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const CLI = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));

/**
 * Runs every migration once, by the product's own command, before the first spec: each spec then begins with a copy, which
 * costs a tenth. What migrations do is tested in test/database, step by step.
 * @returns what makes it unmade
 */
export default async function prepareTemplate() {
  const server = process.env.TEST_DATABASE_URL;
  if (!existsSync(CLI)) return;
  const dataDir = mkdtempSync(join(tmpdir(), 'verifolio-template-'));
  const settings = { ...process.env, DATA_DIR: dataDir, NODE_ENV: 'production' };
  delete settings.DATABASE_URL;
  if (server) {
    const name = `verifolio_template_${randomUUID().replaceAll('-', '')}`;
    await onServer(server, `CREATE DATABASE ${name}`);
    const url = new URL(server);
    url.pathname = `/${name}`;
    settings.DATABASE_URL = url.toString();
    process.env.TEST_TEMPLATE = name;
  } else {
    process.env.TEST_TEMPLATE = join(dataDir, 'verifolio.sqlite');
  }
  execFileSync(process.execPath, [CLI, 'migrate'], { env: settings, stdio: ['ignore', 'ignore', 'inherit'] });
  globalThis.unmakeTemplate = async () => {
    rmSync(dataDir, { recursive: true, force: true });
    if (server) await onServer(server, `DROP DATABASE ${process.env.TEST_TEMPLATE} WITH (FORCE)`);
  };
}

async function onServer(connectionString, sql) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
