import { Injectable } from '@nestjs/common';
import { PackageFiles } from '../../platform/files/partial-files.js';
import { ArrivalsReader } from './arrivals.reader.js';

/**
 * Removes what a killed process had received of packages and never took note of. For the start of the one process that
 * takes uploads, before it takes any.
 */
@Injectable()
export class SweepPackages {
  constructor(
    private readonly reader: ArrivalsReader,
    private readonly packages: PackageFiles,
  ) {}

  async run(): Promise<void> {
    const found = await this.packages.folder.ids();
    const waiting = await this.reader.waitingUploads();
    for (const id of found) if (!waiting.has(id)) await this.packages.folder.remove(id);
  }
}
