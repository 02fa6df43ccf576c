import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, PageQuery, toPage } from '../../platform/http/paging.js';
import { AuditReader } from '../audit/audit.reader.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { AuditEventPage, toAuditEventView } from './registration-audit.dto.js';
import { RegistrationsReader } from './registrations.reader.js';

@ApiTags('audit')
@Controller('api/registrations/:id/audit')
export class RegistrationAuditController {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly audit: AuditReader,
    private readonly identity: IdentityReader,
  ) {}

  @Get()
  @Operates('audit:read', 'What happened, oldest first')
  async events(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuditEventPage> {
    const { registration } = await this.registrations.forOperation(actor, id, 'audit:read');
    const limit = query.limit ?? DEFAULT_PAGE;
    const rows = await this.audit.ofRegistration(registration, limit + 1, decodeCursor(query.cursor));
    const names = await this.identity.names(rows.map(({ actorId }) => actorId));
    const page = toPage(rows, limit, (row) => toAuditEventView(row, names));
    linkNext(request, reply, page);
    return { items: [...page.items], nextCursor: page.nextCursor };
  }
}
