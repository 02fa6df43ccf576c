import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  StreamableFile,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { firstValueFrom, type Observable, of } from 'rxjs';
import { ACCESS, type Access, accessOf, type AuthenticatedRequest } from './access.js';
import { AccessLog } from './access-log.js';
import { statusOf } from './problem.filter.js';

/** Writes down what was answered to those who are watched, before it goes out; refusals as well. */
@Injectable()
export class AccessLogInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly log: AccessLog,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<AuthenticatedRequest>();
    const operation = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    if (!request.actor || operation === undefined || operation === 'public') return next.handle();
    const writeDown = await this.log.watch(request.actor, operation);
    if (!writeDown) return next.handle();

    let answer: unknown;
    try {
      answer = await firstValueFrom(next.handle() as Observable<unknown>, { defaultValue: undefined });
    } catch (error) {
      await writeDown(accessOf(request, operation, statusOf(error)));
      throw error;
    }
    try {
      await writeDown(accessOf(request, operation, http.getResponse<FastifyReply>().statusCode));
    } catch (error) {
      if (answer instanceof StreamableFile) answer.getStream().destroy();
      throw error;
    }
    return of(answer);
  }
}
