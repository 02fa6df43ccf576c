import { Injectable } from '@nestjs/common';
import { LessThanOrEqual, MoreThan } from 'typeorm';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PartialFiles } from '../../platform/files/partial-files.js';
import { Clock } from '../../platform/time/clock.js';
import { UploadRecord } from './upload.record.js';

/** An upload and how many bytes of it are safe on the disk. */
export type UploadProgress = UploadRecord & { readonly offset: number };

@Injectable()
export class UploadsReader {
  constructor(
    private readonly partials: PartialFiles,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  byId(id: string): Promise<UploadRecord | null> {
    return this.unitOfWork.reader.findOneBy(UploadRecord, { id });
  }

  /**
   * An upload of the actor's own.
   * @throws DomainError NOT_FOUND also for one of somebody else's; UPLOAD_EXPIRED
   */
  async owned(actor: Actor, id: string): Promise<UploadRecord> {
    const upload = await this.byId(id);
    if (upload?.ownerId !== actor.userId || upload.centreId !== actor.centreId) throw notFound();
    if (upload.expiresAt <= this.clock.now()) {
      throw new DomainError('UPLOAD_EXPIRED', 'Nothing has arrived for this upload in a day, so it was given up.');
    }
    return upload;
  }

  /** @throws DomainError NOT_FOUND */
  async progress(id: string): Promise<UploadProgress> {
    const upload = await this.byId(id);
    if (!upload) throw notFound();
    return { ...upload, offset: upload.state === 'finished' ? upload.size : await this.partials.length(id) };
  }

  /** What somebody has begun and not finished. */
  openOf(ownerId: string): Promise<UploadRecord[]> {
    return this.unitOfWork.reader.findBy(UploadRecord, {
      ownerId,
      state: 'open',
      expiresAt: MoreThan(this.clock.now()),
    });
  }

  async openIds(): Promise<Set<string>> {
    const open = await this.unitOfWork.reader.find(UploadRecord, { select: { id: true }, where: { state: 'open' } });
    return new Set(open.map(({ id }) => id));
  }

  expired(): Promise<UploadRecord[]> {
    return this.unitOfWork.reader.findBy(UploadRecord, { expiresAt: LessThanOrEqual(this.clock.now()) });
  }
}
