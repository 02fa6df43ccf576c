import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { FileStore } from '../../platform/files/file-store.js';
import type { MediaKind } from '../../platform/files/media-type.js';
import type { Blackout, Derivative } from '../../platform/redaction/redaction-order.js';
import { Redactor } from '../../platform/redaction/redactor.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { EvidenceFileRecord } from '../evidence/evidence-file.record.js';
import { EvidenceFilesDoor } from '../evidence/evidence-files.door.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';

const MAX_COPY_BYTES = 128 * 1024 ** 2;

/**
 * Puts a copy without the named words, passages and regions beside a file of a draft and seals the original (§2.1, §6.4).
 * The words are customers' names: they are handed to the thread that looks for them, and to nothing that keeps them.
 */
@Injectable()
export class RedactFile {
  constructor(
    private readonly door: EvidenceFilesDoor,
    private readonly redactor: Redactor,
    private readonly files: FileStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(
    actor: Actor,
    id: string,
    fileId: string,
    blackout: Blackout & { readonly note: string | null },
  ): Promise<{ file: EvidenceFileRecord; derivative: Derivative }> {
    const { evidence, file: original } = await this.door.original(actor, id, fileId);
    assertAsks(blackout);
    const path = await this.files.localPath(original.sha256);
    const about = { title: `Redacted copy of ${evidence.ref}`, createdAt: this.clock.now() };
    const derivative = await this.redactor.redact({ path, mediaType: original.mediaType }, blackout, about);

    const received = await this.files.receive(Readable.from(derivative.chunks), { maxBytes: MAX_COPY_BYTES });
    if (received.sha256 === original.sha256) {
      await received.discard();
      throw new DomainError('REDACTION_NOT_POSSIBLE', 'All of that is redacted in this file already.');
    }
    await received.keep();
    const { mediaType, extension } = derivative;
    const { sha256, size } = received;
    const file = await this.unitOfWork.run(async () => {
      // Drawing takes a while: the draft may have been handed in, or the original taken out.
      const now = await this.door.original(actor, id, fileId);
      const copy = { sha256, size, mediaType, extension, kind: kindOf(mediaType, original.kind) };
      const added = await this.door.putBeside(actor, now.evidence, now.file, copy);
      await this.trail.record(
        actor,
        'evidence.file_redacted',
        {
          ref: evidence.ref,
          fileId: added.id,
          sha256,
          originalId: fileId,
          originalSha256: original.sha256,
          regions: blackout.regions.length + blackout.passages.length,
          occurrences: derivative.words.reduce((sum, { replaced }) => sum + replaced, 0),
          wordsNotFound: derivative.words.filter(({ replaced }) => replaced === 0).length,
          note: blackout.note,
        },
        { learnerId: evidence.learnerId, evidenceId: id },
      );
      return added;
    }, [...portfolioLock(evidence.learnerId), this.door.contentLock(sha256)]);
    return { file, derivative };
  }
}

function assertAsks({ regions, words, passages }: Blackout): void {
  const backwards = passages.findIndex(({ start, end }) => end <= start);
  if (backwards >= 0) {
    const message = 'must lie behind its start';
    throw new DomainError('VALIDATION_FAILED', 'A passage ends before it begins.', [
      { path: `passages[${backwards}].end`, message },
    ]);
  }
  if (regions.length + words.length + passages.length > 0) return;
  const message = 'name at least one of regions, words, passages';
  throw new DomainError('VALIDATION_FAILED', 'The redaction says nothing to remove.', [{ path: 'words', message }]);
}

/** A mail or a page becomes a plain text; everything else stays what it was. */
function kindOf(mediaType: string, original: MediaKind): MediaKind {
  return mediaType === 'text/plain' ? 'text' : original;
}
