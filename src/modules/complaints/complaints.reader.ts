import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { authorise, type Operation } from '../../domain/access/permissions.js';
import type { Relation } from '../../domain/access/relations.js';
import { caseNumber } from '../../domain/complaint/case-labels.js';
import type { CaseStatus, ComplaintCase } from '../../domain/complaint/complaint-case.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { groupBy } from '../../domain/kernel/group-by.js';
import { escapeLike } from '../../platform/database/escape-like.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { CaseCommunicationRecord } from './case-communication.record.js';
import { CaseMoveRecord } from './case-move.record.js';
import { ComplaintCaseRecord } from './complaint-case.record.js';
import { toComplaintCase } from './to-complaint-case.js';

export interface CaseFilter {
  readonly learnerId?: string;
  readonly status?: CaseStatus;
  readonly q?: string;
}

/** Numbers that a new case of a portfolio cannot or should not have. */
export interface UsedNumbers {
  /** Of cases: these cannot be given again. */
  readonly taken: ReadonlySet<number>;
  /** Of labels that evidence uses: only a case that is meant by them may have one, so none is given by itself. */
  readonly spokenOf: ReadonlySet<number>;
}

export interface ScopedCase {
  readonly row: ComplaintCaseRecord;
  readonly relations: readonly Relation[];
}

@Injectable()
export class ComplaintsReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registrations: RegistrationsReader,
    private readonly evidence: EvidenceReader,
  ) {}

  /**
   * The case, if `actor` may do `operation` on the portfolio it belongs to.
   * @throws DomainError NOT_FOUND out of scope, NOT_ALLOWED in scope but not theirs to do
   */
  async forOperation(actor: Actor, id: string, operation: Operation): Promise<ScopedCase> {
    const row = await this.unitOfWork.reader.findOneBy(ComplaintCaseRecord, { id, centreId: actor.centreId });
    if (!row) throw new DomainError('NOT_FOUND', 'There is no such case here, or it is not yours to see.');
    const relations = await this.registrations.relationsToPortfolio(actor, row.learnerId);
    authorise(operation, relations);
    return { row, relations };
  }

  /** The messages of a case, oldest first. */
  communications(caseId: string): Promise<CaseCommunicationRecord[]> {
    return this.unitOfWork.reader.find(CaseCommunicationRecord, {
      where: { caseId },
      order: { at: 'ASC', id: 'ASC' },
    });
  }

  moves(caseId: string): Promise<CaseMoveRecord[]> {
    return this.unitOfWork.reader.find(CaseMoveRecord, { where: { caseId }, order: { id: 'ASC' } });
  }

  /** All cases of a portfolio as facts for the core, in two queries whatever their number. */
  async factsOf(learnerId: string): Promise<{ id: string; fact: ComplaintCase }[]> {
    const rows = await this.unitOfWork.reader.find(ComplaintCaseRecord, {
      where: { learnerId },
      order: { number: 'ASC' },
    });
    const messages = await this.unitOfWork.reader
      .createQueryBuilder(CaseCommunicationRecord, 'message')
      .innerJoin(ComplaintCaseRecord, 'one', 'one.id = message.caseId')
      .where('one.learnerId = :learnerId', { learnerId })
      .orderBy('message.at')
      .addOrderBy('message.id')
      .getMany();
    const messagesOf = groupBy(messages, ({ caseId }) => caseId);
    return rows.map((row) => ({ id: row.id, fact: toComplaintCase(row, messagesOf.get(row.id) ?? []) }));
  }

  async usedNumbers(learnerId: string): Promise<UsedNumbers> {
    const rows = await this.unitOfWork.reader.find(ComplaintCaseRecord, {
      select: { id: true, number: true },
      where: { learnerId },
    });
    const labels = await this.evidence.caseLabels(learnerId);
    return {
      taken: new Set(rows.map(({ number }) => number)),
      spokenOf: new Set(labels.flatMap((label) => caseNumber(label) ?? [])),
    };
  }

  list(actor: Actor, filter: CaseFilter, limit: number, after: string | null): Promise<ComplaintCaseRecord[]> {
    const learners = this.registrations.learnersInScope(actor);
    const query = this.unitOfWork.reader
      .createQueryBuilder(ComplaintCaseRecord, 'one')
      .where('one.centreId = :centreId', { centreId: actor.centreId })
      .andWhere(`one.learnerId IN (${learners.getQuery()})`)
      .setParameters(learners.getParameters())
      .orderBy('one.id')
      .take(limit);
    const { q, ...columns } = filter;
    for (const [column, value] of Object.entries(columns)) {
      if (value !== undefined) query.andWhere(`one.${column} = :${column}`, { [column]: value });
    }
    if (q !== undefined && q.trim() !== '') {
      const like = ['caseRef', 'customerLabel', 'category', 'nature', 'issueKey'].map(
        (column) => `LOWER(one.${column}) LIKE :words ESCAPE '\\'`,
      );
      query.andWhere(`(${like.join(' OR ')})`, { words: `%${escapeLike(q.trim().toLowerCase())}%` });
    }
    if (after !== null) query.andWhere('one.id > :after', { after });
    return query.getMany();
  }
}
