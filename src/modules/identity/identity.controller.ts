import { Body, Controller, Delete, Get, HttpCode, Inject, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { ENV } from '../../platform/config/config.module.js';
import type { Env } from '../../platform/config/env.js';
import { CurrentActor, CurrentSessionToken, Operates, Public, SESSION_COOKIE } from '../../platform/http/access.js';
import { etagOf, type IfMatch, IfMatchHeader } from '../../platform/http/etag.js';
import { IdParam } from '../../platform/http/id-param.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, toPage } from '../../platform/http/paging.js';
import { Secret } from '../../platform/http/secret.js';
import { ChangePassword } from './change-password.js';
import { ChangeUser } from './change-user.js';
import { CreateUser } from './create-user.js';
import {
  ChangePasswordBody,
  ChangeUserBody,
  CreatedUserView,
  CreateUserBody,
  ListUsersQuery,
  MeView,
  SessionView,
  SignInBody,
  toCentreView,
  toPersonView,
  toUserView,
  UserPage,
  UserView,
} from './identity.dto.js';
import { IdentityReader } from './identity.reader.js';
import { SignIn } from './sign-in.js';
import { SignOut } from './sign-out.js';

@ApiTags('people')
@Controller('api')
export class IdentityController {
  constructor(
    private readonly signIn: SignIn,
    private readonly signOut: SignOut,
    private readonly createUser: CreateUser,
    private readonly changeUser: ChangeUser,
    private readonly changePassword: ChangePassword,
    private readonly reader: IdentityReader,
    @Inject(ENV) private readonly env: Env,
  ) {}

  @Post('sessions')
  @Public('Sign in')
  async startSession(
    @Body() body: SignInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const { token, expiresAt, user } = await this.signIn.run({ ...body, address: request.ip });
    void reply.setCookie(SESSION_COOKIE, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      // Behind the proxy that ends TLS the request itself arrives in the clear.
      secure: this.env.isProduction || request.protocol === 'https',
      expires: new Date(expiresAt),
    });
    return { token, expiresAt, user: toPersonView(user) };
  }

  @Delete('sessions/current')
  @HttpCode(204)
  @Operates('session:end', 'Sign out')
  async endSession(
    @CurrentActor() actor: Actor,
    @CurrentSessionToken() token: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.signOut.run(actor, token);
    void reply.clearCookie(SESSION_COOKIE, { path: '/' });
  }

  @Get('me')
  @Operates('self:read', 'Who am I')
  async me(@CurrentActor() actor: Actor): Promise<MeView> {
    const [user, centre] = await Promise.all([
      this.reader.user(actor.centreId, actor.userId),
      this.reader.centre(actor.centreId),
    ]);
    if (!user) throw new DomainError('NOT_SIGNED_IN', 'Your account is gone.');
    return { ...toPersonView(user), centre: toCentreView(centre) };
  }

  @Post('me/password')
  @HttpCode(204)
  @Secret()
  @Operates('self:change', 'Change your password; your other sessions end')
  async password(
    @CurrentActor() actor: Actor,
    @CurrentSessionToken() token: string,
    @Body() body: ChangePasswordBody,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.changePassword.run(actor, { token, address: request.ip }, body);
  }

  @Post('users')
  @Secret()
  @Operates('user:create', 'Add a person to the centre')
  async addUser(@CurrentActor() actor: Actor, @Body() body: CreateUserBody): Promise<CreatedUserView> {
    const { user, temporaryPassword } = await this.createUser.run(actor, body);
    return { ...toUserView(user), ...(temporaryPassword === undefined ? {} : { temporaryPassword }) };
  }

  @Patch('users/:id')
  @Operates('user:change', 'Change somebody’s name or roles, or end their access')
  async change(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatchHeader() expected: IfMatch,
    @Body() body: ChangeUserBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserView> {
    const user = await this.changeUser.run(actor, id, expected, body);
    void reply.header('etag', etagOf(user.revision));
    return toUserView(user);
  }

  @Get('users/:id')
  @Operates('user:list', 'One person of the centre')
  async one(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserView> {
    const user = await this.reader.user(actor.centreId, id);
    if (!user) throw notFound();
    void reply.header('etag', etagOf(user.revision));
    return toUserView(user);
  }

  @Get('users')
  @Operates('user:list', 'People of the centre')
  async users(
    @CurrentActor() actor: Actor,
    @Query() query: ListUsersQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserPage> {
    const limit = query.limit ?? DEFAULT_PAGE;
    const rows = await this.reader.users(actor.centreId, query.role, limit + 1, decodeCursor(query.cursor));
    const page = toPage(rows, limit, toUserView);
    linkNext(request, reply, page);
    return { items: [...page.items], nextCursor: page.nextCursor };
  }
}
