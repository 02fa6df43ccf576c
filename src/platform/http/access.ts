import {
  applyDecorators,
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiBearerAuth, ApiCookieAuth, ApiExtension, ApiOperation } from '@nestjs/swagger';
import '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { type Operation, rolesMayCall } from '../../domain/access/permissions.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { AccessLog, type LoggedAccess } from './access-log.js';

export const ACCESS = 'verifolio:access';
export type Access = Operation | 'public';

/** Name of the cookie that carries the same session token as the `Authorization` header. */
export const SESSION_COOKIE = 'verifolio_session';

/**
 * Declares what a route does in the permission matrix. A route without it (or `@Public`) does not boot. Rules about an
 * object are checked by the use case, which alone knows the object.
 */
export const Operates = (operation: Operation, summary: string): MethodDecorator =>
  applyDecorators(
    SetMetadata(ACCESS, operation satisfies Access),
    ApiOperation({ summary }),
    ApiExtension('x-operation', operation),
    ApiBearerAuth(),
    ApiCookieAuth(),
  );

/** Declares a route that needs no session. */
export const Public = (summary: string): MethodDecorator =>
  applyDecorators(SetMetadata(ACCESS, 'public' satisfies Access), ApiOperation({ summary, security: [] }));

/** Finds out who holds a session token. Declared here, answered by the identity room. */
export abstract class SessionResolver {
  /** The actor of a live session, or `null` for an unknown or ended one. The person was here: it keeps the session alive. */
  abstract resolve(token: string): Promise<Actor | null>;

  /** The same, for whoever only looks whether the session is alive: a page left open is nobody at work. */
  abstract find(token: string): Promise<Actor | null>;
}

export interface AuthenticatedRequest extends FastifyRequest {
  actor?: Actor;
  sessionToken?: string;
}

/** The signed-in person, for controllers. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!actor) throw new DomainError('NOT_SIGNED_IN', 'Please sign in first.');
  return actor;
});

/** The token of the session in use, for signing out. */
export const CurrentSessionToken = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { sessionToken } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!sessionToken) throw new DomainError('NOT_SIGNED_IN', 'Please sign in first.');
  return sessionToken;
});

/** Bearer token first, then the cookie: a script with a header must not be mistaken for a browser. */
function presentedToken(request: FastifyRequest): { token: string; fromCookie: boolean } | null {
  const header = request.headers.authorization;
  const bearer = header === undefined ? null : /^Bearer +(\S+)$/i.exec(header);
  if (bearer?.[1]) return { token: bearer[1], fromCookie: false };
  const cookie = request.cookies[SESSION_COOKIE];
  return cookie ? { token: cookie, fromCookie: true } : null;
}

/** Whether a page of another site sent this and it could change something. Only browsers say so, and they always do. */
function isForeignSite(request: FastifyRequest): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return false;
  const site = request.headers['sec-fetch-site'];
  if (typeof site === 'string') return site !== 'same-origin' && site !== 'none';
  const { origin, host } = request.headers;
  return origin !== undefined && origin.replace(/^https?:\/\//, '') !== host;
}

/** A request as the log of accesses has it. */
export function accessOf(request: FastifyRequest, operation: Operation, status: number): LoggedAccess {
  const { method, url, params, routeOptions } = request;
  const [path = ''] = url.split('?');
  return { operation, method, route: routeOptions.url ?? path, path, params: { ...(params as object) }, status };
}

@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionResolver,
    private readonly log: AccessLog,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    if (access === undefined) throw new DomainError('NOT_ALLOWED', 'This route has no declared permission.');
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (access === 'public') {
      // A stranger's page could otherwise sign its visitor in as the stranger, whose account then gets their work.
      if (isForeignSite(request)) throw new DomainError('NOT_ALLOWED', 'This request came from another site.');
      return true;
    }
    const presented = presentedToken(request);
    const actor = presented && (await this.sessions.resolve(presented.token));
    if (!presented || !actor) throw new DomainError('NOT_SIGNED_IN', 'Please sign in: this needs a live session.');
    // The cookie travels with requests that other sites make; a header does not.
    if (presented.fromCookie && isForeignSite(request)) {
      throw new DomainError(
        'NOT_ALLOWED',
        'This request came from another site, so the session cookie was not accepted.',
      );
    }
    if (!rolesMayCall(access, actor.roles)) {
      await (
        await this.log.watch(actor, access)
      )?.(accessOf(request, access, 403));
      throw new DomainError('NOT_ALLOWED', 'Your roles at this centre do not include this.');
    }
    request.actor = actor;
    request.sessionToken = presented.token;
    return true;
  }
}
