import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ContentReadingDoor } from '../contents/content-reading.door.js';
import { EvidenceReader } from './evidence.reader.js';

/** In one transaction; more would keep everybody else from writing. */
const CHUNK = 200;

/** Has files read that came in before there was anybody to read them. For the start of a server, before its jobs. */
@Injectable()
export class OrderReadings {
  constructor(
    private readonly reader: EvidenceReader,
    private readonly contentReading: ContentReadingDoor,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async run(): Promise<void> {
    for (;;) {
      const unread = await this.reader.unreadFiles(CHUNK);
      if (unread.length === 0) return;
      await this.unitOfWork.run(async () => {
        for (const { sha256, mediaType } of unread) await this.contentReading.order(sha256, mediaType);
      });
    }
  }
}
