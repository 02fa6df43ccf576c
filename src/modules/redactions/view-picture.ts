import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { FileStore } from '../../platform/files/file-store.js';
import type { Derivative } from '../../platform/redaction/redaction-order.js';
import { Redactor } from '../../platform/redaction/redactor.js';
import { EvidenceFilesDoor } from '../evidence/evidence-files.door.js';

/** A picture as one looks at it: made anew for every request, so that nothing has to be purged with its original (S14). */
@Injectable()
export class ViewPicture {
  constructor(
    private readonly door: EvidenceFilesDoor,
    private readonly redactor: Redactor,
    private readonly files: FileStore,
  ) {}

  /** @throws DomainError NOT_FOUND, NOT_ALLOWED, FILE_PURGED, REDACTION_NOT_POSSIBLE when it is no picture or a damaged one */
  async run(actor: Actor, id: string, fileId: string): Promise<Derivative> {
    const file = await this.door.open(actor, id, fileId);
    if (file.kind !== 'image') {
      throw new DomainError('REDACTION_NOT_POSSIBLE', 'Only pictures have a view; download this file instead.');
    }
    return this.redactor.view(await this.files.localPath(file.sha256));
  }
}
