import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import type { Actor } from '../../domain/access/actor.js';
import { authorise, type Operation } from '../../domain/access/permissions.js';
import type { Relation } from '../../domain/access/relations.js';
import type { EvidenceMethod } from '../../domain/evidence/evidence-method.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { escapeLike } from '../../platform/database/escape-like.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ContentReadingRecord } from '../contents/content-reading.record.js';
import { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { EvidenceClaimRecord } from './evidence-claim.record.js';
import { EvidenceDecisionRecord } from './evidence-decision.record.js';
import { EvidenceFileRecord } from './evidence-file.record.js';
import { EvidenceRecord } from './evidence.record.js';

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

/** A file of another item, with the item. */
export interface OtherFile {
  readonly evidence: EvidenceRecord;
  readonly file: EvidenceFileRecord;
}

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
    if (relations.length > 0 && !(await this.isOpenedTo(actor, evidence))) throw notFound();
    authorise(operation, relations);
    return { evidence, relations };
  }

  /** An external verifier sees of a portfolio what was handed in for the units they chose; everybody else all of it. */
  private async isOpenedTo(actor: Actor, { id, submittedAt }: EvidenceRecord): Promise<boolean> {
    const opened = this.registrations.openedTo(actor, 'claim.registrationId');
    if (!opened) return true;
    if (submittedAt === null) return false;
    return this.unitOfWork.reader
      .createQueryBuilder(EvidenceClaimRecord, 'claim')
      .where('claim.evidenceId = :id', { id })
      .andWhere(opened.sql, opened.parameters)
      .getExists();
  }

  byId(id: string): Promise<EvidenceRecord> {
    return this.unitOfWork.reader.findOneByOrFail(EvidenceRecord, { id });
  }

  /** This version of an item, if it is the learner's. */
  ofLearner(learnerId: string, id: string): Promise<EvidenceRecord | null> {
    return this.unitOfWork.reader.findOneBy(EvidenceRecord, { id, learnerId });
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

  /**
   * The files with these bytes in other items of the centre, whoever's they are; other versions of `own` and what was
   * withdrawn are left out. The learner's own come first.
   */
  async otherFiles(own: EvidenceRecord, sha256s: readonly string[], limit: number): Promise<OtherFile[]> {
    if (sha256s.length === 0) return [];
    const rows = (await this.unitOfWork.reader
      .createQueryBuilder(EvidenceFileRecord, 'file')
      .innerJoinAndMapOne('file.evidence', EvidenceRecord, 'evidence', 'evidence.id = file.evidenceId')
      .where('file.sha256 IN (:...sha256s)', { sha256s: [...new Set(sha256s)] })
      .andWhere('file.purgedAt IS NULL')
      .andWhere('evidence.centreId = :centreId', { centreId: own.centreId })
      .andWhere(`evidence.status <> 'withdrawn'`)
      .andWhere('NOT (evidence.learnerId = :learnerId AND evidence.number = :number)', {
        learnerId: own.learnerId,
        number: own.number,
      })
      .orderBy('CASE WHEN evidence.learnerId = :learnerId THEN 0 ELSE 1 END')
      .addOrderBy('file.id')
      .limit(limit)
      .getMany()) as (EvidenceFileRecord & { evidence: EvidenceRecord })[];
    return rows.map(({ evidence, ...file }) => ({ evidence, file }));
  }

  file(evidenceId: string, id: string): Promise<EvidenceFileRecord | null> {
    return this.unitOfWork.reader.findOneBy(EvidenceFileRecord, { id, evidenceId });
  }

  fileById(id: string): Promise<EvidenceFileRecord | null> {
    return this.unitOfWork.reader.findOneBy(EvidenceFileRecord, { id });
  }

  /** Every file with these bytes, and its item. */
  async withBytes(sha256: string): Promise<{ file: EvidenceFileRecord; evidence: EvidenceRecord }[]> {
    const files = await this.unitOfWork.reader.find(EvidenceFileRecord, { where: { sha256 }, order: { id: 'ASC' } });
    return Promise.all(files.map(async (file) => ({ file, evidence: await this.byId(file.evidenceId) })));
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

  /** How many files of any portfolio still hold this content; one that was condemned holds nothing. */
  countHolding(sha256: string): Promise<number> {
    return this.unitOfWork.reader.countBy(EvidenceFileRecord, {
      sha256,
      purgedAt: IsNull(),
      screening: Not('infected'),
    });
  }

  /** Which of these files still have their bytes. */
  async holdingBytes(ids: readonly string[]): Promise<string[]> {
    const where = { id: In([...ids]), purgedAt: IsNull() };
    return (await this.unitOfWork.reader.find(EvidenceFileRecord, { select: { id: true }, where })).map(({ id }) => id);
  }

  /** Files that may be read and that nobody has ordered to be read, each content once. */
  unreadFiles(limit: number): Promise<{ sha256: string; mediaType: string }[]> {
    return this.unitOfWork.reader
      .createQueryBuilder(EvidenceFileRecord, 'file')
      .select('file.sha256', 'sha256')
      .addSelect('MIN(file.mediaType)', 'mediaType')
      .leftJoin(ContentReadingRecord, 'reading', 'reading.sha256 = file.sha256')
      .where('reading.sha256 IS NULL AND file.purgedAt IS NULL')
      .andWhere(`file.screening IN ('not_configured', 'clean')`)
      .groupBy('file.sha256')
      .limit(limit)
      .getRawMany<{ sha256: string; mediaType: string }>();
  }

  async countFiles(evidenceId: string): Promise<number> {
    return this.unitOfWork.reader.countBy(EvidenceFileRecord, { evidenceId });
  }
}
