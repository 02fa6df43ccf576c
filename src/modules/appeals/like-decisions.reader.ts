import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { isSettledByJudging } from '../../domain/appeal/redecision.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JudgementRecord } from '../assessment/judgement.record.js';
import { EvidenceDecisionRecord } from '../evidence/evidence-decision.record.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import { EvidenceRecord } from '../evidence/evidence.record.js';
import { RegistrationRecord } from '../registrations/registration.record.js';
import type { AppealRecord } from './appeal.record.js';

/** A decision that may have the same failure in it. */
export interface LikeDecision {
  readonly id: string;
  readonly learnerId: string;
  readonly outcome: string;
  readonly decidedAt: string;
  /** Of a judgement. */
  readonly registrationId: string | null;
  readonly criterion: string | null;
  /** Of a decision on evidence. */
  readonly evidenceId: string | null;
  readonly ref: string | null;
}

/**
 * What the same assessor decided on other learners in the same way: the same criterion of the unit, or evidence of the same
 * method, from the day the tracing starts until the appeal was closed. The ledgers only grow, so the answer stays the same.
 */
@Injectable()
export class LikeDecisionsReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly evidence: EvidenceReader,
  ) {}

  async page(
    appeal: AppealRecord,
    registration: RegistrationRecord,
    limit: number,
    after: string | null,
  ): Promise<LikeDecision[]> {
    if (appeal.tracing === null) return [];
    if (isSettledByJudging(appeal.kind)) return this.judgements(appeal, registration, limit, after);
    const { method } = await this.evidence.byId(appeal.evidenceId ?? '');
    return this.onEvidence(appeal, method, limit, after);
  }

  private async judgements(
    appeal: AppealRecord,
    { unitKey }: RegistrationRecord,
    limit: number,
    after: string | null,
  ): Promise<LikeDecision[]> {
    const query = this.unitOfWork.reader
      .createQueryBuilder(JudgementRecord, 'decision')
      .innerJoin(RegistrationRecord, 'subject', 'subject.id = decision.registrationId')
      .select('decision.id', 'id')
      .addSelect('subject.learnerId', 'learnerId')
      .addSelect('decision.outcome', 'outcome')
      .addSelect('decision.decidedAt', 'decidedAt')
      .addSelect('decision.registrationId', 'registrationId')
      .addSelect('decision.criterion', 'criterion')
      .where('subject.unitKey = :unitKey', { unitKey });
    if (appeal.criterion !== null) query.andWhere('decision.criterion = :criterion', { criterion: appeal.criterion });
    const rows = await within(query, appeal, limit, after).getRawMany<Omit<LikeDecision, 'evidenceId' | 'ref'>>();
    return rows.map((row) => ({ ...row, evidenceId: null, ref: null }));
  }

  private async onEvidence(
    appeal: AppealRecord,
    method: string,
    limit: number,
    after: string | null,
  ): Promise<LikeDecision[]> {
    const query = this.unitOfWork.reader
      .createQueryBuilder(EvidenceDecisionRecord, 'decision')
      .innerJoin(EvidenceRecord, 'subject', 'subject.id = decision.evidenceId')
      .select('decision.id', 'id')
      .addSelect('subject.learnerId', 'learnerId')
      .addSelect('decision.outcome', 'outcome')
      .addSelect('decision.decidedAt', 'decidedAt')
      .addSelect('decision.evidenceId', 'evidenceId')
      .addSelect('subject.ref', 'ref')
      .where('subject.method = :method', { method });
    const rows = await within(query, appeal, limit, after).getRawMany<
      Omit<LikeDecision, 'registrationId' | 'criterion'>
    >();
    return rows.map((row) => ({ ...row, registrationId: null, criterion: null }));
  }
}

/** By the same assessor, at the same centre, on others, and in the time that is looked at. */
function within<Row extends object>(
  query: SelectQueryBuilder<Row>,
  { centreId, learnerId, decidedById, tracingSince, closedAt }: AppealRecord,
  limit: number,
  after: string | null,
): SelectQueryBuilder<Row> {
  query
    .andWhere('decision.assessorId = :decidedById', { decidedById })
    .andWhere('subject.centreId = :centreId', { centreId })
    .andWhere('subject.learnerId <> :learnerId', { learnerId })
    .andWhere('decision.decidedAt BETWEEN :since AND :until', { since: tracingSince, until: closedAt })
    .orderBy('decision.id')
    .limit(limit);
  return after === null ? query : query.andWhere('decision.id > :after', { after });
}
