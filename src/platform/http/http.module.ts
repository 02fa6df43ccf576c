import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.js';
import { AccessLogInterceptor } from './access-log.interceptor.js';
import { ByteStreamGuard } from './byte-stream.js';
import { Drain } from './drain.js';
import { EventStreams } from './event-streams.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { ProblemFilter } from './problem.filter.js';
import { FormGuard } from './takes-file.js';
import { validationPipe } from './validation.js';

/** The habits every route shares: deny by default, validate, answer problems alike, repeat safely. Global for `EventStreams`. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    Drain,
    EventStreams,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_GUARD, useClass: FormGuard },
    { provide: APP_GUARD, useClass: ByteStreamGuard },
    { provide: APP_PIPE, useFactory: validationPipe },
    { provide: APP_FILTER, useClass: ProblemFilter },
    // Outermost, so that an answer given a second time under its key is written down as well.
    { provide: APP_INTERCEPTOR, useClass: AccessLogInterceptor },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  ],
  exports: [EventStreams],
})
export class HttpModule {}
