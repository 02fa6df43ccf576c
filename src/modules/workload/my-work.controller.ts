import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { QUEUE_KINDS } from '../../domain/workload/queue-kinds.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { DEFAULT_PAGE, linkNext, PageQuery } from '../../platform/http/paging.js';
import { Clock } from '../../platform/time/clock.js';
import { CaseloadReader } from './caseload.reader.js';
import { CaseloadPage, QueueQuery, QueueView, toCaseView, toWaitingView } from './my-work.dto.js';
import { ProgressReader } from './progress.reader.js';
import { placeOf, toPlacedPage } from './queue-place.js';
import { QueueReader } from './queue.reader.js';

/** What waits for whoever is signed in, and where their learners are. */
@ApiTags('my work')
@Controller('api/me')
export class MyWorkController {
  constructor(
    private readonly queue: QueueReader,
    private readonly caseload: CaseloadReader,
    private readonly progress: ProgressReader,
    private readonly clock: Clock,
  ) {}

  @Get('queue')
  @Operates('queue:read', 'What waits for you, oldest first')
  async waiting(
    @CurrentActor() actor: Actor,
    @Query() query: QueueQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QueueView> {
    const { limit = DEFAULT_PAGE, cursor, kind } = query;
    const asOf = await this.progress.asOf(actor.centreId);
    const counts = await this.queue.counts(actor);
    const rows = await this.queue.page(actor, kind, limit + 1, placeOf(cursor));
    const today = this.clock.today();
    const page = toPlacedPage(rows, limit, (row) => toWaitingView(row, actor.userId, today));
    linkNext(request, reply, page);
    return {
      counts: counts.sort((a, b) => QUEUE_KINDS.indexOf(a.kind) - QUEUE_KINDS.indexOf(b.kind)),
      items: [...page.items],
      nextCursor: page.nextCursor,
      asOf,
    };
  }

  @Get('caseload')
  @Operates(
    'caseload:read',
    'The registrations that you assess, countersign or verify; where evidence waits longest first',
  )
  async cases(
    @CurrentActor() actor: Actor,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseloadPage> {
    const { limit = DEFAULT_PAGE, cursor } = query;
    const asOf = await this.progress.asOf(actor.centreId);
    const rows = (await this.caseload.page(actor, limit + 1, placeOf(cursor))).map((row) => ({
      ...row,
      since: row.waitingSince,
    }));
    const today = this.clock.today();
    const page = toPlacedPage(rows, limit, (row) => toCaseView(row, today));
    linkNext(request, reply, page);
    return { items: [...page.items], nextCursor: page.nextCursor, asOf };
  }
}
