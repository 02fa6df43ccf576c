import { Injectable } from '@nestjs/common';
import type { UnitState } from '../../domain/sign-off/sign-off.js';
import { RegistrationsReader } from './registrations.reader.js';
import { RegistrationsStore } from './registrations.store.js';

/** Lets the rooms of sign-off and certification say how far a unit has come, inside their own unit of work. */
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

  /** The same for many at once. */
  moveAllTo(registrationIds: readonly string[], status: UnitState): Promise<void> {
    return this.store.changeStatuses(registrationIds, status);
  }
}
