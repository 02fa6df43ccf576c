import fastifyCookie from '@fastify/cookie';
import fastifyMultipart from '@fastify/multipart';
import { Logger } from '@nestjs/common';
import type { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { U40 } from '../templates/units/u40.js';
import { PublishSpecifications } from './modules/specifications/publish-specifications.js';
import { assertRoutesDeclared } from './platform/http/assert-routes-declared.js';
import type { Env } from './platform/config/env.js';
import type { AuthenticatedRequest } from './platform/http/access.js';
import { passByteStreams } from './platform/http/byte-stream.js';
import { Drain } from './platform/http/drain.js';
import { JSON_LIMIT_BYTES, JsonAdapter } from './platform/http/json-adapter.js';
import { openApiDocument } from './platform/http/openapi.js';
import { answerUnroutable } from './platform/http/problem.filter.js';
import { guardRequests } from './platform/http/safe-text.js';
import { sendSecurityHeaders } from './platform/http/security-headers.js';

/**
 * How long a connection may be silent: longer than a write waits for its turn, during which the server is. A whole
 * request has no limit, since an upload may take hours; one that stalls is given up.
 */
const IDLE_MS = 60_000;

export function httpAdapter(trustProxy: Env['trustProxy'] = false): FastifyAdapter {
  return new JsonAdapter({
    bodyLimit: JSON_LIMIT_BYTES,
    trustProxy,
    connectionTimeout: IDLE_MS,
    requestTimeout: 0,
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: answerUnroutable,
  });
}

/** Everything between a bare Nest application and one that serves: plugins, guards, documents, unit data. */
export async function prepare(app: NestFastifyApplication): Promise<NestFastifyApplication> {
  await app.register(fastifyCookie);
  // The file store counts the bytes itself: a limit here would cut a file short in silence.
  await app.register(fastifyMultipart, { limits: { files: 1, fields: 10, fieldSize: 10_000, fileSize: Infinity } });
  const fastify = app.getHttpAdapter().getInstance();
  passByteStreams(fastify);
  sendSecurityHeaders(fastify);
  guardRequests(fastify);
  app.get(Drain).guard(fastify);
  logRequests(fastify);
  assertRoutesDeclared(app);
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app), { jsonDocumentUrl: 'api/openapi.json' });
  await app.init();
  await fastify.ready();
  await app.get(PublishSpecifications).run([U40]);
  return app;
}

/** One line a request, with the route's pattern and without query, body or names. */
function logRequests(fastify: ReturnType<ReturnType<NestFastifyApplication['getHttpAdapter']>['getInstance']>): void {
  const logger = new Logger('Http');
  fastify.addHook('onResponse', (request: AuthenticatedRequest, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown route';
    const actor = request.actor?.userId ?? '-';
    logger.debug(
      `${request.id} ${request.method} ${route} ${reply.statusCode} ${Math.round(reply.elapsedTime)}ms actor=${actor}`,
    );
    done();
  });
}
