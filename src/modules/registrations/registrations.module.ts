import { Module } from '@nestjs/common';
import { SpecificationsModule } from '../specifications/specifications.module.js';
import { AllocationsController } from './allocations.controller.js';
import { ChangeRegistration } from './change-registration.js';
import { CreateRegistration } from './create-registration.js';
import { DeclareInterest } from './declare-interest.js';
import { EndInterest } from './end-interest.js';
import { InterestsController } from './interests.controller.js';
import { InterestsReader } from './interests.reader.js';
import { PartiesPolicy } from './parties.policy.js';
import { RegistrationAuditController } from './registration-audit.controller.js';
import { RegistrationStatusDoor } from './registration-status.door.js';
import { RegistrationsController } from './registrations.controller.js';
import { RegistrationsReader } from './registrations.reader.js';
import { RegistrationsStore } from './registrations.store.js';

@Module({
  imports: [SpecificationsModule],
  controllers: [RegistrationsController, RegistrationAuditController, AllocationsController, InterestsController],
  providers: [
    RegistrationsReader,
    InterestsReader,
    RegistrationsStore,
    RegistrationStatusDoor,
    PartiesPolicy,
    CreateRegistration,
    ChangeRegistration,
    DeclareInterest,
    EndInterest,
  ],
  exports: [RegistrationsReader, InterestsReader, RegistrationStatusDoor, CreateRegistration],
})
export class RegistrationsModule {}
