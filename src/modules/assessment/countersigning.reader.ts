import { Injectable } from '@nestjs/common';
import { type Actor, assessorStanding } from '../../domain/access/actor.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { InterestRecord } from '../registrations/interest.record.js';
import { RegistrationRecord } from '../registrations/registration.record.js';
import { CountersignatureRecord } from './countersignature.record.js';
import { JudgementRecord } from './judgement.record.js';

/** A trainee's judgement that waits, with whose unit it is about. */
export interface WaitingJudgement extends JudgementRecord {
  readonly registration: Pick<RegistrationRecord, 'learnerId' | 'unitKey' | 'countersignerId'>;
}

@Injectable()
export class CountersigningReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * What waits for `actor` to countersign, on registrations where they countersign or assess, oldest first. Judgements
   * that a later one has overtaken wait for nobody (`pendingJudgement`), and whoever has declared an interest in the
   * learner waits in vain (SOD6).
   */
  async waitingFor(actor: Actor, limit: number, after: string | null): Promise<WaitingJudgement[]> {
    if (assessorStanding(actor.roles) !== 'qualified') return [];
    const query = this.unitOfWork.reader
      .createQueryBuilder(JudgementRecord, 'judgement')
      .innerJoinAndMapOne(
        'judgement.registration',
        RegistrationRecord,
        'registration',
        'registration.id = judgement.registrationId',
      )
      .leftJoin(CountersignatureRecord, 'word', 'word.judgementId = judgement.id')
      .where('registration.centreId = :centreId', { centreId: actor.centreId })
      .andWhere(
        '(registration.countersignerId = :me OR registration.assessorId = :me OR registration.coAssessorId = :me)',
      )
      .andWhere(`judgement.assessorStatus = 'trainee' AND word.id IS NULL AND judgement.assessorId <> :me`)
      .andWhere(
        (outer) =>
          `NOT EXISTS ${outer
            .subQuery()
            .select('1')
            .from(JudgementRecord, 'later')
            .leftJoin(CountersignatureRecord, 'said', 'said.judgementId = later.id')
            .where('later.registrationId = judgement.registrationId AND later.criterion = judgement.criterion')
            .andWhere('later.sequence > judgement.sequence')
            .andWhere(`(said.result IS NULL OR said.result <> 'refused')`)
            .getQuery()}`,
      )
      .andWhere(
        (outer) =>
          `NOT EXISTS ${outer
            .subQuery()
            .select('1')
            .from(InterestRecord, 'interest')
            .where('interest.learnerId = registration.learnerId AND interest.personId = :me')
            .getQuery()}`,
      )
      .setParameters({ me: actor.userId })
      .orderBy('judgement.id')
      .limit(limit);
    if (after !== null) query.andWhere('judgement.id > :after', { after });
    return (await query.getMany()) as WaitingJudgement[];
  }
}
