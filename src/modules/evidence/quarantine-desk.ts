import { Injectable } from '@nestjs/common';
import type { Screening } from '../../domain/evidence/screening.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { MalwareScanner } from '../../platform/malware/malware-scanner.js';
import { ContentReadingDoor } from '../contents/content-reading.door.js';
import type { EvidenceFileRecord } from './evidence-file.record.js';
import { EvidenceStore } from './evidence.store.js';
import { FileKeepers } from './file-keepers.js';

export const SCREEN_FILE = 'evidence.screen-file';

/**
 * When a file may be opened: at once, or with a scanner once it has been called clean (S15). Before that nobody opens it,
 * our own readers included. Called inside the transaction that adds or releases the file.
 */
@Injectable()
export class QuarantineDesk {
  constructor(
    private readonly scanner: MalwareScanner,
    private readonly jobs: JobQueue,
    private readonly store: EvidenceStore,
    private readonly contentReading: ContentReadingDoor,
    private readonly keepers: FileKeepers,
  ) {}

  /** What is known of the malware in a file that has just arrived. */
  get arrival(): Screening {
    return this.scanner.isConfigured ? 'waiting' : 'not_configured';
  }

  /** What becomes of a file that has just been added. */
  async order(file: EvidenceFileRecord): Promise<void> {
    if (file.screening === 'waiting') await this.jobs.enqueue(SCREEN_FILE, { fileId: file.id });
    else await this.contentReading.order(file.sha256, file.mediaType);
  }

  /** Lets a file out of quarantine. */
  async release(file: EvidenceFileRecord): Promise<void> {
    await this.store.release(file.id);
    await this.contentReading.order(file.sha256, file.mediaType);
  }

  /** Keeps a file in quarantine for good. */
  async condemn(file: EvidenceFileRecord, learnerId: string): Promise<void> {
    await this.store.condemn(file.id);
    await this.keepers.letGo(learnerId, [file.sha256]);
  }
}
