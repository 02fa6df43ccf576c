import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, isVisitor } from '../../domain/access/actor.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, PageQuery, toPage } from '../../platform/http/paging.js';
import { Clock } from '../../platform/time/clock.js';
import { StaffPolicy } from './staff.policy.js';
import { StaffReader } from './staff.reader.js';
import { StaffPage, StaffView } from './staff-view.dto.js';
import { toStaffView } from './to-staff-view.js';

/** The register of the people who assess and verify. */
@ApiTags('staff')
@Controller('api/staff')
export class StaffController {
  constructor(
    private readonly reader: StaffReader,
    private readonly policy: StaffPolicy,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Operates('staff:list', 'Everybody on the staff, with what is on record of them and what is missing')
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StaffPage> {
    const { limit = DEFAULT_PAGE, cursor } = query;
    const register = await this.reader.register(actor.centreId, this.clock.today(), limit + 1, decodeCursor(cursor));
    const page = toPage(register.entries, limit, (entry) =>
      // In which learners somebody has an interest is not for those outside: it would name learners nobody opened to them.
      toStaffView(isVisitor(actor) ? { ...entry, interests: [] } : entry, register),
    );
    linkNext(request, reply, page);
    return { items: [...page.items], nextCursor: page.nextCursor };
  }

  @Get(':userId')
  @Operates(
    'staff:read',
    'All that was ever recorded of one member of staff; your own, or as verifier and manager anybody’s',
  )
  async one(@CurrentActor() actor: Actor, @IdParam('userId') userId: string): Promise<StaffView> {
    const person = await this.policy.readable(actor, userId);
    const register = await this.reader.record(person, this.clock.today());
    const [entry] = register.entries;
    if (!entry) throw notFound();
    return toStaffView(entry, register);
  }
}
