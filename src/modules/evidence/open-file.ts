import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { assertReleased } from '../../domain/evidence/screening.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { EvidenceFileRecord } from './evidence-file.record.js';
import { assertNotPurged } from './file-names.js';
import { EvidenceReader } from './evidence.reader.js';

export const sealedOriginal = (): DomainError =>
  new DomainError(
    'NOT_ALLOWED',
    'This original is sealed because it holds personal data; open the redacted copy instead.',
  );

/**
 * Lets somebody have the bytes of a file. A sealed original holds the data of people who did not join the programme: only
 * whoever brought it may open it, and every time is noted (§2.1, S24).
 */
@Injectable()
export class OpenFile {
  constructor(
    private readonly reader: EvidenceReader,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws DomainError NOT_FOUND, NOT_ALLOWED for a sealed original of somebody else's, FILE_PURGED, FILE_IN_QUARANTINE, FILE_INFECTED */
  async run(actor: Actor, id: string, fileId: string): Promise<EvidenceFileRecord> {
    const { evidence } = await this.reader.forOperation(actor, id, 'evidence:download');
    const file = await this.reader.file(id, fileId);
    if (!file) throw notFound();
    assertNotPurged(file);
    assertReleased(file.screening);
    if (file.sealedAt === null) return file;
    if (file.addedById !== actor.userId) throw sealedOriginal();
    await this.unitOfWork.run(() =>
      this.trail.record(
        actor,
        'evidence.sealed_file_opened',
        { ref: evidence.ref, fileId, sha256: file.sha256 },
        { learnerId: evidence.learnerId, evidenceId: id },
      ),
    );
    return file;
  }
}
