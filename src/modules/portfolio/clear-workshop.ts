import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { ENV } from '../../platform/config/config.module.js';
import type { Env } from '../../platform/config/env.js';

/**
 * Removes what earlier tries at one export left half drawn when their process was killed. An order comes again after
 * every kill, to be drawn or to be given up, so nothing stays; and drawings of other processes are not touched.
 */
@Injectable()
export class ClearWorkshop {
  constructor(@Inject(ENV) private readonly env: Env) {}

  /** @returns the folder in which portfolios are drawn; names in it begin with the id of the export */
  async run(exportId: string): Promise<string> {
    const workshop = join(this.env.dataDir, 'tmp');
    await mkdir(workshop, { recursive: true });
    for (const name of await readdir(workshop)) {
      if (name.startsWith(exportId)) await rm(join(workshop, name), { recursive: true, force: true });
    }
    return workshop;
  }
}
