import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { assertReleased } from '../../domain/evidence/screening.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { newId } from '../../platform/database/new-id.js';
import { FileStore } from '../../platform/files/file-store.js';
import type { MediaKind } from '../../platform/files/media-type.js';
import { Clock } from '../../platform/time/clock.js';
import { ContentReadingDoor } from '../contents/content-reading.door.js';
import { MAX_FILES } from './attach-file.door.js';
import { assertStillKept, contentLock } from './content-lock.js';
import { assertAuthor, assertDraft } from './evidence-desk.js';
import { AS_UPLOADED, type EvidenceFileRecord } from './evidence-file.record.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';
import { FileKeepers } from './file-keepers.js';
import { assertNotPurged } from './file-names.js';
import { OpenFile, sealedOriginal } from './open-file.js';

/** Content that is in the store already, and what it is. */
export interface KeptContent {
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
  readonly kind: MediaKind;
  /** Without the dot. */
  readonly extension: string;
}

/** Lets the redactions room open files and put a redacted copy beside an original, inside its own unit of work. */
@Injectable()
export class EvidenceFilesDoor {
  constructor(
    private readonly reader: EvidenceReader,
    private readonly store: EvidenceStore,
    private readonly files: FileStore,
    private readonly openFile: OpenFile,
    private readonly contentReading: ContentReadingDoor,
    private readonly keepers: FileKeepers,
    private readonly clock: Clock,
  ) {}

  /**
   * A file of the actor's own draft, in which there is room for a copy.
   * @throws DomainError NOT_FOUND, NOT_ALLOWED, STATE_CONFLICT when it is no draft, FILE_LIMIT_REACHED, FILE_PURGED, FILE_IN_QUARANTINE
   */
  async original(
    actor: Actor,
    id: string,
    fileId: string,
  ): Promise<{ evidence: EvidenceRecord; file: EvidenceFileRecord }> {
    const { evidence } = await this.reader.forOperation(actor, id, 'evidence:edit');
    assertAuthor(actor, evidence);
    assertDraft(evidence);
    const file = await this.reader.file(id, fileId);
    if (!file) throw notFound();
    assertNotPurged(file);
    assertReleased(file.screening);
    if ((await this.reader.countFiles(id)) >= MAX_FILES) {
      throw new DomainError('FILE_LIMIT_REACHED', `An evidence item holds at most ${MAX_FILES} files.`);
    }
    return { evidence, file };
  }

  /** Adds the copy and seals what it was made from. Call it under the lock of the portfolio and of the content. */
  async putBeside(
    actor: Actor,
    evidence: EvidenceRecord,
    original: EvidenceFileRecord,
    copy: KeptContent,
  ): Promise<EvidenceFileRecord> {
    await assertStillKept(this.files, copy.sha256);
    const { extension, ...content } = copy;
    const others = await this.reader.files([evidence.id]);
    const number = others.filter(({ derivation }) => derivation === 'redaction').length + 1;
    const now = this.clock.now();
    const file: EvidenceFileRecord = {
      ...AS_UPLOADED,
      ...content,
      id: newId(),
      evidenceId: evidence.id,
      // Nothing of the original's name: it may be the customer's.
      name: `redacted copy ${number}.${extension}`,
      addedById: actor.userId,
      addedAt: now,
      derivedFromId: original.id,
      derivation: 'redaction',
      // Made by us of bytes that were released.
      screening: original.screening,
    };
    await this.store.addFiles([file]);
    await this.contentReading.order(file.sha256, file.mediaType);
    for (const { id } of await this.unsealed(evidence, original)) {
      await this.store.changeFile(id, { sealedAt: now, sealedById: actor.userId });
    }
    // Nobody but its author opens it from now on, wherever it came from.
    await this.keepers.letGo(evidence.learnerId, [original.sha256]);
    await this.store.change(evidence, {});
    return file;
  }

  /** The original in this version and in those before it: returned evidence keeps its files. */
  private async unsealed(evidence: EvidenceRecord, original: EvidenceFileRecord): Promise<EvidenceFileRecord[]> {
    const versions = await this.reader.versions(evidence);
    const files = await this.reader.files(versions.map(({ id }) => id));
    return files.filter(({ sha256, sealedAt }) => sha256 === original.sha256 && sealedAt === null);
  }

  /** What whoever adds content to an item has to serialise on, beside the portfolio. */
  contentLock(sha256: string): string {
    return contentLock(sha256);
  }

  /**
   * A file that a later room has found somebody entitled to on its own account, such as a panel over an appeal. What is
   * sealed stays sealed.
   * @throws DomainError NOT_FOUND, NOT_ALLOWED for a sealed original, FILE_PURGED, FILE_IN_QUARANTINE, FILE_INFECTED
   */
  async released(evidenceId: string, fileId: string): Promise<EvidenceFileRecord> {
    const file = await this.reader.file(evidenceId, fileId);
    if (!file) throw notFound();
    assertNotPurged(file);
    assertReleased(file.screening);
    if (file.sealedAt !== null) throw sealedOriginal();
    return file;
  }

  /** @throws DomainError NOT_FOUND, NOT_ALLOWED for a sealed original of somebody else's, FILE_PURGED */
  open(actor: Actor, id: string, fileId: string): Promise<EvidenceFileRecord> {
    return this.openFile.run(actor, id, fileId);
  }
}
