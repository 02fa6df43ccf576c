import { Global, Module } from '@nestjs/common';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { Clock } from '../time/clock.js';
import { DocumentSigner } from './document-signer.js';
import { PadesSigner } from './pades-signer.js';

@Global()
@Module({
  providers: [
    {
      provide: DocumentSigner,
      inject: [ENV, Clock],
      useFactory: (env: Env, clock: Clock) => PadesSigner.open(env, clock),
    },
  ],
  exports: [DocumentSigner],
})
export class SigningModule {}
