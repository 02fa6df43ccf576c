import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { httpAdapter, prepare } from './bootstrap.js';
import { WatchTrail } from './modules/audit/watch-trail.js';
import { OrderReadings } from './modules/evidence/order-readings.js';
import { SweepPackages } from './modules/arrivals/sweep-packages.js';
import { ClearUploads } from './modules/uploads/clear-uploads.js';
import { WatchWorkload } from './modules/workload/watch-workload.js';
import { populate } from './populate.js';
import { OperatorError, readEnv } from './platform/config/env.js';
import { FileStore } from './platform/files/file-store.js';
import { JobQueue } from './platform/jobs/job-queue.js';

async function serve(): Promise<void> {
  const env = readEnv();
  const logLevels: LogLevel[] = env.isProduction
    ? ['fatal', 'error', 'warn', 'log', 'debug']
    : ['fatal', 'error', 'warn'];
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(env), httpAdapter(env.trustProxy), {
    logger: new ConsoleLogger({ json: env.isProduction, logLevels }),
    abortOnError: false,
  });
  await prepare(app);
  await app.get(FileStore).sweepIncoming();
  await app.get(ClearUploads).run();
  await app.get(SweepPackages).run();
  await app.get(OrderReadings).run();
  await app.get(WatchTrail).run();
  const announcement = await populate(app, env);
  await app.get(WatchWorkload).run();
  await app.get(JobQueue).start();
  // Without it the process would end by the signal it was sent, which looks like a crash to whoever started it (R15).
  app.enableShutdownHooks([], { useProcessExit: true });
  await app.listen(env.port, '0.0.0.0');
  const address = (await app.getUrl()).replace('[::1]', 'localhost').replace('0.0.0.0', 'localhost');
  console.log(`Verifolio is at ${address}/api/docs (health: ${address}/readyz)`);
  for (const line of announcement) console.log(line);
}

try {
  await serve();
} catch (error) {
  // An operator needs the reason first; the stack of a wrong setting helps nobody.
  console.error(error instanceof OperatorError ? error.message : error);
  process.exit(1);
}
