import { Module } from '@nestjs/common';
import { UploadLocks } from '../../platform/tus/upload-locks.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { AbandonUpload } from './abandon-upload.js';
import { BeginUpload } from './begin-upload.js';
import { ClearUploads } from './clear-uploads.js';
import { ContinueUpload } from './continue-upload.js';
import { FinishUpload } from './finish-upload.js';
import { UploadDesk } from './upload-desk.js';
import { UploadsController } from './uploads.controller.js';
import { UploadsReader } from './uploads.reader.js';
import { UploadsStore } from './uploads.store.js';

@Module({
  imports: [EvidenceModule],
  controllers: [UploadsController],
  providers: [
    UploadsReader,
    UploadsStore,
    UploadLocks,
    UploadDesk,
    BeginUpload,
    ContinueUpload,
    FinishUpload,
    AbandonUpload,
    ClearUploads,
  ],
})
export class UploadsModule {}
