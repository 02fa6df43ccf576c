import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { newId } from '../../platform/database/new-id.js';
import { cleanFileName } from '../../platform/files/file-name.js';
import { FileStore, type ReceivedFile } from '../../platform/files/file-store.js';
import { decideMediaType } from '../../platform/files/media-type.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { assertStillKept, contentLock } from './content-lock.js';
import { AS_UPLOADED, type EvidenceFileRecord } from './evidence-file.record.js';
import { assertAuthor, assertDraft, EvidenceDesk } from './evidence-desk.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';
import { QuarantineDesk } from './quarantine-desk.js';

/** A recorded hour of video fits; what is longer belongs in situ. */
export const MAX_FILE_BYTES = 5 * 1024 ** 3;
export const MAX_FILES = 50;

/** A file that has arrived, under the name its sender gave it. */
export interface ArrivedFile {
  readonly name: string;
  readonly received: ReceivedFile;
}

export interface AttachedFile {
  readonly file: EvidenceFileRecord;
  readonly evidence: EvidenceRecord;
}

/** The one way by which bytes become a file of a draft, however they arrived. */
@Injectable()
export class AttachFileDoor {
  constructor(
    private readonly desk: EvidenceDesk,
    private readonly reader: EvidenceReader,
    private readonly store: EvidenceStore,
    private readonly files: FileStore,
    private readonly quarantine: QuarantineDesk,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * To be asked before the first byte is stored: a stranger's upload must not fill the disk.
   * @throws DomainError NOT_FOUND, NOT_ALLOWED, STATE_CONFLICT, FILE_LIMIT_REACHED
   */
  async assertMayAttach(actor: Actor, id: string): Promise<void> {
    const { evidence } = await this.reader.forOperation(actor, id, 'evidence:edit');
    await this.assertMayTake(actor, evidence);
  }

  /**
   * Decides what the file is, puts it into the content store and only then writes the row that names it, so no
   * acknowledged file can be missing. A row that fails leaves an unnamed file behind, which costs room and nothing else.
   *
   * @param alongside what else shares the transaction of the row.
   * @throws DomainError as `assertMayAttach`; FILE_EMPTY, FILE_TYPE_REFUSED, FILE_CONTENT_MISMATCH; STORAGE_FULL
   */
  async attach(
    actor: Actor,
    id: string,
    { name, received }: ArrivedFile,
    alongside: (file: EvidenceFileRecord) => Promise<void> = () => Promise.resolve(),
  ): Promise<AttachedFile> {
    const { mediaType, kind } = await decideMediaType(name, received);
    await received.keep();
    const write = async (evidence: EvidenceRecord): Promise<AttachedFile> => {
      await this.assertMayTake(actor, evidence);
      await assertStillKept(this.files, received.sha256);
      const file: EvidenceFileRecord = {
        id: newId(),
        evidenceId: id,
        name: cleanFileName(name),
        mediaType,
        kind,
        size: received.size,
        sha256: received.sha256,
        screening: this.quarantine.arrival,
        addedById: actor.userId,
        addedAt: this.clock.now(),
        ...AS_UPLOADED,
      };
      await this.store.addFiles([file]);
      await this.quarantine.order(file);
      const isAudioVisual = kind === 'audio' || kind === 'video';
      const changed = await this.store.change(evidence, {
        hasAudioVisualFile: evidence.hasAudioVisualFile || isAudioVisual,
      });
      await alongside(file);
      await this.trail.record(
        actor,
        'evidence.file_added',
        { ref: evidence.ref, fileId: file.id, sha256: file.sha256, size: file.size, mediaType },
        { learnerId: evidence.learnerId, evidenceId: id },
      );
      return { file, evidence: changed };
    };
    return this.desk.change(actor, id, 'evidence:edit', write, [contentLock(received.sha256)]);
  }

  private async assertMayTake(actor: Actor, evidence: EvidenceRecord): Promise<void> {
    assertAuthor(actor, evidence);
    assertDraft(evidence);
    if ((await this.reader.countFiles(evidence.id)) >= MAX_FILES) {
      throw new DomainError('FILE_LIMIT_REACHED', `An evidence item holds at most ${MAX_FILES} files.`);
    }
  }
}
