import { Injectable } from '@nestjs/common';
import { OpenAppeals } from '../assessment/open-appeals.js';
import { AppealsReader } from './appeals.reader.js';

/** Answers coverage: how many appeals keep a unit from being ready (`APPEAL_OPEN`). */
@Injectable()
export class CountOpenAppeals extends OpenAppeals {
  constructor(private readonly reader: AppealsReader) {
    super();
  }

  override countOn(registrationId: string): Promise<number> {
    return this.reader.openOn(registrationId);
  }
}
