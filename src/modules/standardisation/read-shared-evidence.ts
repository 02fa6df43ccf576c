import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { ContentsReader } from '../contents/contents.reader.js';
import { SharedEvidenceDesk } from './shared-evidence-desk.js';
import { type SharedEvidenceView, toSharedEvidenceView } from './shared-evidence.dto.js';

/** Shows one piece of shared evidence: what it says and which files it has, by numbers and without names. */
@Injectable()
export class ReadSharedEvidence {
  constructor(
    private readonly desk: SharedEvidenceDesk,
    private readonly contents: ContentsReader,
  ) {}

  async run(actor: Actor, eventId: string, number: number): Promise<SharedEvidenceView> {
    const { shared, shown } = await this.desk.open(actor, eventId, number);
    const readings = await this.contents.readings(shown.files.map(({ sha256 }) => sha256));
    return toSharedEvidenceView(shared, shown, readings);
  }
}
