import { Injectable } from '@nestjs/common';
import { UnfinishedPackages } from '../portfolio/unfinished-packages.js';
import { PackagesReader } from './packages.reader.js';

/** Answers the portfolio room: drafts and packages of one person share one limit. */
@Injectable()
export class UnfinishedPackagesCount extends UnfinishedPackages {
  constructor(private readonly reader: PackagesReader) {
    super();
  }

  override countOf(userId: string): Promise<number> {
    return this.reader.countUnfinished(userId);
  }
}
