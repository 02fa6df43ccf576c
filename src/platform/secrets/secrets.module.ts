import { Global, Module } from '@nestjs/common';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { AuditKey } from './audit-key.js';
import { LinkSecret } from './link-secret.js';

@Global()
@Module({
  providers: [
    { provide: AuditKey, inject: [ENV], useFactory: (env: Env) => AuditKey.open(env) },
    { provide: LinkSecret, inject: [ENV], useFactory: (env: Env) => LinkSecret.open(env) },
  ],
  exports: [AuditKey, LinkSecret],
})
export class SecretsModule {}
