import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { EvidenceMethod } from '../../domain/evidence/evidence-method.js';
import type { EvidenceStatus } from '../../domain/evidence/evidence.js';
import { escapeLike } from '../../platform/database/escape-like.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ContentSearchReader } from '../contents/content-search.reader.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { EvidenceClaimRecord } from './evidence-claim.record.js';
import { EvidenceRecord } from './evidence.record.js';

export interface EvidenceFilter {
  readonly learnerId?: string;
  readonly registrationId?: string;
  readonly status?: EvidenceStatus;
  readonly method?: EvidenceMethod;
  /** Words of the title, the context or the ref, or words that one of its files holds all of. */
  readonly q?: string;
}

/** Lists and searches evidence in whatever portfolios somebody has a part in. */
@Injectable()
export class EvidenceListReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registrations: RegistrationsReader,
    private readonly contentSearch: ContentSearchReader,
  ) {}

  /** In the order of ids, at most `limit`, after the item with id `after`. */
  page(actor: Actor, filter: EvidenceFilter, limit: number, after: string | null): Promise<EvidenceRecord[]> {
    const learners = this.registrations.learnersInScope(actor);
    const query = this.unitOfWork.reader
      .createQueryBuilder(EvidenceRecord, 'evidence')
      .where(`${this.centreColumn(actor)} = :centreId`, { centreId: actor.centreId })
      .andWhere(`evidence.learnerId IN (${learners.getQuery()})`)
      .setParameters(learners.getParameters())
      .orderBy('evidence.id')
      .take(limit);
    const opened = this.registrations.openedTo(actor, 'opened.registrationId');
    if (opened) {
      query
        .andWhere('evidence.submittedAt IS NOT NULL')
        .andWhere(
          (outer) =>
            `evidence.id IN ${outer.subQuery().select('opened.evidenceId').from(EvidenceClaimRecord, 'opened').where(opened.sql).getQuery()}`,
          opened.parameters,
        );
    }
    const { registrationId, q, ...columns } = filter;
    for (const [column, value] of Object.entries(columns)) {
      if (value !== undefined) query.andWhere(`evidence.${column} = :${column}`, { [column]: value });
    }
    if (registrationId !== undefined) {
      query.andWhere(
        (outer) =>
          `evidence.id IN ${outer
            .subQuery()
            .select('claim.evidenceId')
            .from(EvidenceClaimRecord, 'claim')
            .where('claim.registrationId = :registrationId')
            .getQuery()}`,
        { registrationId },
      );
    }
    if (q !== undefined && q.trim() !== '') {
      const places = ['title', 'contextStatement', 'ref'].map(
        (column) => `LOWER(evidence.${column}) LIKE :words ESCAPE '\\'`,
      );
      const inFile = this.contentSearch.holdsWords(q, 'searched.sha256');
      if (inFile) {
        places.push(
          `EXISTS (SELECT 1 FROM evidence_files searched WHERE "searched"."evidenceId" = evidence.id AND "searched"."sealedAt" IS NULL AND ${inFile.sql})`,
        );
      }
      query.andWhere(`(${places.join(' OR ')})`, {
        words: `%${escapeLike(q.trim().toLowerCase())}%`,
        ...inFile?.parameters,
      });
    }
    if (after !== null) query.andWhere('evidence.id > :after', { after });
    return query.getMany();
  }

  /**
   * Hidden from the index of the centre where the learners in scope are few: SQLite would rather walk through a whole
   * centre in the order of the page than look into a handful of portfolios (300 ms against 3 at 100,000 items).
   */
  private centreColumn(actor: Actor): string {
    return this.registrations.seesWholeCentre(actor) ? 'evidence.centreId' : `COALESCE(evidence.centreId, '')`;
  }
}
