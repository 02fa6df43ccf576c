import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { ReopenUnit } from './reopen-unit.js';
import { ReopenUnitBody, SignOffView, SignUnitBody, toSignOffView, UnitSignOffsView } from './sign-off.dto.js';
import { SignOffPresenter } from './sign-off.presenter.js';
import { SignUnit } from './sign-unit.js';

@ApiTags('sign-off')
@Controller('api/registrations/:id')
export class SignOffController {
  constructor(
    private readonly signUnit: SignUnit,
    private readonly reopenUnit: ReopenUnit,
    private readonly registrations: RegistrationsReader,
    private readonly presenter: SignOffPresenter,
  ) {}

  @Post('sign-offs')
  @Operates('unit:sign', 'Sign the unit at your stage')
  async sign(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: SignUnitBody): Promise<SignOffView> {
    return toSignOffView(await this.signUnit.run(actor, id, body));
  }

  @Get('sign-offs')
  @Operates('unit:read', 'The signatures under the unit, void ones included, its state, and why it is ready or not')
  async list(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<UnitSignOffsView> {
    const { registration } = await this.registrations.forOperation(actor, id, 'unit:read');
    return this.presenter.show(registration.id);
  }

  @Post('reopening')
  @HttpCode(200)
  @Operates('unit:reopen', 'Open a signed unit again, with a reason')
  async reopen(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: ReopenUnitBody,
  ): Promise<UnitSignOffsView> {
    await this.reopenUnit.run(actor, id, body.reason);
    return this.presenter.show(id);
  }
}
