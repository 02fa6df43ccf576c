import { forwardRef, Module } from '@nestjs/common'; // breaks
import { RegistrationsModule } from '../registrations/registrations.module.js';

@Module({
  imports: [forwardRef(() => RegistrationsModule)], // breaks
})
export class EvidenceModule {}
