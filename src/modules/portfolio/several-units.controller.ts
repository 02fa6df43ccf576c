import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import type { PortfolioExportRecord } from './portfolio-export.record.js';
import { PortfolioExportView, RequestEqaPackBody, RequestHolisticBody, toExportView } from './portfolio.dto.js';
import { RequestEqaPack } from './request-eqa-pack.js';
import { RequestHolistic } from './request-holistic.js';

/** Documents over several units: of one learner, and of what a visit chose. They are followed and fetched like any portfolio. */
@ApiTags('portfolio')
@Controller('api')
export class SeveralUnitsController {
  constructor(
    private readonly requestHolistic: RequestHolistic,
    private readonly requestEqaPack: RequestEqaPack,
  ) {}

  @Post('learners/:id/portfolio-exports')
  @HttpCode(202)
  @Operates('portfolio:export', 'Order one portfolio over several units of a learner; it is built in the background')
  async holistic(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: RequestHolisticBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PortfolioExportView> {
    return ordered(await this.requestHolistic.run(actor, id, body.kind, idsIn(body.registrationIds)), reply);
  }

  @Post('eqa-visits/:id/packs')
  @HttpCode(202)
  @Operates('eqa_pack:export', 'Order a pack of what was chosen for the visit; it is built in the background')
  async pack(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: RequestEqaPackBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PortfolioExportView> {
    return ordered(await this.requestEqaPack.run(actor, id, idsIn(body.registrationIds)), reply);
  }
}

const idsIn = (given: readonly string[] | undefined): string[] | null =>
  given === undefined ? null : [...new Set(given.map((id) => id.toLowerCase()))];

function ordered(order: PortfolioExportRecord, reply: FastifyReply): PortfolioExportView {
  void reply.header('location', `/api/portfolio-exports/${order.id}`);
  return toExportView(order);
}
