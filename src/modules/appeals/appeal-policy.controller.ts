import { Body, Controller, Get, Put, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { etagOf, type IfMatch, IfMatchHeader } from '../../platform/http/etag.js';
import { AppealPoliciesReader } from './appeal-policies.reader.js';
import { AppealPolicyBody, AppealPolicyPage, AppealPolicyView, toAppealPolicyView } from './appeal-policy.dto.js';
import { ChangeAppealPolicy } from './change-appeal-policy.js';

/** Most versions of the procedure that are shown at once. */
const MOST_POLICIES = 200;

/** The clocks of a centre's appeals procedure. */
@ApiTags('appeals')
@Controller('api/appeal-policy')
export class AppealPolicyController {
  constructor(
    private readonly changePolicy: ChangeAppealPolicy,
    private readonly reader: AppealPoliciesReader,
  ) {}

  @Get()
  @Operates('appeal_policy:read', 'The appeals procedure in force')
  async policy(
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AppealPolicyView> {
    const current = await this.reader.current(actor.centreId);
    void reply.header('etag', etagOf(current.version));
    return toAppealPolicyView(current);
  }

  @Put()
  @Operates('appeal_policy:change', 'Put another appeals procedure in force; earlier versions are kept')
  async change(
    @CurrentActor() actor: Actor,
    @IfMatchHeader() expected: IfMatch,
    @Body() body: AppealPolicyBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AppealPolicyView> {
    const row = await this.changePolicy.run(actor, expected, body);
    void reply.header('etag', etagOf(row.version));
    return toAppealPolicyView(row);
  }

  @Get('versions')
  @Operates('appeal_policy:read', 'Every procedure that was ever put in force, newest first')
  async versions(@CurrentActor() actor: Actor): Promise<AppealPolicyPage> {
    const rows = await this.reader.all(actor.centreId, MOST_POLICIES);
    return { items: rows.map(toAppealPolicyView), nextCursor: null };
  }
}
