import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { assertRevision, type IfMatch } from '../../platform/http/etag.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { assertAuthor, assertDraft, EvidenceDesk } from './evidence-desk.js';
import type { EvidenceFileRecord } from './evidence-file.record.js';
import { EvidenceReader } from './evidence.reader.js';
import { EvidenceStore } from './evidence.store.js';

/**
 * Takes a file out of a draft. The bytes stay in the store: another item may hold the same ones. Taking out the last
 * redacted copy of a file opens its sealed original again.
 */
@Injectable()
export class RemoveFile {
  constructor(
    private readonly desk: EvidenceDesk,
    private readonly reader: EvidenceReader,
    private readonly store: EvidenceStore,
    private readonly trail: AuditTrail,
  ) {}

  run(actor: Actor, id: string, fileId: string, expected: IfMatch): Promise<void> {
    return this.desk.change(actor, id, 'evidence:edit', async (evidence) => {
      assertAuthor(actor, evidence);
      assertDraft(evidence);
      assertRevision(evidence.revision, expected);
      const files = await this.reader.files([id]);
      const file = files.find((candidate) => candidate.id === fileId);
      if (!file) throw notFound();
      await this.store.removeFile(fileId);
      const rest = files.filter((candidate) => candidate !== file);
      await this.passOnLineage(file, rest);
      await this.store.change(evidence, {
        hasAudioVisualFile: rest.some(({ kind }) => kind === 'audio' || kind === 'video'),
      });
      await this.trail.record(
        actor,
        'evidence.file_removed',
        { ref: evidence.ref, fileId, sha256: file.sha256 },
        { learnerId: evidence.learnerId, evidenceId: id },
      );
    });
  }

  /** What was made from it was made from its original after all; an original that nothing stands for is open again. */
  private async passOnLineage(file: EvidenceFileRecord, rest: readonly EvidenceFileRecord[]): Promise<void> {
    const children = rest.filter(({ derivedFromId }) => derivedFromId === file.id);
    for (const child of children) await this.store.changeFile(child.id, { derivedFromId: file.derivedFromId });
    if (file.derivedFromId === null || children.length > 0) return;
    const isStoodFor = rest.some(({ derivedFromId }) => derivedFromId === file.derivedFromId);
    if (!isStoodFor) await this.store.changeFile(file.derivedFromId, { sealedAt: null, sealedById: null });
  }
}
