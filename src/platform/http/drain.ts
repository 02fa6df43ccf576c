import type { Server } from 'node:http';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { DomainError } from '../../domain/kernel/domain-error.js';

/** What was accepted has this long to end. The jobs stop meanwhile, and the whole must take less than 12 s (R15). */
const DRAIN_MS = 9_000;

/**
 * The first thing to happen when the server is told to end: nothing new is let in, so that nothing begins that the
 * closing database would interrupt. Nest by itself listens until the jobs have stopped, and then waits for ever for a
 * client that has stalled.
 */
@Injectable()
export class Drain implements OnModuleDestroy {
  private hasBegun = false;

  constructor(private readonly host: HttpAdapterHost) {}

  /** Connections that are open already end with the answer they wait for; what comes over them later is refused. */
  guard(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (_request, _reply, done) => {
      done(this.hasBegun ? new DomainError('UNAVAILABLE', 'The server is being stopped.') : undefined);
    });
    fastify.addHook('onSend', (_request, reply, _payload, done) => {
      if (this.hasBegun) void reply.header('connection', 'close');
      done();
    });
  }

  onModuleDestroy(): void {
    this.hasBegun = true;
    const server = this.host.httpAdapter.getHttpServer() as Server;
    server.close();
    setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
  }
}
