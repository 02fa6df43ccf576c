import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import type { EvidenceFileRecord } from '../evidence/evidence-file.record.js';
import { EvidenceFilesDoor } from '../evidence/evidence-files.door.js';
import { AppealCaseReader } from './appeal-case.reader.js';
import { AppealsReader } from './appeals.reader.js';

/** Lets whoever decides on an appeal open the files of the evidence it is about, and those of nothing else. */
@Injectable()
export class OpenAppealFile {
  constructor(
    private readonly reader: AppealsReader,
    private readonly cases: AppealCaseReader,
    private readonly evidenceFiles: EvidenceFilesDoor,
  ) {}

  /** @throws DomainError NOT_FOUND, NOT_ALLOWED for a sealed original, FILE_PURGED, FILE_IN_QUARANTINE, FILE_INFECTED */
  async run(actor: Actor, id: string, fileId: string): Promise<EvidenceFileRecord> {
    const { appeal } = await this.reader.forOperation(actor, id, 'appeal:download');
    const { files } = await this.cases.of(appeal);
    const file = files.find((one) => one.id === fileId);
    if (!file) throw notFound();
    return this.evidenceFiles.released(file.evidenceId, fileId);
  }
}
