import { Module } from '@nestjs/common';
import { ContentLikenessReader } from './content-likeness.reader.js';
import { ContentPrivacyReader } from './content-privacy.reader.js';
import { ContentReadingDoor } from './content-reading.door.js';
import { ContentSearchReader } from './content-search.reader.js';
import { ContentsReader } from './contents.reader.js';
import { ContentsStore } from './contents.store.js';
import { ReadContent } from './read-content.job.js';
import { ReadingDesk } from './reading-desk.js';
import { WeighingDesk } from './weighing-desk.js';

const DOORS = [ContentsReader, ContentSearchReader, ContentPrivacyReader, ContentLikenessReader, ContentReadingDoor];

@Module({
  providers: [...DOORS, ContentsStore, ReadingDesk, WeighingDesk, ReadContent],
  exports: DOORS,
})
export class ContentsModule {}
