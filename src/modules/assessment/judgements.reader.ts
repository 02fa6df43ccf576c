import { Injectable } from '@nestjs/common';
import type { CriterionJudgement } from '../../domain/judgement/judgement.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { CountersignatureRecord } from './countersignature.record.js';
import { JudgementRecord } from './judgement.record.js';

/** A judgement with what coverage does not need but people do. */
export interface JudgementEntry extends CriterionJudgement {
  readonly action: string | null;
  readonly targetDate: string | null;
}

type JoinedRecord = JudgementRecord & { countersignature: CountersignatureRecord | null };

@Injectable()
export class JudgementsReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The whole ledger of a registration, oldest first, with countersignatures, in one query. */
  async ofRegistration(registrationId: string): Promise<JudgementEntry[]> {
    const rows = (await this.unitOfWork.reader
      .createQueryBuilder(JudgementRecord, 'judgement')
      .leftJoinAndMapOne(
        'judgement.countersignature',
        CountersignatureRecord,
        'countersignature',
        'countersignature.judgementId = judgement.id',
      )
      .where('judgement.registrationId = :registrationId', { registrationId })
      .orderBy('judgement.sequence')
      .getMany()) as JoinedRecord[];
    return rows.map(toEntry);
  }
}

function toEntry(row: JoinedRecord): JudgementEntry {
  const { id, registrationId, sequence, criterion, outcome, assessorId, assessorStatus, decidedAt } = row;
  const { rationale, evidenceIds, overrideReason, action, targetDate, countersignature } = row;
  return {
    ...{ id, registrationId, sequence, criterion, outcome, assessorId, assessorStatus, decidedAt },
    ...{ rationale, evidenceIds, overrideReason, action, targetDate },
    countersignature: countersignature && {
      countersignerId: countersignature.countersignerId,
      result: countersignature.result,
      note: countersignature.note,
      at: countersignature.at,
    },
  };
}
