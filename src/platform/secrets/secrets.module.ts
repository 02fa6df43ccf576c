import { Global, Module } from '@nestjs/common';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { AuditKey } from './audit-key.js';

@Global()
@Module({
  providers: [{ provide: AuditKey, inject: [ENV], useFactory: (env: Env) => AuditKey.open(env) }],
  exports: [AuditKey],
})
export class SecretsModule {}
