import { Body, Controller, Delete, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { receiveOneFile } from '../../platform/http/one-file.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, PageQuery, toPage } from '../../platform/http/paging.js';
import { TakesFile } from '../../platform/http/takes-file.js';
import { AcceptImport } from './accept-import.js';
import { ArrivalsPresenter } from './arrivals.presenter.js';
import { ArrivalsReader } from './arrivals.reader.js';
import {
  AcceptImportBody,
  PortfolioImportPage,
  PortfolioImportView,
  PreviewQuery,
  toImportSummaryView,
} from './portfolio-imports.dto.js';
import { ReceivePackage } from './receive-package.js';
import { WithdrawImport } from './withdraw-import.js';

@ApiTags('imports')
@Controller('api/portfolio-imports')
export class PortfolioImportsController {
  constructor(
    private readonly receivePackage: ReceivePackage,
    private readonly acceptImport: AcceptImport,
    private readonly withdrawImport: WithdrawImport,
    private readonly reader: ArrivalsReader,
    private readonly presenter: ArrivalsPresenter,
  ) {}

  @Post()
  @TakesFile()
  @Operates(
    'portfolio:import',
    'Look through a package of another centre: what would come of it, and what stands in the way',
  )
  async receive(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PortfolioImportView> {
    const row = await receiveOneFile(request, 'file', ({ content }) => this.receivePackage.run(actor, content));
    void reply.header('location', `/api/portfolio-imports/${row.id}`);
    return this.presenter.show(actor, row);
  }

  @Get()
  @Operates('portfolio:import', 'Packages of other centres, oldest first')
  async list(
    @CurrentActor() actor: Actor,
    @Query() { limit = DEFAULT_PAGE, cursor }: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PortfolioImportPage> {
    const rows = await this.reader.list(actor.centreId, limit + 1, decodeCursor(cursor));
    const page = toPage(rows, limit, toImportSummaryView);
    linkNext(request, reply, page);
    return { items: [...page.items], nextCursor: page.nextCursor };
  }

  @Get(':id')
  @Operates('portfolio:import', 'One package, with the conflicts as they stand now, for a registration if one is named')
  async preview(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() { registrationId }: PreviewQuery,
  ): Promise<PortfolioImportView> {
    return this.presenter.show(actor, await this.reader.ofCentre(actor, id), registrationId);
  }

  @Post(':id/acceptance')
  @HttpCode(200)
  @Operates('portfolio:import', 'Take a package into the portfolio of a registration: all of it, or nothing')
  async accept(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { registrationId, isSameLearner = false }: AcceptImportBody,
  ): Promise<PortfolioImportView> {
    const acceptance = { registrationId: registrationId.toLowerCase(), isSameLearner };
    return this.presenter.show(actor, await this.acceptImport.run(actor, id, acceptance));
  }

  @Delete(':id')
  @HttpCode(204)
  @Operates('portfolio:import', 'Send a package away that was not accepted; its zip and what it said are forgotten')
  async withdraw(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<void> {
    await this.withdrawImport.run(actor, id);
  }
}
