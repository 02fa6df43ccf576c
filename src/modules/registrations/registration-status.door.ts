import { Injectable } from '@nestjs/common';
import type { UnitState } from '../../domain/sign-off/sign-off.js';
import { RegistrationsReader } from './registrations.reader.js';
import { RegistrationsStore } from './registrations.store.js';

/** Lets the sign-off room say how far the signatures have come, inside its own unit of work. */
@Injectable()
export class RegistrationStatusDoor {
  constructor(
    private readonly reader: RegistrationsReader,
    private readonly store: RegistrationsStore,
  ) {}

  async moveTo(registrationId: string, status: UnitState): Promise<void> {
    const { status: before, revision } = await this.reader.byId(registrationId);
    if (before !== status) await this.store.change(registrationId, { status, revision: revision + 1 });
  }
}
