import { Body, Controller, Get, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { etagOf, type IfMatch, IfMatchHeader } from '../../platform/http/etag.js';
import { IdParam } from '../../platform/http/id-param.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, toPage } from '../../platform/http/paging.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { ChangeRegistration } from './change-registration.js';
import { CreateRegistration } from './create-registration.js';
import type { RegistrationRecord } from './registration.record.js';
import {
  ChangeRegistrationBody,
  CreateRegistrationBody,
  ListRegistrationsQuery,
  RegistrationPage,
  RegistrationView,
  toRegistrationView,
} from './registrations.dto.js';
import { RegistrationsReader } from './registrations.reader.js';

@ApiTags('registrations')
@Controller('api')
export class RegistrationsController {
  constructor(
    private readonly createRegistration: CreateRegistration,
    private readonly changeRegistration: ChangeRegistration,
    private readonly reader: RegistrationsReader,
    private readonly identity: IdentityReader,
  ) {}

  @Post('registrations')
  @Operates('registration:create', 'Register a learner on a unit')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateRegistrationBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RegistrationView> {
    return this.present(actor, await this.createRegistration.run(actor, body), reply);
  }

  @Get('registrations')
  @Operates('registration:list', 'Registrations you have a part in')
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: ListRegistrationsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RegistrationPage> {
    const { limit = DEFAULT_PAGE, cursor, ...filter } = query;
    const rows = await this.reader.list(actor, filter, limit + 1, decodeCursor(cursor));
    const [relations, names] = await Promise.all([this.reader.relations(actor, rows), this.names(rows)]);
    const page = toPage(rows, limit, (row) => toRegistrationView(row, relations.get(row.id) ?? [], names));
    linkNext(request, reply, page);
    return { items: [...page.items], nextCursor: page.nextCursor };
  }

  @Get('registrations/:id')
  @Operates('registration:read', 'One registration')
  async one(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RegistrationView> {
    const { registration } = await this.reader.forOperation(actor, id, 'registration:read');
    return this.present(actor, registration, reply);
  }

  @Patch('registrations/:id')
  @Operates('registration:change', 'Hand over to other people, or correct the details')
  async change(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatchHeader() expected: IfMatch,
    @Body() body: ChangeRegistrationBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RegistrationView> {
    return this.present(actor, await this.changeRegistration.run(actor, id, expected, body), reply);
  }

  private async present(actor: Actor, row: RegistrationRecord, reply: FastifyReply): Promise<RegistrationView> {
    void reply.header('etag', etagOf(row.revision));
    const relations = await this.reader.relations(actor, [row]);
    return toRegistrationView(row, relations.get(row.id) ?? [], await this.names([row]));
  }

  private names(rows: readonly RegistrationRecord[]): Promise<Map<string, string>> {
    return this.identity.names(
      rows.flatMap((row) => [
        ...[row.learnerId, row.assessorId, row.coAssessorId, row.countersignerId],
        ...[row.iqaId, row.countersigningIqaId],
      ]),
    );
  }
}
