import { Global, Module } from '@nestjs/common';
import { AnchorHeads } from './anchor-heads.js';
import { AnchorStore } from './anchor.store.js';
import { AnchorTrail } from './anchor-trail.job.js';
import { AuditReader } from './audit.reader.js';
import { AuditTrail } from './audit-trail.js';
import { VerifyTrail } from './verify-trail.js';
import { WatchTrail } from './watch-trail.js';

/** Global: every room records what it does. */
@Global()
@Module({
  providers: [AuditTrail, AuditReader, AnchorStore, AnchorTrail, AnchorHeads, WatchTrail, VerifyTrail],
  exports: [AuditTrail, AuditReader],
})
export class AuditModule {}
