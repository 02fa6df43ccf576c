import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { Clock } from '../../platform/time/clock.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { CoverageQuery, CoverageView } from './coverage.dto.js';
import { CoveragePresenter } from './coverage.presenter.js';

@ApiTags('coverage')
@Controller('api/registrations/:id/coverage')
export class CoverageController {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly presenter: CoveragePresenter,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOkResponse({ type: CoverageView })
  @Operates('coverage:read', 'What is evidenced, what is met, what is missing and what would close it')
  async coverage(@CurrentActor() actor: Actor, @IdParam() id: string, @Query() query: CoverageQuery): Promise<string> {
    const { registration } = await this.registrations.forOperation(actor, id, 'coverage:read');
    const asOf = query.asOf === undefined ? this.clock.now() : new Date(query.asOf).toISOString();
    return this.presenter.show(registration, asOf);
  }
}
