import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, toPage } from '../../platform/http/paging.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { DeclareInterest } from './declare-interest.js';
import { EndInterest } from './end-interest.js';
import type { InterestRecord } from './interest.record.js';
import {
  DeclareInterestBody,
  EndInterestBody,
  InterestPage,
  InterestView,
  ListInterestsQuery,
  toInterestView,
} from './interests.dto.js';
import { InterestsReader } from './interests.reader.js';

@ApiTags('interests')
@Controller('api/interests')
export class InterestsController {
  constructor(
    private readonly declareInterest: DeclareInterest,
    private readonly endInterest: EndInterest,
    private readonly reader: InterestsReader,
    private readonly identity: IdentityReader,
  ) {}

  @Post()
  @Operates('interest:declare', 'Declare a family, financial or line-management interest in a learner')
  async declare(@CurrentActor() actor: Actor, @Body() body: DeclareInterestBody): Promise<InterestView> {
    return this.show(await this.declareInterest.run(actor, body));
  }

  @Get()
  @Operates('interest:list', 'Declared interests: your own, or as manager and lead IQA those of the centre')
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: ListInterestsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InterestPage> {
    const { limit = DEFAULT_PAGE, cursor, ...filter } = query;
    const rows = await this.reader.list(actor, filter, limit + 1, decodeCursor(cursor));
    const names = await this.names(rows);
    const page = toPage(rows, limit, (row) => toInterestView(row, names));
    linkNext(request, reply, page);
    return { items: [...page.items], nextCursor: page.nextCursor };
  }

  @Post(':id/ending')
  @HttpCode(200)
  @Operates('interest:end', 'End a declared interest, with a reason; it stays on record')
  async end(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: EndInterestBody): Promise<InterestView> {
    return this.show(await this.endInterest.run(actor, id, body.reason));
  }

  private async show(interest: InterestRecord): Promise<InterestView> {
    return toInterestView(interest, await this.names([interest]));
  }

  private names(rows: readonly InterestRecord[]): Promise<Map<string, string>> {
    return this.identity.names(rows.flatMap(({ personId, learnerId, endedById }) => [personId, learnerId, endedById]));
  }
}
