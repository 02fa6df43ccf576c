import { Controller, Get, HttpCode, Post, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { isUnfinished } from '../../domain/portfolio/long-work.js';
import { FileStore } from '../../platform/files/file-store.js';
import { type AuthenticatedRequest, CurrentActor, Operates } from '../../platform/http/access.js';
import { EventStreams } from '../../platform/http/event-streams.js';
import { IdParam } from '../../platform/http/id-param.js';
import { sendFile } from '../../platform/http/send-file.js';
import { CancelPackage } from './cancel-package.js';
import { OpenPackage } from './open-package.js';
import { PortfolioPackageView, toPackageView } from './packages.dto.js';
import { PackagesReader } from './packages.reader.js';
import { RequestPackage } from './request-package.js';

@ApiTags('packages')
@Controller('api')
export class PackagesController {
  constructor(
    private readonly requestPackage: RequestPackage,
    private readonly cancelPackage: CancelPackage,
    private readonly openPackage: OpenPackage,
    private readonly reader: PackagesReader,
    private readonly files: FileStore,
    private readonly streams: EventStreams,
  ) {}

  @Post('registrations/:id/packages')
  @HttpCode(202)
  @Operates('package:export', 'Order a package of the portfolio with every file; it is made in the background')
  async order(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PortfolioPackageView> {
    const order = await this.requestPackage.run(actor, id);
    void reply.header('location', `/api/packages/${order.id}`);
    return toPackageView(order);
  }

  @Get('packages/:id')
  @Operates('package:export', 'How far a package has come')
  async progress(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<PortfolioPackageView> {
    return toPackageView(await this.reader.ofActor(actor, id));
  }

  @Get('packages/:id/events')
  @Operates('package:export', 'The same as server-sent events: at once, at every change (`progress`) and last (`end`)')
  @ApiProduces('text/event-stream')
  async events(
    @IdParam() id: string,
    @Req() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    return this.streams.follow(request, reply, {
      authorise: async (actor) => void (await this.reader.ofActor(actor, id)),
      look: async () => {
        const order = await this.reader.byIdOrFail(id);
        return { view: toPackageView(order), isOver: !isUnfinished(order.status) };
      },
    });
  }

  @Post('packages/:id/cancellation')
  @HttpCode(200)
  @Operates('package:export', 'Call off a package that is still being made: by whoever ordered it, or a centre manager')
  async cancel(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<PortfolioPackageView> {
    return toPackageView(await this.cancelPackage.run(actor, id));
  }

  @Get('packages/:id/file')
  @Operates('package:export', 'The zip, a bag by RFC 8493; ranges are supported')
  @ApiProduces('application/zip')
  async download(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { sha256, name } = await this.openPackage.run(actor, id);
    return sendFile(this.files, { sha256, name, mediaType: 'application/zip' }, request, reply);
  }
}
