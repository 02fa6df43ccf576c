import { Module } from '@nestjs/common';
import { ContentReadingDoor } from './content-reading.door.js';
import { ContentSearchReader } from './content-search.reader.js';
import { ContentsReader } from './contents.reader.js';
import { ContentsStore } from './contents.store.js';
import { ReadContent } from './read-content.job.js';
import { ReadingDesk } from './reading-desk.js';

@Module({
  providers: [ContentsReader, ContentSearchReader, ContentsStore, ReadingDesk, ReadContent, ContentReadingDoor],
  exports: [ContentsReader, ContentSearchReader, ContentReadingDoor],
})
export class ContentsModule {}
