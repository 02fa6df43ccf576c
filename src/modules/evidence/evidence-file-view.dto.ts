import { ApiProperty } from '@nestjs/swagger';
import type { ContentFacts } from '../../domain/content/reading.js';
import { type Screening, SCREENINGS } from '../../domain/evidence/screening.js';
import { ReadingView } from './evidence-contents.dto.js';
import type { EvidenceFileRecord } from './evidence-file.record.js';
import { nameless } from './file-names.js';
import { toReadingView } from './to-reading-view.js';

export class EvidenceFileView {
  id: string;
  name: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  sha256: string;
  /** What is known of malware in it. Its bytes are given out when it is `clean`, or nothing screens files. */
  @ApiProperty({ enum: SCREENINGS })
  screening: Screening;
  /** What is known of its content; `null` for a file that nobody has ordered to be read. */
  @ApiProperty({ type: ReadingView, nullable: true })
  reading: ReadingView | null;
  /** There when it was made from another file of the item, such as a redacted copy. */
  @ApiProperty({ required: false })
  derivedFromId?: string;
  /** There when a redacted copy stands for it: only whoever added it may open it, and only they see its name. */
  @ApiProperty({ required: false })
  sealed?: true;
  /** There when its bytes were removed for data protection. */
  @ApiProperty({ required: false })
  purgedAt?: string;
}

/** @param viewerId whoever looks: the name of a sealed file may be the very name that was to disappear */
export function toFileView(
  file: EvidenceFileRecord,
  reading: ContentFacts | undefined,
  viewerId: string,
): EvidenceFileView {
  const { id, mediaType, size, sha256, screening, derivedFromId, sealedAt, purgedAt } = file;
  return {
    id,
    name: sealedAt === null || file.addedById === viewerId ? file.name : nameless('sealed original', file.name),
    ...{ mediaType, size, sha256, screening, reading: reading ? toReadingView(reading) : null },
    ...(derivedFromId === null ? {} : { derivedFromId }),
    ...(sealedAt === null ? {} : { sealed: true }),
    ...(purgedAt === null ? {} : { purgedAt }),
  };
}
