import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { FileMailer } from './file.mailer.js';
import { Mailer } from './mailer.js';
import { SmtpMailer } from './smtp.mailer.js';

@Global()
@Module({
  providers: [
    {
      provide: Mailer,
      inject: [ENV],
      useFactory: ({ mail, dataDir }: Env): Mailer | Promise<Mailer> =>
        mail.url === null ? FileMailer.open(join(dataDir, 'mail'), mail.from) : new SmtpMailer(mail.url, mail.from),
    },
  ],
  exports: [Mailer],
})
export class MailModule {}
