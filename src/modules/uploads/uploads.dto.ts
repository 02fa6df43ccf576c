import { ApiProperty } from '@nestjs/swagger';
import type { UploadProgress } from './uploads.reader.js';
import type { UploadState } from './upload.record.js';

export class UploadView {
  id: string;
  /** The draft that gets the file. */
  evidenceId: string;
  /** As announced, made safe to show. */
  fileName: string;
  @ApiProperty({ enum: ['open', 'finished'] })
  state: UploadState;
  /** Bytes that have arrived and would survive a power cut. */
  offset: number;
  /** Bytes of the whole file. */
  size: number;
  /** The file of the draft, once it is finished. */
  fileId: string | null;
  /** When it is forgotten if nothing more arrives. */
  expiresAt: string;
}

export function toUploadView(upload: UploadProgress): UploadView {
  const { id, evidenceId, fileName, state, offset, size, fileId, expiresAt } = upload;
  return { id, evidenceId, fileName, state, offset, size, fileId, expiresAt };
}
