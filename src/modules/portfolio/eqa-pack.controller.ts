import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { PortfolioExportView, RequestEqaPackBody, toExportView } from './portfolio.dto.js';
import { RequestEqaPack } from './request-eqa-pack.js';

@ApiTags('external verification')
@Controller('api/eqa-visits')
export class EqaPackController {
  constructor(private readonly requestEqaPack: RequestEqaPack) {}

  @Post(':id/packs')
  @HttpCode(202)
  @Operates('eqa_pack:export', 'Order a pack of what was chosen for the visit; it is built in the background')
  async order(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: RequestEqaPackBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PortfolioExportView> {
    const wantedIds = body.registrationIds?.map((one) => one.toLowerCase()) ?? null;
    const order = await this.requestEqaPack.run(actor, id, wantedIds && [...new Set(wantedIds)]);
    void reply.header('location', `/api/portfolio-exports/${order.id}`);
    return toExportView(order);
  }
}
