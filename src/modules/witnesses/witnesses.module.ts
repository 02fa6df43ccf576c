import { Global, Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { WitnessLinks } from '../evidence/witness-links.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { SpecificationsModule } from '../specifications/specifications.module.js';
import { AnswerWitnessLinks } from './answer-witness-links.js';
import { GiveTestimony } from './give-testimony.js';
import { InviteWitness } from './invite-witness.js';
import { RequestedTestimonyReader } from './requested-testimony.reader.js';
import { RevokeInvitation } from './revoke-invitation.js';
import { SendInvitation } from './send-invitation.job.js';
import { TestimonyController } from './testimony.controller.js';
import { WitnessStatusReader } from './witness-status.reader.js';
import { WitnessPolicy } from './witness.policy.js';
import { WitnessesController } from './witnesses.controller.js';
import { WitnessesReader } from './witnesses.reader.js';
import { WitnessesStore } from './witnesses.store.js';

/** Global because earlier rooms ask it, through `WitnessLinks`, who is being asked and who has testified. */
@Global()
@Module({
  imports: [SpecificationsModule, RegistrationsModule, EvidenceModule],
  controllers: [WitnessesController, TestimonyController],
  providers: [
    WitnessesReader,
    WitnessesStore,
    WitnessPolicy,
    RequestedTestimonyReader,
    WitnessStatusReader,
    InviteWitness,
    RevokeInvitation,
    GiveTestimony,
    SendInvitation,
    { provide: WitnessLinks, useClass: AnswerWitnessLinks },
  ],
  exports: [WitnessLinks, WitnessesReader],
})
export class WitnessesModule {}
