import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import type { Actor } from '../../domain/access/actor.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ArrivedFileRecord } from './arrived-file.record.js';
import { type ImportFacts, PortfolioImportRecord } from './portfolio-import.record.js';

/** A package that was taken in: its facts are kept for good. */
export type Arrival = PortfolioImportRecord & { readonly facts: ImportFacts };

@Injectable()
export class ArrivalsReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  byId(id: string): Promise<PortfolioImportRecord | null> {
    return this.unitOfWork.reader.findOneBy(PortfolioImportRecord, { id });
  }

  /**
   * An import of the actor's own centre.
   * @throws DomainError NOT_FOUND
   */
  async ofCentre(actor: Actor, id: string): Promise<PortfolioImportRecord> {
    const row = await this.unitOfWork.reader.findOneBy(PortfolioImportRecord, { id, centreId: actor.centreId });
    if (!row) throw notFound();
    return row;
  }

  list(centreId: string, limit: number, after: string | null): Promise<PortfolioImportRecord[]> {
    const query = this.unitOfWork.reader
      .createQueryBuilder(PortfolioImportRecord, 'import')
      .where('import.centreId = :centreId', { centreId })
      .orderBy('import.id')
      .take(limit);
    if (after !== null) query.andWhere('import.id > :after', { after });
    return query.getMany();
  }

  countWaiting(centreId: string): Promise<number> {
    return this.unitOfWork.reader.countBy(PortfolioImportRecord, { centreId, state: 'previewed' });
  }

  /** The imports whose zips are still needed, by the ids of these. */
  async waitingUploads(): Promise<Set<string>> {
    const rows = await this.unitOfWork.reader.find(PortfolioImportRecord, {
      select: { id: true, uploadId: true },
      where: { state: 'previewed' },
    });
    return new Set(rows.map(({ uploadId }) => uploadId));
  }

  /** What this centre has taken in of one package, or of one like it. */
  acceptedLike(
    centreId: string,
    { packageId, contentSha256 }: Pick<PortfolioImportRecord, 'packageId' | 'contentSha256'>,
  ): Promise<PortfolioImportRecord[]> {
    const state = 'accepted';
    return this.unitOfWork.reader.find(PortfolioImportRecord, {
      where: [
        { centreId, state, packageId },
        { centreId, state, contentSha256 },
      ],
    });
  }

  /** Everything that arrived for one registration, oldest first. */
  async ofRegistration(registrationId: string): Promise<Arrival[]> {
    const rows = await this.unitOfWork.reader.find(PortfolioImportRecord, {
      where: { registrationId, state: 'accepted' },
      order: { acceptedAt: 'ASC', id: 'ASC' },
    });
    return rows.flatMap((row) => (row.facts ? [{ ...row, facts: row.facts }] : []));
  }

  filesOf(importIds: readonly string[]): Promise<ArrivedFileRecord[]> {
    if (importIds.length === 0) return Promise.resolve([]);
    return this.unitOfWork.reader.find(ArrivedFileRecord, {
      where: { importId: In([...importIds]) },
      order: { id: 'ASC' },
    });
  }

  file(importId: string, id: string): Promise<ArrivedFileRecord | null> {
    return this.unitOfWork.reader.findOneBy(ArrivedFileRecord, { id, importId });
  }

  /** Whether every one of these files still has its bytes. */
  async areAllThere(importIds: readonly string[], fileIds: readonly string[]): Promise<boolean> {
    if (fileIds.length === 0) return true;
    const there = new Set(
      (await this.filesOf([...new Set(importIds)])).filter(({ purgedAt }) => purgedAt === null).map(({ id }) => id),
    );
    return fileIds.every((id) => there.has(id));
  }

  keeps(sha256: string): Promise<boolean> {
    return this.unitOfWork.reader.existsBy(ArrivedFileRecord, { sha256, purgedAt: IsNull() });
  }

  /** Copies of these contents among what arrived for one learner. */
  copiesOf(learnerId: string, sha256s: readonly string[]): Promise<ArrivedFileRecord[]> {
    if (sha256s.length === 0) return Promise.resolve([]);
    return this.unitOfWork.reader.findBy(ArrivedFileRecord, {
      learnerId,
      sha256: In([...sha256s]),
      purgedAt: IsNull(),
    });
  }
}
