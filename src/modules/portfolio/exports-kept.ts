import { Injectable } from '@nestjs/common';
import { FileKeepers } from '../evidence/file-keepers.js';
import { PortfolioReader } from './portfolio.reader.js';

/** An exported portfolio may have been uploaded again as evidence: then both go by one hash. */
@Injectable()
export class ExportsKept extends FileKeepers {
  constructor(private readonly reader: PortfolioReader) {
    super();
  }

  override keeps(sha256: string): Promise<boolean> {
    return this.reader.isExport(sha256);
  }
}
