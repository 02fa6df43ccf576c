import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { etagOf } from '../../platform/http/etag.js';
import { ContentsReader } from '../contents/contents.reader.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import type { EvidenceFileRecord } from './evidence-file.record.js';
import { type EvidenceFileView, toFileView } from './evidence-file-view.dto.js';
import { type EvidenceView, toEvidenceView } from './evidence-view.dto.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';

/** Shows one item as it is now, with its ETag. */
@Injectable()
export class EvidencePresenter {
  constructor(
    private readonly reader: EvidenceReader,
    private readonly registrations: RegistrationsReader,
    private readonly contents: ContentsReader,
  ) {}

  async show(actor: Actor, evidence: EvidenceRecord, reply: FastifyReply): Promise<EvidenceView> {
    const [whole, decisions, relations] = await Promise.all([
      this.reader.whole(evidence),
      this.reader.decisions([evidence.id]),
      this.registrations.relationsToPortfolio(actor, evidence.learnerId),
    ]);
    void reply.header('etag', etagOf(evidence.revision));
    const readings = await this.contents.readings(whole.files.map(({ sha256 }) => sha256));
    return toEvidenceView(whole, readings, decisions, relations, actor.userId);
  }

  async showFile(actor: Actor, file: EvidenceFileRecord): Promise<EvidenceFileView> {
    return toFileView(file, (await this.contents.reading(file.sha256)) ?? undefined, actor.userId);
  }
}
