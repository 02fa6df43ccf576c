import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyMultipart from '@fastify/multipart';
import { Logger } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { U40 } from '../templates/units/u40.js';
import { PublishSpecifications } from './modules/specifications/publish-specifications.js';
import { assertRoutesDeclared } from './platform/http/assert-routes-declared.js';
import type { AuthenticatedRequest } from './platform/http/access.js';
import { openApiDocument } from './platform/http/openapi.js';
import { answerUnroutable } from './platform/http/problem.filter.js';
import { guardRequests } from './platform/http/safe-text.js';

const JSON_LIMIT_BYTES = 1024 ** 2;

export function httpAdapter(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: JSON_LIMIT_BYTES,
    trustProxy: false,
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: answerUnroutable,
  });
}

/** Everything between a bare Nest application and one that serves: plugins, guards, documents, unit data. */
export async function prepare(app: NestFastifyApplication): Promise<NestFastifyApplication> {
  await app.register(fastifyCookie);
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      // The API documentation draws itself with inline styles.
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  });
  // The file store counts the bytes itself: a limit here would cut a file short in silence.
  await app.register(fastifyMultipart, { limits: { files: 1, fields: 10, fieldSize: 10_000, fileSize: Infinity } });
  const fastify = app.getHttpAdapter().getInstance();
  guardRequests(fastify);
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
