import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { EvidenceFileRecord } from './evidence-file.record.js';
import { EvidenceRecord } from './evidence.record.js';

/** So many may be named in one query on both engines. */
const HASHES_AT_A_TIME = 500;

/** Content in a portfolio, and what one of its items is called. */
export interface HeldContent {
  readonly sha256: string;
  readonly ref: string;
}

/** Tells where content stands already before more of it comes in. */
@Injectable()
export class HeldContentsReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Which of these contents stand in portfolios of the centre, besides one learner's own. */
  async heldByOthers(
    centreId: string,
    sha256s: readonly string[],
    learnerId: string | null,
  ): Promise<readonly HeldContent[]> {
    const held: HeldContent[] = [];
    for (let start = 0; start < sha256s.length; start += HASHES_AT_A_TIME) {
      const query = this.unitOfWork.reader
        .createQueryBuilder(EvidenceFileRecord, 'file')
        .innerJoin(EvidenceRecord, 'evidence', 'evidence.id = file.evidenceId')
        .select('file.sha256', 'sha256')
        .addSelect('MIN(evidence.ref)', 'ref')
        .where('file.sha256 IN (:...sha256s)', { sha256s: sha256s.slice(start, start + HASHES_AT_A_TIME) })
        .andWhere('evidence.centreId = :centreId', { centreId })
        .andWhere('file.purgedAt IS NULL')
        .groupBy('file.sha256');
      if (learnerId !== null) query.andWhere('evidence.learnerId <> :learnerId', { learnerId });
      held.push(...(await query.getRawMany<HeldContent>()));
    }
    return held;
  }
}
