import { Module } from '@nestjs/common';
import { SpecificationsModule } from '../specifications/specifications.module.js';
import { ChangeRegistration } from './change-registration.js';
import { CreateRegistration } from './create-registration.js';
import { DeclareInterest } from './declare-interest.js';
import { PartiesPolicy } from './parties.policy.js';
import { RegistrationAuditController } from './registration-audit.controller.js';
import { RegistrationStatusDoor } from './registration-status.door.js';
import { RegistrationsController } from './registrations.controller.js';
import { RegistrationsReader } from './registrations.reader.js';
import { RegistrationsStore } from './registrations.store.js';

@Module({
  imports: [SpecificationsModule],
  controllers: [RegistrationsController, RegistrationAuditController],
  providers: [
    RegistrationsReader,
    RegistrationsStore,
    RegistrationStatusDoor,
    PartiesPolicy,
    CreateRegistration,
    ChangeRegistration,
    DeclareInterest,
  ],
  exports: [RegistrationsReader, RegistrationStatusDoor, CreateRegistration],
})
export class RegistrationsModule {}
