import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import type { CriterionJudgement } from '../../domain/judgement/judgement.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { RegistrationRecord } from '../registrations/registration.record.js';
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
    const rows = (await this.withCountersignatures()
      .where('judgement.registrationId = :registrationId', { registrationId })
      .orderBy('judgement.sequence')
      .getMany()) as JoinedRecord[];
    return rows.map(toEntry);
  }

  /** The ledgers of everybody on one unit of a centre, in one query. */
  async onUnit(centreId: string, unitKey: string): Promise<JudgementEntry[]> {
    const rows = (await this.withCountersignatures()
      .innerJoin(RegistrationRecord, 'registration', 'registration.id = judgement.registrationId')
      .where('registration.centreId = :centreId', { centreId })
      .andWhere('registration.unitKey = :unitKey', { unitKey })
      .orderBy('judgement.id')
      .getMany()) as JoinedRecord[];
    return rows.map(toEntry);
  }

  /** When each assessor of a centre first judged as a qualified assessor, on whatever unit. */
  async firstQualifiedJudgements(centreId: string): Promise<Map<string, string>> {
    const rows = await this.unitOfWork.reader
      .createQueryBuilder(JudgementRecord, 'judgement')
      .innerJoin(RegistrationRecord, 'registration', 'registration.id = judgement.registrationId')
      .select('judgement.assessorId', 'assessorId')
      .addSelect('MIN(judgement.decidedAt)', 'since')
      .where('registration.centreId = :centreId', { centreId })
      .andWhere(`judgement.assessorStatus = 'qualified'`)
      .groupBy('judgement.assessorId')
      .getRawMany<{ assessorId: string; since: string }>();
    return new Map(rows.map(({ assessorId, since }) => [assessorId, since]));
  }

  private withCountersignatures(): SelectQueryBuilder<JudgementRecord> {
    return this.unitOfWork.reader
      .createQueryBuilder(JudgementRecord, 'judgement')
      .leftJoinAndMapOne(
        'judgement.countersignature',
        CountersignatureRecord,
        'countersignature',
        'countersignature.judgementId = judgement.id',
      );
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
