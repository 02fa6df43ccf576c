import { Injectable } from '@nestjs/common';
import { LessThan, LessThanOrEqual } from 'typeorm';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EvidenceRevisionRecord } from '../evidence-revision.record.js';

@Injectable()
export class EvidenceRevisionsReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The words as they stood at a revision: kept with it, or last before it. `null` when none was kept by then. */
  asOf(evidenceId: string, revision: number): Promise<EvidenceRevisionRecord | null> {
    return this.unitOfWork.reader.findOne(EvidenceRevisionRecord, {
      where: { evidenceId, revision: LessThanOrEqual(revision) },
      order: { revision: 'DESC' },
    });
  }

  /** One kept revision. */
  one(evidenceId: string, revision: number): Promise<EvidenceRevisionRecord | null> {
    return this.unitOfWork.reader.findOneBy(EvidenceRevisionRecord, { evidenceId, revision });
  }

  /** Newest first, before the one with the id `before`. */
  list(evidenceId: string, limit: number, before: string | null): Promise<EvidenceRevisionRecord[]> {
    return this.unitOfWork.reader.find(EvidenceRevisionRecord, {
      where: { evidenceId, ...(before === null ? {} : { id: LessThan(before) }) },
      order: { id: 'DESC' },
      take: limit,
    });
  }
}
