import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { etagOf } from '../../platform/http/etag.js';
import { Clock } from '../../platform/time/clock.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { type ComplaintCaseView, toCaseView } from './case-view.dto.js';
import type { ComplaintCaseRecord } from './complaint-case.record.js';
import { ComplaintsReader } from './complaints.reader.js';

/** Shows one case as it is now, with its ETag. */
@Injectable()
export class ComplaintsPresenter {
  constructor(
    private readonly reader: ComplaintsReader,
    private readonly evidence: EvidenceReader,
    private readonly registrations: RegistrationsReader,
    private readonly clock: Clock,
  ) {}

  async show(actor: Actor, row: ComplaintCaseRecord, reply: FastifyReply): Promise<ComplaintCaseView> {
    const [communications, moves, evidence, relations] = await Promise.all([
      this.reader.communications(row.id),
      this.reader.moves(row.id),
      this.evidence.referringToCase(row.learnerId, row.caseRef),
      this.registrations.relationsToPortfolio(actor, row.learnerId),
    ]);
    void reply.header('etag', etagOf(row.revision));
    return toCaseView({ row, communications, moves, evidence }, relations, this.clock.today());
  }
}
