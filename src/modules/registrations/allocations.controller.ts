import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access/actor.js';
import { allocationHistory } from '../../domain/registration/allocation-history.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { AuditReader } from '../audit/audit.reader.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { AllocationPage, toAllocationView } from './allocations.dto.js';
import { RegistrationsReader } from './registrations.reader.js';
import { toAllocationEvent } from './to-allocation-event.js';

@ApiTags('registrations')
@Controller('api/registrations/:id/allocations')
export class AllocationsController {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly audit: AuditReader,
    private readonly identity: IdentityReader,
  ) {}

  @Get()
  @Operates('registration:read', 'Who assessed, countersigned and verified, from when to when, as the trail tells it')
  async history(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<AllocationPage> {
    const { registration } = await this.registrations.forOperation(actor, id, 'registration:read');
    const events = await this.audit.ofTypes(registration, ['registration.created', 'registration.changed']);
    const allocations = allocationHistory(events.map(toAllocationEvent));
    const names = await this.identity.names(
      allocations.flatMap(({ personId, allocatedById }) => [personId, allocatedById]),
    );
    return { items: allocations.map((each) => toAllocationView(each, names)), nextCursor: null };
  }
}
