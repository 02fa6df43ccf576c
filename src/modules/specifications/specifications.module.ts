import { Module } from '@nestjs/common';
import { PublishSpecifications } from './publish-specifications.js';
import { SpecificationReader } from './specification.reader.js';
import { SpecificationStore } from './specification.store.js';
import { SpecificationsController } from './specifications.controller.js';

@Module({
  controllers: [SpecificationsController],
  providers: [SpecificationReader, SpecificationStore, PublishSpecifications],
  exports: [SpecificationReader, PublishSpecifications],
})
export class SpecificationsModule {}
