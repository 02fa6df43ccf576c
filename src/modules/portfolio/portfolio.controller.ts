import { Body, Controller, Get, HttpCode, Param, Post, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { FileStore } from '../../platform/files/file-store.js';
import { CurrentActor, Operates, Public } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { receiveOneFile } from '../../platform/http/one-file.js';
import { sendFile } from '../../platform/http/send-file.js';
import { TakesFile } from '../../platform/http/takes-file.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import type { PortfolioExportRecord } from './portfolio-export.record.js';
import { VerificationReader } from './verification.reader.js';
import {
  FileVerificationView,
  PortfolioExportView,
  RequestExportBody,
  toExportView,
  VerificationView,
} from './portfolio.dto.js';
import { PortfolioReader } from './portfolio.reader.js';
import { RequestExport } from './request-export.js';

@ApiTags('portfolio')
@Controller('api')
export class PortfolioController {
  constructor(
    private readonly requestExport: RequestExport,
    private readonly reader: PortfolioReader,
    private readonly registrations: RegistrationsReader,
    private readonly verification: VerificationReader,
    private readonly files: FileStore,
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
    return toExportView(await this.own(actor, id));
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
    const order = await this.own(actor, id);
    if (order.sha256 === null) throw new DomainError('EXPORT_NOT_READY', `The export is ${order.status}.`);
    const name = `portfolio-${order.kind === 'draft' ? 'draft' : 'signed-off'}-${order.id.slice(-8)}.pdf`;
    return sendFile(this.files, { sha256: order.sha256, name, mediaType: 'application/pdf' }, request, reply);
  }

  @Get('verifications/:code')
  @Public('Whether a signed-off portfolio still stands, by the code printed on it')
  async verify(@Param('code') code: string): Promise<VerificationView> {
    return this.verification.ofCode(code);
  }

  @Get('verifications/:code/certificate')
  @Public('The certificate that a signed-off portfolio is signed with, as PEM, by the code printed on it')
  @ApiProduces('application/x-pem-file')
  async certificate(@Param('code') code: string): Promise<StreamableFile> {
    const pem = Buffer.from((await this.verification.certificateOf(code)).toString());
    return new StreamableFile(pem, {
      type: 'application/x-pem-file',
      disposition: 'attachment; filename="portfolio-certificate.pem"',
      length: pem.length,
    });
  }

  @Post('verifications')
  @HttpCode(200)
  @Public('Whether a file is a portfolio released here, to the byte')
  @TakesFile()
  async verifyFile(@Req() request: FastifyRequest): Promise<FileVerificationView> {
    const finding = await receiveOneFile(request, 'file', ({ content }) => this.verification.ofFile(content));
    const { isIntact: intact, portfolio } = finding;
    const standing = intact ? portfolio?.status : portfolio && 'altered';
    return { recognised: portfolio !== null, intact, status: standing ?? 'unknown', portfolio };
  }

  private async own(actor: Actor, id: string): Promise<PortfolioExportRecord> {
    const order = await this.reader.byId(id);
    if (!order) throw notFound();
    await this.registrations.forOperation(actor, order.registrationId, 'portfolio:export');
    if (order.isForRequesterOnly === true && order.requestedById !== actor.userId) throw notFound();
    return order;
  }
}
