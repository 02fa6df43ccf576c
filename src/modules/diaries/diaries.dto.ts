import { ApiProperty } from '@nestjs/swagger';
import type { DiaryFeedRecord } from './diary-feed.record.js';

export class DiaryFeedView {
  /**
   * Subscribe a calendar program to this; `null` when there is none. It is a secret: whoever has it can read when your
   * reviews and visits are.
   */
  @ApiProperty({ type: String, nullable: true })
  address: string | null;

  /** Since when this address opens the diary. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  createdAt: string | null;
}

export const NO_DIARY: DiaryFeedView = { address: null, createdAt: null };

export const toDiaryFeedView = ({ createdAt }: DiaryFeedRecord, token: string, publicUrl: string): DiaryFeedView => ({
  address: `${publicUrl}/api/diaries/${token}.ics`,
  createdAt,
});
