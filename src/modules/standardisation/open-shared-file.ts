import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { extensionOf } from '../../platform/files/file-name.js';
import type { NamedFile } from '../../platform/http/send-file.js';
import { SharedEvidenceDesk } from './shared-evidence-desk.js';
import { SharingDesk } from './sharing-desk.js';

/**
 * Lets somebody have the bytes of a redacted copy, where the facilitator shares them. Every other file of shared evidence
 * is its text and no more: nobody has looked whether an original names people.
 */
@Injectable()
export class OpenSharedFile {
  constructor(
    private readonly desk: SharedEvidenceDesk,
    private readonly sharing: SharingDesk,
  ) {}

  /** @throws DomainError NOT_FOUND for what is not shared as well: there is nothing to be had there */
  async run(actor: Actor, eventId: string, place: { number: number; file: number }): Promise<NamedFile> {
    const opened = await this.desk.open(actor, eventId, place.number);
    const shared = await this.desk.file(opened, place.file);
    const file = await this.sharing.file(opened.shared, shared);
    if (!file || !opened.shared.shareRedactedFiles || !shared.isRedactedCopy) throw notFound();
    const extension = extensionOf(file.name);
    const name = `evidence ${place.number} file ${place.file}${extension === '' ? '' : `.${extension}`}`;
    return { sha256: file.sha256, name, mediaType: file.mediaType };
  }
}
