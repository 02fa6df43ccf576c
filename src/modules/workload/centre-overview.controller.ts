import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access/actor.js';
import { addDays } from '../../domain/kernel/working-days.js';
import { centreOverview } from '../../domain/workload/centre-overview.js';
import { WORKLOAD_POLICY } from '../../domain/workload/workload-policy.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { Clock } from '../../platform/time/clock.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { CentreOverviewQuery, CentreOverviewView } from './centre-overview.dto.js';
import { CentreOverviewReader } from './centre-overview.reader.js';
import { ProgressReader } from './progress.reader.js';

/** Where a whole centre is. */
@ApiTags('centre')
@Controller('api/centre')
export class CentreOverviewController {
  constructor(
    private readonly reader: CentreOverviewReader,
    private readonly progress: ProgressReader,
    private readonly identity: IdentityReader,
    private readonly clock: Clock,
  ) {}

  @Get('overview')
  @Operates('centre_overview:read', 'Progress, what is overdue, turnaround, gaps by criterion and IQA compliance')
  async overview(@CurrentActor() actor: Actor, @Query() query: CentreOverviewQuery): Promise<CentreOverviewView> {
    const { unit = null } = query;
    const today = this.clock.today();
    const asOf = await this.progress.asOf(actor.centreId);
    const { iqa, overdue, turnaround, ...rest } = centreOverview(await this.reader.counts(actor.centreId, unit, today));
    const { furthestBehind, ...compliance } = iqa;
    const names = await this.identity.names(furthestBehind.map(({ assessorId }) => assessorId));
    return {
      unit,
      ...rest,
      overdue: { ...overdue, standardWorkingDays: WORKLOAD_POLICY.decideWithin },
      turnaround: { from: addDays(today, 1 - WORKLOAD_POLICY.turnaroundDays), to: today, ...turnaround },
      iqa: {
        ...compliance,
        items: furthestBehind.map((each) => ({ ...each, assessorName: names.get(each.assessorId) ?? '' })),
      },
      asOf,
    };
  }
}
