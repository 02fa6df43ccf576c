import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { CriterionTrailView } from './criterion-trail.dto.js';
import { CriterionTrailReader } from './criterion-trail.reader.js';
import { peopleIn, toCriterionTrailView } from './to-criterion-trail.js';

/** One path from a criterion to its evidence, place, feedback, judgements and samples (§4.4). */
@ApiTags('coverage')
@Controller('api/registrations/:id/criteria/:code/trail')
export class CriterionTrailController {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly reader: CriterionTrailReader,
    private readonly identity: IdentityReader,
  ) {}

  @Get()
  @Operates('criterion_trail:read', 'Everything behind one criterion: evidence, place, feedback, judgements, samples')
  async trail(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Param('code') code: string,
  ): Promise<CriterionTrailView> {
    const scoped = await this.registrations.forOperation(actor, id, 'criterion_trail:read');
    const trail = await this.reader.of(actor, scoped, code);
    return toCriterionTrailView(trail, await this.identity.names(peopleIn(trail)));
  }
}
