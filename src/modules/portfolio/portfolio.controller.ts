import { Body, Controller, Get, HttpCode, Post, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import type { DocumentKind } from '../../domain/portfolio/portfolio-facts.js';
import { isUnfinished } from '../../domain/portfolio/long-work.js';
import { FileStore } from '../../platform/files/file-store.js';
import { type AuthenticatedRequest, CurrentActor, Operates } from '../../platform/http/access.js';
import { EventStreams } from '../../platform/http/event-streams.js';
import { IdParam } from '../../platform/http/id-param.js';
import { sendFile } from '../../platform/http/send-file.js';
import { ExportPolicy } from './export.policy.js';
import { CancelExport } from './cancel-export.js';
import { PortfolioExportView, RequestExportBody, toExportView } from './portfolio.dto.js';
import { PortfolioReader } from './portfolio.reader.js';
import { RequestExport } from './request-export.js';

const FILE_NAMES: Readonly<Record<DocumentKind, string>> = {
  draft: 'portfolio-draft',
  signed_off: 'portfolio-signed-off',
  eqa_pack: 'eqa-pack',
};

@ApiTags('portfolio')
@Controller('api')
export class PortfolioController {
  constructor(
    private readonly requestExport: RequestExport,
    private readonly cancelExport: CancelExport,
    private readonly reader: PortfolioReader,
    private readonly policy: ExportPolicy,
    private readonly files: FileStore,
    private readonly streams: EventStreams,
  ) {}

  @Post('registrations/:id/portfolio-exports')
  @HttpCode(202)
  @Operates('portfolio:export', 'Order a portfolio; it is built in the background')
  async order(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: RequestExportBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PortfolioExportView> {
    const order = await this.requestExport.run(actor, id, body.kind);
    void reply.header('location', `/api/portfolio-exports/${order.id}`);
    return toExportView(order);
  }

  @Get('portfolio-exports/:id')
  @Operates('portfolio:export', 'How far an export has come')
  async progress(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<PortfolioExportView> {
    return toExportView(await this.policy.orderFor(actor, id));
  }

  @Get('portfolio-exports/:id/events')
  @Operates(
    'portfolio:export',
    'The same as server-sent events: at once, at every change (`progress`) and last (`end`)',
  )
  @ApiProduces('text/event-stream')
  async events(
    @IdParam() id: string,
    @Req() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    return this.streams.follow(request, reply, {
      authorise: async (actor) => void (await this.policy.orderFor(actor, id)),
      look: async () => {
        const order = await this.reader.byIdOrFail(id);
        return { view: toExportView(order), isOver: !isUnfinished(order.status) };
      },
    });
  }

  @Post('portfolio-exports/:id/cancellation')
  @HttpCode(200)
  @Operates('portfolio:export', 'Call off a draft that is still being made: by whoever ordered it, or a centre manager')
  async cancel(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<PortfolioExportView> {
    return toExportView(await this.cancelExport.run(actor, id));
  }

  @Get('portfolio-exports/:id/file')
  @Operates('portfolio:export', 'The PDF; ranges are supported')
  @ApiProduces('application/pdf')
  async download(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const order = await this.policy.orderFor(actor, id);
    if (order.status === 'expired') {
      throw new DomainError(
        'EXPORT_EXPIRED',
        'The days of this draft are over and its file is removed; order another.',
      );
    }
    if (order.sha256 === null) throw new DomainError('EXPORT_NOT_READY', `The export is ${order.status}.`);
    const name = `${FILE_NAMES[order.kind]}-${order.id.slice(-8)}.pdf`;
    return sendFile(this.files, { sha256: order.sha256, name, mediaType: 'application/pdf' }, request, reply);
  }
}
