import { Global, Module } from '@nestjs/common';
import { AuditReader } from './audit.reader.js';
import { AuditTrail } from './audit-trail.js';

/** Global: every room records what it does. */
@Global()
@Module({ providers: [AuditTrail, AuditReader], exports: [AuditTrail, AuditReader] })
export class AuditModule {}
