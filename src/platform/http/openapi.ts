import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ERROR_CODES } from '../../domain/kernel/domain-error.js';
import { productVersion } from '../config/product-version.js';
import { SESSION_COOKIE } from './access.js';
import { TRANSPORT_CODES } from './problem.js';

const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'RFC 9457. `code` is stable and for programs, `detail` is for people.',
  required: ['type', 'title', 'status', 'code', 'detail', 'errors'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: [...new Set([...ERROR_CODES, ...Object.values(TRANSPORT_CODES), 'UNEXPECTED'])] },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: {
          path: { type: 'string', description: 'JSON path of the field, such as claims[0].criterion' },
          message: { type: 'string' },
        },
      },
    },
    conflict: {
      type: 'object',
      additionalProperties: true,
      description:
        'Beside IF_MATCH_STALE where both versions are known: which fields differ, as base, current and yours, and ' +
        '`mergeable`, the part of yours that nobody else touched. Nothing of it is applied.',
    },
  },
};

const PROBLEM_RESPONSE = {
  description: 'The request was refused.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const header = (name: string, required: boolean, description: string) => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
});

const IF_MATCH = header('If-Match', true, 'The ETag you last received; without it 428, with an old one 412.');
const IDEMPOTENCY_KEY = header(
  'Idempotency-Key',
  false,
  'Repeat a request under the same key and it takes effect once.',
);

interface DescribedOperation {
  parameters?: object[];
  responses?: Record<string, object>;
  security?: object[];
}

/** What holds for every route and is therefore written once: problems, `If-Match`, `Idempotency-Key`. */
function describeHabits(document: OpenAPIObject): OpenAPIObject {
  document.components ??= {};
  document.components.schemas = { ...document.components.schemas, Problem: PROBLEM_SCHEMA as object };
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, described] of Object.entries(methods as Record<string, DescribedOperation>)) {
      described.responses = { ...described.responses, default: PROBLEM_RESPONSE };
      // Nobody else can change these: a session and an upload belong to one person.
      const isOwn = path === '/api/sessions/current' || path.startsWith('/api/uploads');
      if (['put', 'patch', 'delete'].includes(method) && !isOwn) (described.parameters ??= []).push(IF_MATCH);
      const isPublic = described.security?.length === 0;
      if (method === 'post' && !isPublic) (described.parameters ??= []).push(IDEMPOTENCY_KEY);
    }
  }
  return document;
}

/** The description of the API. The comments and types of DTOs reach it through the build, so it is made of a built application. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Verifolio')
    .setDescription('E-portfolio and evidence tracker for vocational assessment.')
    .setVersion(productVersion())
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .addCookieAuth(SESSION_COOKIE)
    .build();
  return describeHabits(SwaggerModule.createDocument(app, config));
}
