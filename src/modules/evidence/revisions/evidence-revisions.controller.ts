import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../../domain/access/actor.js';
import { notFound } from '../../../domain/kernel/domain-error.js';
import { CurrentActor, Operates } from '../../../platform/http/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, PageQuery, toPage } from '../../../platform/http/paging.js';
import { IdentityReader } from '../../identity/identity.reader.js';
import { EvidenceReader } from '../evidence.reader.js';
import { RevisionPage, RevisionView, toRevisionSummaryView, toRevisionView } from './evidence-revisions.dto.js';
import { EvidenceRevisionsReader } from './evidence-revisions.reader.js';

/** What an item said while it was a draft, revision by revision; whoever may read the item may read how it came about. */
@ApiTags('evidence')
@Controller('api/evidence/:id/revisions')
export class EvidenceRevisionsController {
  constructor(
    private readonly evidence: EvidenceReader,
    private readonly revisions: EvidenceRevisionsReader,
    private readonly identity: IdentityReader,
  ) {}

  @Get()
  @Operates('evidence:read', 'Every kept revision, newest first')
  async list(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RevisionPage> {
    await this.evidence.forOperation(actor, id, 'evidence:read');
    const limit = query.limit ?? DEFAULT_PAGE;
    // One more than the page: it tells whether there is a next one, and what the last of this one changed.
    const rows = await this.revisions.list(id, limit + 1, decodeCursor(query.cursor));
    const names = await this.identity.names(rows.map(({ changedById }) => changedById));
    const page = toPage(rows, limit, (row) => toRevisionSummaryView(row, rows[rows.indexOf(row) + 1] ?? null, names));
    linkNext(request, reply, page);
    return { items: [...page.items], nextCursor: page.nextCursor };
  }

  @Get(':revision')
  @Operates('evidence:read', 'What an item said at one revision')
  @ApiParam({ name: 'revision', schema: { type: 'integer', minimum: 1 } })
  async one(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Param('revision') named: string,
  ): Promise<RevisionView> {
    await this.evidence.forOperation(actor, id, 'evidence:read');
    const revision = /^[1-9]\d{0,8}$/.test(named) ? Number(named) : 0;
    const row = await this.revisions.one(id, revision);
    if (!row) throw notFound();
    const before = await this.revisions.asOf(id, revision - 1);
    return toRevisionView(row, before, await this.identity.names([row.changedById]));
  }
}
