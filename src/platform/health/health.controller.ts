import { statfs } from 'node:fs/promises';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Public } from '../http/access.js';
import { MalwareScanner } from '../malware/malware-scanner.js';

/** Below this an upload or a transaction may fail at any moment. */
const LEAST_FREE_BYTES = 64 * 1024 ** 2;

export class HealthView {
  @ApiProperty({ enum: ['ok'] })
  status: 'ok';
}

@ApiTags('operations')
@Controller()
export class HealthController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly scanner: MalwareScanner,
    @Inject(ENV) private readonly env: Env,
  ) {}

  @Get('livez')
  @Public('Whether the process answers; touches nothing else')
  live(): HealthView {
    return { status: 'ok' };
  }

  @Get('readyz')
  @Public(
    'Whether it can do its work: the database takes writes, the disk has room, and the malware scanner answers if there is one',
  )
  async ready(): Promise<HealthView> {
    try {
      await this.unitOfWork.run(() => this.unitOfWork.probe());
      const { bavail, bsize } = await statfs(this.env.dataDir);
      if (bavail * bsize < LEAST_FREE_BYTES) throw new Error('the disk is nearly full');
      await this.scanner.probe();
    } catch {
      // What exactly is wrong is for the log of the operator, not for whoever asks.
      throw new DomainError('UNAVAILABLE', 'The server is not ready to work.');
    }
    return { status: 'ok' };
  }
}
