import { Injectable } from '@nestjs/common';
import { In, MoreThan, Not } from 'typeorm';
import type { Actor } from '../../domain/access/actor.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { PortfolioExportRecord } from './portfolio-export.record.js';
import { PortfolioManifestRecord } from './portfolio-manifest.record.js';
import { UnfinishedPackages } from './unfinished-packages.js';

@Injectable()
export class PortfolioReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registrations: RegistrationsReader,
    private readonly packages: UnfinishedPackages,
  ) {}

  byId(id: string): Promise<PortfolioExportRecord | null> {
    return this.unitOfWork.reader.findOneBy(PortfolioExportRecord, { id });
  }

  byIdOrFail(id: string): Promise<PortfolioExportRecord> {
    return this.unitOfWork.reader.findOneByOrFail(PortfolioExportRecord, { id });
  }

  /**
   * The export, if `actor` might have ordered it.
   * @throws DomainError NOT_FOUND, NOT_ALLOWED
   */
  async ofActor(actor: Actor, id: string): Promise<PortfolioExportRecord> {
    const order = await this.byId(id);
    if (!order) throw notFound();
    await this.registrations.forOperation(actor, order.registrationId, 'portfolio:export');
    return order;
  }

  manifestOf(exportId: string): Promise<PortfolioManifestRecord> {
    return this.unitOfWork.reader.findOneByOrFail(PortfolioManifestRecord, { exportId });
  }

  /** Whether these bytes are a portfolio that is still kept. */
  isExport(sha256: string): Promise<boolean> {
    return this.unitOfWork.reader.existsBy(PortfolioExportRecord, { sha256, status: Not('expired') });
  }

  /** How many drafts and packages that this person ordered are still being made. */
  async countUnfinished(requestedById: string): Promise<number> {
    const drafts = await this.unitOfWork.reader.countBy(PortfolioExportRecord, {
      ...{ requestedById, kind: 'draft', status: In(['queued', 'running']) },
    });
    return drafts + (await this.packages.countOf(requestedById));
  }

  /** The signed-off export of this very release: there is one for each. */
  ofRelease(releaseId: string): Promise<PortfolioExportRecord | null> {
    return this.unitOfWork.reader.findOneBy(PortfolioExportRecord, { releaseId });
  }

  byCode(verificationCode: string): Promise<PortfolioExportRecord | null> {
    return this.unitOfWork.reader.findOneBy(PortfolioExportRecord, { verificationCode, status: 'ready' });
  }

  /** The first signed-off portfolio that carries one of these codes. */
  byCodes(codes: readonly string[]): Promise<PortfolioExportRecord | null> {
    return this.unitOfWork.reader.findOneBy(PortfolioExportRecord, { verificationCode: In(codes), status: 'ready' });
  }

  /** Whether the unit has been released once more since, which gave it another document. */
  isFollowed({ id, registrationId }: PortfolioExportRecord): Promise<boolean> {
    return this.unitOfWork.reader.existsBy(PortfolioExportRecord, {
      ...{ registrationId, kind: 'signed_off', id: MoreThan(id) },
    });
  }

  byHash(sha256: string): Promise<PortfolioExportRecord | null> {
    return this.unitOfWork.reader.findOneBy(PortfolioExportRecord, { sha256, kind: 'signed_off', status: 'ready' });
  }
}
