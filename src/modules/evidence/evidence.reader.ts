import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../../domain/access/actor.js';
import { authorise, type Operation, type Relation } from '../../domain/access/permissions.js';
import type { EvidenceMethod } from '../../domain/evidence/evidence-method.js';
import type { EvidenceStatus } from '../../domain/evidence/evidence.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { EvidenceClaimRecord } from './evidence-claim.record.js';
import { EvidenceDecisionRecord } from './evidence-decision.record.js';
import { EvidenceFileRecord } from './evidence-file.record.js';
import { EvidenceRecord } from './evidence.record.js';

export interface EvidenceFilter {
  readonly learnerId?: string;
  readonly registrationId?: string;
  readonly status?: EvidenceStatus;
  readonly method?: EvidenceMethod;
  /** Words of the title, the context or the ref. */
  readonly q?: string;
}

/** One version of an item with its files and claims. */
export interface WholeEvidence {
  readonly evidence: EvidenceRecord;
  readonly files: readonly EvidenceFileRecord[];
  readonly claims: readonly EvidenceClaimRecord[];
}

/** An item as far as it matters to what is sampled; one row for each registration it is claimed on. */
export interface SampledEvidenceRow {
  readonly id: string;
  readonly registrationId: string;
  readonly method: EvidenceMethod;
  readonly declarationVersion: string | null;
  /** Set once an assessor has said something about it. */
  readonly decidedAt: string | null;
}

export interface ScopedEvidence {
  readonly evidence: EvidenceRecord;
  readonly relations: readonly Relation[];
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (character) => `\\${character}`);

