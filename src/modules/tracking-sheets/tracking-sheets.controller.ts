import { Controller, Get, Param, Res, type StreamableFile } from '@nestjs/common';
import { ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import type { PortfolioManifest } from '../../domain/portfolio/manifest.js';
import { aboutTheSheets, SHEET_KEYS, type SheetKey, trackingSheets } from '../../domain/portfolio/tracking-sheets.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { sendBytes } from '../../platform/http/send-file.js';
import { writeCsv } from '../../platform/tables/write-csv.js';
import { writeWorkbook } from '../../platform/tables/write-workbook.js';
import { TrackingSheetsReader } from './tracking-sheets.reader.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Of the columns, in characters. */
const WIDTHS: Readonly<Record<SheetKey, readonly number[]>> = {
  'evidence-index': [8, 40, 26, 8, 24, 22, 30, 10, 16],
  matrix: [8, 60, 16, 16],
  claims: [8, 60, 16, 8, 40, 10, 20, 30, 14, 40],
};

@ApiTags('tracking sheets')
@Controller('api')
export class TrackingSheetsController {
  constructor(private readonly reader: TrackingSheetsReader) {}

  @Get('registrations/:id/tracking-workbook')
  @Operates('tracking_sheet:read', 'Evidence index, tracking matrix and claims as an XLSX workbook')
  @ApiProduces(XLSX)
  async workbook(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const manifest = await this.reader.manifest(actor, id);
    const bytes = await writeWorkbook([
      ...trackingSheets(manifest).map(({ key, title, rows }) => ({
        ...{ title, rows, hasHeadings: true, widths: WIDTHS[key] },
      })),
      { title: 'About', rows: aboutTheSheets(manifest), hasHeadings: false, widths: [18, 80] },
    ]);
    return sendBytes(bytes, { name: `${fileName(manifest, 'tracking')}.xlsx`, mediaType: XLSX }, reply);
  }

  @Get('registrations/:id/tracking-sheets/:sheet')
  @Operates('tracking_sheet:read', 'One of the tracking sheets as CSV: UTF-8, comma, every cell quoted')
  @ApiParam({ name: 'sheet', enum: SHEET_KEYS })
  @ApiProduces('text/csv')
  async sheet(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Param('sheet') key: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const manifest = await this.reader.manifest(actor, id);
    const sheet = trackingSheets(manifest).find((candidate) => candidate.key === key);
    if (!sheet) throw notFound();
    const name = `${fileName(manifest, key)}.csv`;
    return sendBytes(writeCsv(sheet.rows), { name, mediaType: 'text/csv; charset=utf-8' }, reply);
  }
}

const fileName = ({ reference, exportedAt }: PortfolioManifest, what: string): string =>
  `${what}-${reference}-${exportedAt.slice(0, 10)}`;
