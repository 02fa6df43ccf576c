import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, PageQuery, toPage } from '../../platform/http/paging.js';
import { CertificationPresenter } from './certification.presenter.js';
import { CertificationReader } from './certification.reader.js';
import { CreateQualification } from './create-qualification.js';
import {
  CreateQualificationBody,
  QualificationPage,
  QualificationView,
  RecordDirectClaimsBody,
} from './qualifications.dto.js';
import { RecordDirectClaims } from './record-direct-claims.js';

/** What a centre claims certificates for, and whether it may do so directly. */
@ApiTags('certification')
@Controller('api/qualifications')
export class QualificationsController {
  constructor(
    private readonly createQualification: CreateQualification,
    private readonly recordDirectClaims: RecordDirectClaims,
    private readonly reader: CertificationReader,
    private readonly presenter: CertificationPresenter,
  ) {}

  @Post()
  @Operates('qualification:create', 'Record a qualification that the centre offers')
  async create(@CurrentActor() actor: Actor, @Body() body: CreateQualificationBody): Promise<QualificationView> {
    return this.presenter.qualification(await this.createQualification.run(actor, body));
  }

  @Get()
  @Operates('qualification:list', 'The qualifications of the centre, each with the history of its direct claims')
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QualificationPage> {
    const { limit = DEFAULT_PAGE, cursor } = query;
    const rows = await this.reader.qualifications(actor.centreId, limit + 1, decodeCursor(cursor));
    const views = await this.presenter.qualifications(rows);
    const page = toPage(views, limit, (view) => view);
    linkNext(request, reply, page);
    return { items: [...page.items], nextCursor: page.nextCursor };
  }

  @Post(':id/direct-claims-status')
  @HttpCode(200)
  @Operates('direct_claims:record', 'Record that the awarding organisation granted or withdrew direct claims')
  async directClaims(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: RecordDirectClaimsBody,
  ): Promise<QualificationView> {
    return this.presenter.qualification(await this.recordDirectClaims.run(actor, id, body));
  }
}