@Injectable()
export class EvidenceReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registrations: RegistrationsReader,
  ) {}

  /**
   * The item, if `actor` may do `operation` on the portfolio it belongs to.
   * @throws DomainError NOT_FOUND out of scope, NOT_ALLOWED in scope but not theirs to do
   */
  async forOperation(actor: Actor, id: string, operation: Operation): Promise<ScopedEvidence> {
    const evidence = await this.unitOfWork.reader.findOneBy(EvidenceRecord, { id, centreId: actor.centreId });
    if (!evidence) throw notFound();
    const relations = await this.registrations.relationsToPortfolio(actor, evidence.learnerId);
    authorise(operation, relations);
    return { evidence, relations };
  }

  byId(id: string): Promise<EvidenceRecord> {
    return this.unitOfWork.reader.findOneByOrFail(EvidenceRecord, { id });
  }

  /** Every version of one item, oldest first. */
  versions({ learnerId, number }: { learnerId: string; number: number }): Promise<EvidenceRecord[]> {
    return this.unitOfWork.reader.find(EvidenceRecord, { where: { learnerId, number }, order: { version: 'ASC' } });
  }

  async whole(evidence: EvidenceRecord): Promise<WholeEvidence> {
    return { evidence, files: await this.files([evidence.id]), claims: await this.claims([evidence.id]) };
  }

  files(evidenceIds: readonly string[]): Promise<EvidenceFileRecord[]> {
    if (evidenceIds.length === 0) return Promise.resolve([]);
    return this.unitOfWork.reader.find(EvidenceFileRecord, {
      where: { evidenceId: In([...evidenceIds]) },
      order: { id: 'ASC' },
    });
  }

  claims(evidenceIds: readonly string[]): Promise<EvidenceClaimRecord[]> {
    if (evidenceIds.length === 0) return Promise.resolve([]);
    return this.unitOfWork.reader.find(EvidenceClaimRecord, {
      where: { evidenceId: In([...evidenceIds]) },
      order: { id: 'ASC' },
    });
  }

  file(evidenceId: string, id: string): Promise<EvidenceFileRecord | null> {
    return this.unitOfWork.reader.findOneBy(EvidenceFileRecord, { id, evidenceId });
  }

  /** Every decision ever taken on an item, oldest first. */
  decisions(evidenceIds: readonly string[]): Promise<EvidenceDecisionRecord[]> {
    if (evidenceIds.length === 0) return Promise.resolve([]);
    return this.unitOfWork.reader.find(EvidenceDecisionRecord, {
      where: { evidenceId: In([...evidenceIds]) },
      order: { id: 'ASC' },
    });
  }

  /** Everything claimed on one registration, in one query whatever the number of items. */
  async claimedOn(registrationId: string): Promise<Omit<WholeEvidence, 'files'>[]> {
    const rows = (await this.unitOfWork.reader
      .createQueryBuilder(EvidenceRecord, 'evidence')
      .innerJoinAndMapMany(
        'evidence.claims',
        EvidenceClaimRecord,
        'claim',
        'claim.evidenceId = evidence.id AND claim.registrationId = :registrationId',
        { registrationId },
      )
      .getMany()) as (EvidenceRecord & { claims: EvidenceClaimRecord[] })[];
    return rows.map(({ claims, ...evidence }) => ({ evidence, claims }));
  }

  /** What sampling needs of all the evidence claimed on one unit of a centre, without what people wrote in it. */
  onUnit(centreId: string, unitKey: string): Promise<SampledEvidenceRow[]> {
    return this.unitOfWork.reader
      .createQueryBuilder(EvidenceRecord, 'evidence')
      .innerJoin(EvidenceClaimRecord, 'claim', 'claim.evidenceId = evidence.id')
      .innerJoin(RegistrationRecord, 'registration', 'registration.id = claim.registrationId')
      .select('evidence.id', 'id')
      .distinct()
      .addSelect('claim.registrationId', 'registrationId')
      .addSelect('evidence.method', 'method')
      .addSelect('evidence.declarationVersion', 'declarationVersion')
      .addSelect('evidence.decidedAt', 'decidedAt')
      .where('registration.centreId = :centreId', { centreId })
      .andWhere('registration.unitKey = :unitKey', { unitKey })
      .getRawMany<SampledEvidenceRow>();
  }

  list(actor: Actor, filter: EvidenceFilter, limit: number, after: string | null): Promise<EvidenceRecord[]> {
    const learners = this.registrations.learnersInScope(actor);
    const query = this.unitOfWork.reader
      .createQueryBuilder(EvidenceRecord, 'evidence')
      .where('evidence.centreId = :centreId', { centreId: actor.centreId })
      .andWhere(`evidence.learnerId IN (${learners.getQuery()})`)
      .setParameters(learners.getParameters())
      .orderBy('evidence.id')
      .take(limit);
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
      const like = ['title', 'contextStatement', 'ref'].map(
        (column) => `LOWER(evidence.${column}) LIKE :words ESCAPE '\\'`,
      );
      query.andWhere(`(${like.join(' OR ')})`, { words: `%${escapeLike(q.trim().toLowerCase())}%` });
    }
    if (after !== null) query.andWhere('evidence.id > :after', { after });
    return query.getMany();
  }

  /** Every version of every item of the learner's that refers to a complaint case by this label. */
  referringToCase(learnerId: string, caseRef: string): Promise<EvidenceRecord[]> {
    return this.unitOfWork.reader
      .createQueryBuilder(EvidenceRecord, 'evidence')
      .where('evidence.learnerId = :learnerId', { learnerId })
      .andWhere(`evidence.caseRefs LIKE :quoted ESCAPE '\\'`, { quoted: `%${escapeLike(JSON.stringify(caseRef))}%` })
      .orderBy('evidence.id')
      .getMany();
  }

  /** The labels of complaint cases that the learner's evidence refers to, whether or not there is a case of that name. */
  async caseLabels(learnerId: string): Promise<string[]> {
    const rows = await this.unitOfWork.reader.find(EvidenceRecord, {
      select: { id: true, caseRefs: true },
      where: { learnerId },
    });
    return [...new Set(rows.flatMap(({ caseRefs }) => caseRefs))];
  }

  async countFiles(evidenceId: string): Promise<number> {
    return this.unitOfWork.reader.countBy(EvidenceFileRecord, { evidenceId });
  }
}
