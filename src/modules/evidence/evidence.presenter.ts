import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { etagOf } from '../../platform/http/etag.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { type EvidenceView, toEvidenceView } from './evidence-view.dto.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';

/** Shows one item as it is now, with its ETag. */
@Injectable()
export class EvidencePresenter {
  constructor(
    private readonly reader: EvidenceReader,
    private readonly registrations: RegistrationsReader,
  ) {}

  async show(actor: Actor, evidence: EvidenceRecord, reply: FastifyReply): Promise<EvidenceView> {
    const [whole, decisions, relations] = await Promise.all([
      this.reader.whole(evidence),
      this.reader.decisions([evidence.id]),
      this.registrations.relationsToPortfolio(actor, evidence.learnerId),
    ]);
    void reply.header('etag', etagOf(evidence.revision));
    return toEvidenceView(whole, decisions, relations, actor.userId);
  }
}
