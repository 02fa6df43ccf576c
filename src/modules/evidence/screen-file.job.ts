import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Json } from '../../domain/kernel/canonical-json.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { FileStore } from '../../platform/files/file-store.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { MalwareScanner, type Verdict } from '../../platform/malware/malware-scanner.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { EvidenceReader } from './evidence.reader.js';
import { QuarantineDesk, SCREEN_FILE } from './quarantine-desk.js';
import { GiveUpContentDoor } from './give-up-content.door.js';

/** After the quick tries of a job, as long as it takes: asking costs next to nothing, and somebody waits for the file. */
const ASK_AGAIN_MS = 10_000;

/**
 * Lets a file out of quarantine once the scanner calls it clean (S15). There is no other way out: as long as there is no
 * verdict, it waits and is asked about again.
 */
@Injectable()
export class ScreenFile implements OnModuleInit {
  private readonly logger = new Logger(ScreenFile.name);

  constructor(
    private readonly jobs: JobQueue,
    private readonly scanner: MalwareScanner,
    private readonly files: FileStore,
    private readonly reader: EvidenceReader,
    private readonly giveUpContent: GiveUpContentDoor,
    private readonly quarantine: QuarantineDesk,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(SCREEN_FILE, {
      run: (payload, { signal }) => this.run(fileIdOf(payload), signal),
      giveUp: (payload) => this.askAgain(fileIdOf(payload)),
    });
  }

  async run(fileId: string, signal?: AbortSignal): Promise<void> {
    const file = await this.reader.fileById(fileId);
    // Taken out of its draft meanwhile, or asked about twice.
    if (file?.screening !== 'waiting') return;
    const verdict = await this.verdictOn(file.sha256, signal);
    if (verdict === 'infected') return this.condemn(file.sha256);
    await this.unitOfWork.run(() => this.quarantine.release(file));
  }

  private async verdictOn(sha256: string, signal?: AbortSignal): Promise<Verdict> {
    try {
      const { stream } = await this.files.open(sha256);
      return await this.scanner.scan(stream, signal);
    } catch (error) {
      // The same bytes were condemned, and removed, while this file was coming in: there is nothing left to ask about.
      const twins = await this.reader.withBytes(sha256);
      if (isMissing(error) && twins.some(({ file }) => file.screening === 'infected')) return 'infected';
      throw error;
    }
  }

  /** The finding is about bytes, so it holds for every file that has them, also for one that came in before. */
  private async condemn(sha256: string): Promise<void> {
    await this.unitOfWork.run(async () => {
      for (const { file, evidence } of await this.reader.withBytes(sha256)) {
        if (file.screening === 'infected') continue;
        await this.quarantine.condemn(file, evidence.learnerId);
        await this.trail.record(
          { centreId: evidence.centreId, userId: null },
          'evidence.file_infected',
          { ref: evidence.ref, fileId: file.id, sha256 },
          { learnerId: evidence.learnerId, evidenceId: evidence.id },
        );
      }
    });
    await this.giveUpContent.run(sha256);
  }

  private async askAgain(fileId: string): Promise<void> {
    const file = await this.reader.fileById(fileId);
    if (file?.screening !== 'waiting') return;
    this.logger.warn(`file ${fileId} stays in quarantine: the scanner gives no verdict`);
    await this.unitOfWork.run(() => this.jobs.enqueue(SCREEN_FILE, { fileId }, ASK_AGAIN_MS));
  }
}

const isMissing = (error: unknown): boolean => error instanceof DomainError && error.code === 'FILE_MISSING';

function fileIdOf(payload: Json): string {
  const { fileId } = payload as { fileId?: unknown };
  if (typeof fileId !== 'string') throw new DomainError('VALIDATION_FAILED', 'the job names no file');
  return fileId;
}
