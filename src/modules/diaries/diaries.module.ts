import { Module } from '@nestjs/common';
import { CloseDiary } from './close-diary.js';
import { DiariesController } from './diaries.controller.js';
import { DiariesReader } from './diaries.reader.js';
import { DiariesStore } from './diaries.store.js';
import { OpenDiary } from './open-diary.js';

@Module({
  controllers: [DiariesController],
  providers: [DiariesReader, DiariesStore, OpenDiary, CloseDiary],
})
export class DiariesModule {}
