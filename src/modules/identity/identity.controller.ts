import { Body, Controller, Delete, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, CurrentSessionToken, Operates, Public, SESSION_COOKIE } from '../../platform/http/access.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, toPage } from '../../platform/http/paging.js';
import { CreateUser } from './create-user.js';
import {
  CreatedUserView,
  CreateUserBody,
  ListUsersQuery,
  MeView,
  SessionView,
  SignInBody,
  toCentreView,
  toUserView,
  UserPage,
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
    private readonly reader: IdentityReader,
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
      secure: request.protocol === 'https',
      expires: new Date(expiresAt),
    });
    return { token, expiresAt, user: toUserView(user) };
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
    return {
      id: actor.userId,
      name: actor.name,
      email: user?.email ?? '',
      roles: [...actor.roles],
      centre: toCentreView(centre),
    };
  }

  @Post('users')
  @Operates('user:create', 'Add a person to the centre')
  async addUser(@CurrentActor() actor: Actor, @Body() body: CreateUserBody): Promise<CreatedUserView> {
    const { user, temporaryPassword } = await this.createUser.run(actor, body);
    return { ...toUserView(user), ...(temporaryPassword === undefined ? {} : { temporaryPassword }) };
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
