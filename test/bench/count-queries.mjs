// Counts the SQL of one request, by listening to TypeORM inside the product itself.
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../dist/src/app.module.js';
import { httpAdapter, prepare } from '../../dist/src/bootstrap.js';
import { readEnv } from '../../dist/src/platform/config/env.js';
import { DATA_SOURCES } from '../../dist/src/platform/database/database.module.js';

/**
 * @param {string} dataDir of a server that is not running
 * @param {string} path
 * @param {string} token
 */
export async function countQueries(dataDir, path, token) {
  const env = readEnv({ DATA_DIR: dataDir, NODE_ENV: 'production' });
  const app = await NestFactory.create(AppModule.with(env), httpAdapter(), { logger: false });
  try {
    await prepare(app);
    const { reader, writer } = app.get(DATA_SOURCES);
    let queries = 0;
    const counter = {
      logQuery: () => (queries += 1),
      logQueryError: () => undefined,
      logQuerySlow: () => undefined,
      log: () => undefined,
    };
    const request = { method: 'GET', url: path, headers: { authorization: `Bearer ${token}` } };
    // The first request also reads what never changes: the unit.
    await app.inject(request);
    for (const source of [reader, writer]) Object.assign(source, { logger: counter });
    const { statusCode } = await app.inject(request);
    if (statusCode !== 200 || queries === 0) throw new Error(`${path} answered ${statusCode} after ${queries} queries`);
    return queries;
  } finally {
    await app.close();
  }
}
