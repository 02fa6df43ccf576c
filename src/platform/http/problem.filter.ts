import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, ExtendedRefusal } from '../../domain/kernel/domain-error.js';
import { toDomainError } from '../database/database-errors.js';
import { type Problem, problem, STATUS_OF, TRANSPORT_CODES } from './problem.js';

const TRANSPORT_DETAILS: Readonly<Record<number, string>> = {
  400: 'The request body is not what its content type says.',
  404: 'There is no such address.',
  405: 'This address does not support that method.',
  408: 'The request did not arrive in time.',
  413: 'The request is larger than this address accepts.',
  414: 'The address is longer than this server reads.',
  415: 'This address does not accept that content type.',
  431: 'The request headers are larger than this server reads.',
};

function transportStatus(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

/** The status that a failure is answered with. */
export function statusOf(thrown: unknown): number {
  const error = toDomainError(thrown);
  return error instanceof DomainError ? STATUS_OF[error.code] : (transportStatus(error) ?? 500);
}

function transportProblem(status: number): Problem {
  return problem(
    status,
    TRANSPORT_CODES[status] ?? 'REQUEST_REFUSED',
    TRANSPORT_DETAILS[status] ?? 'The request was refused.',
  );
}

function sendProblem(reply: FastifyReply, answer: Problem): void {
  void reply.status(answer.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(answer));
}

/** What Fastify refuses before it has found a route, such as an address that cannot be decoded: no filter sees that. */
export function answerUnroutable(error: unknown, _request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(reply, transportProblem(transportStatus(error) ?? 400));
}

/** Every failure as problem+json. Parser texts, stacks, SQL and paths never leave the server. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const answer = this.toProblem(error, http.getRequest<FastifyRequest>());
    if (reply.sent || reply.raw.headersSent) {
      // The answer had begun to stream: the only honest signal left is a broken connection.
      reply.raw.destroy();
      return;
    }
    if (answer.status === 429 || answer.status === 503)
      void reply.header('retry-after', answer.status === 429 ? '300' : '5');
    sendProblem(reply, answer);
  }

  private toProblem(thrown: unknown, request: FastifyRequest): Problem {
    const error = toDomainError(thrown);
    if (error instanceof DomainError) {
      const status = STATUS_OF[error.code];
      if (status >= 500) this.log(error.cause ?? error, request);
      const usual = problem(status, error.code, error.message, error.errors);
      return error instanceof ExtendedRefusal ? { ...usual, ...error.extension } : usual;
    }
    const status = transportStatus(error);
    if (status !== null && status < 500) return transportProblem(status);
    this.log(error, request);
    return problem(
      500,
      'UNEXPECTED',
      'It is not certain whether a change was kept: look, or repeat it under the same Idempotency-Key. ' +
        `If it happens again, report it with the number ${request.id}.`,
    );
  }

  /** Only the stack: a failed query carries its parameters, and those are people's words. */
  private log(error: unknown, request: FastifyRequest): void {
    const { stack } = Object(error) as { stack?: string };
    this.logger.error(`${request.id} ${request.method} failed: ${stack ?? 'unknown'}`);
  }
}
