import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { firstValueFrom, from, type Observable } from 'rxjs';
import { LessThan } from 'typeorm';
import { canonicalJson } from '../../domain/kernel/canonical-json.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { isUniqueViolation } from '../database/database-errors.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Clock } from '../time/clock.js';
import { type AuthenticatedRequest } from './access.js';
import { IdempotencyRecord } from './idempotency.record.js';
import { receiveOneFile } from './one-file.js';
import { SECRET } from './secret.js';

/** How long a client may come back for its answer. */
const KEPT_MS = 24 * 3_600_000;

/** What a client goes on with: the tag to change the thing under, the address to ask for it. */
const KEPT_HEADERS = ['etag', 'location'];

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const bodyHash = (body: unknown): string => sha256(canonicalJson(body ?? null));

const keptHeaders = (reply: FastifyReply): Record<string, string> =>
  Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => {
      const value = reply.getHeader(name);
      return value === undefined ? [] : [[name, String(value)]];
    }),
  );

/** Hash of the one file of an upload, which is read and not kept. */
const fileHash = (request: FastifyRequest): Promise<string> =>
  receiveOneFile(request, 'file', async ({ content }) => {
    const hash = createHash('sha256');
    for await (const chunk of content) hash.update(chunk as Buffer);
    return hash.digest('hex');
  });

/**
 * A client that lost the answer may repeat a POST under the same `Idempotency-Key`: it takes effect once and every
 * repeat gets the first answer. The key row is the first write of the very transaction that carries the effect, so
 * after a crash either both are there or neither. A repeat that comes between the commit and the storing of the answer
 * is told so (409) and never run again; so is every repeat to a route that keeps no answer (`@Secret`). An error leaves
 * no key: correct the request and send it again.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly reflector: Reflector,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const header = request.headers['idempotency-key'];
    if (request.method !== 'POST' || header === undefined || !request.actor) return next.handle();
    if (typeof header !== 'string' || header.length > 255) {
      throw new DomainError('MALFORMED_REQUEST', 'Idempotency-Key must be one text of at most 255 characters.');
    }

    const key = sha256(canonicalJson([request.actor.userId, request.url, header]));
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const isSecret = this.reflector.get<true | undefined>(SECRET, context.getHandler()) === true;

    const known = await this.unitOfWork.reader.findOneBy(IdempotencyRecord, { key });
    if (known) return from([await this.replay(known, isSecret, request, reply)]);

    const claim = async (): Promise<void> => {
      const forgotten = new Date(this.clock.nowMs() - KEPT_MS).toISOString();
      await this.unitOfWork.delete(IdempotencyRecord, { createdAt: LessThan(forgotten) });
      try {
        await this.unitOfWork.insert(IdempotencyRecord, {
          key,
          bodySha256: isSecret || request.isMultipart() ? '' : bodyHash(request.body),
          status: null,
          answer: null,
          headers: null,
          createdAt: this.clock.now(),
        });
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        throw new DomainError(
          'IDEMPOTENCY_IN_FLIGHT',
          'The same request is being carried out right now; ask again in a moment.',
        );
      }
    };
    const answer: unknown = await this.unitOfWork.withOpening(claim, () =>
      firstValueFrom(next.handle() as Observable<unknown>, { defaultValue: undefined }),
    );
    // The bytes of an upload went by while they were stored; the answer to it says their hash.
    const { sha256: fileSha256 } = (answer ?? {}) as { sha256?: string };
    await this.unitOfWork.run(() =>
      this.unitOfWork.update(
        IdempotencyRecord,
        { key },
        {
          status: reply.statusCode,
          answer: isSecret ? null : (answer ?? null),
          headers: keptHeaders(reply),
          ...(request.isMultipart() ? { bodySha256: fileSha256 } : {}),
        },
      ),
    );
    return from([answer]);
  }

  private async replay(
    known: IdempotencyRecord,
    isSecret: boolean,
    request: AuthenticatedRequest,
    reply: FastifyReply,
  ): Promise<unknown> {
    if (isSecret) {
      throw new DomainError(
        'IDEMPOTENCY_ANSWER_NOT_KEPT',
        'The request was carried out, but its answer is not kept because it holds a secret.',
      );
    }
    if (known.status === null) {
      throw new DomainError(
        'IDEMPOTENCY_IN_FLIGHT',
        'The request was carried out, but its answer is not stored yet; read the resource.',
      );
    }
    if (known.bodySha256 !== (request.isMultipart() ? await fileHash(request) : bodyHash(request.body))) {
      throw new DomainError('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for a different request.');
    }
    void reply.status(known.status).headers(known.headers ?? {});
    return known.answer ?? undefined;
  }
}
