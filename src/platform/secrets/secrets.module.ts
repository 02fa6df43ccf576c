import { Global, Module } from '@nestjs/common';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { LinkSecret } from './link-secret.js';

@Global()
@Module({
  providers: [{ provide: LinkSecret, inject: [ENV], useFactory: (env: Env) => LinkSecret.open(env) }],
  exports: [LinkSecret],
})
export class SecretsModule {}
