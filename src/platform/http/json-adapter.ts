import { FastifyAdapter } from '@nestjs/platform-fastify';

export const JSON_LIMIT_BYTES = 1024 ** 2;

/** Nest's adapter would read forms and Fastify plain text as bodies, which pages of other sites can send without asking. */
export class JsonAdapter extends FastifyAdapter {
  override registerParserMiddleware(): void {
    const fastify = this.getInstance();
    fastify.removeContentTypeParser('text/plain');
    const parse = fastify.getDefaultJsonParser('error', 'error');
    this.useBodyParser('application/json', false, { bodyLimit: JSON_LIMIT_BYTES }, (request, body, done) => {
      // Many clients name the type of every POST, whether it has a body or not.
      if (body.length === 0) done(null, undefined);
      else void parse(request, body.toString('utf8'), done);
    });
  }
}
