import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import type { Actor } from '../../domain/access/actor.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { InterestRecord } from './interest.record.js';

export interface InterestFilter {
  readonly personId?: string;
  readonly learnerId?: string;
}

/** Declared interests as records to be read. What they bar from, `RegistrationsReader` says. */
@Injectable()
export class InterestsReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  interest(centreId: string, id: string): Promise<InterestRecord | null> {
    return this.unitOfWork.reader.findOneBy(InterestRecord, { id, centreId });
  }

  /** Centre managers and lead IQAs see those of everybody at the centre, everybody else their own. */
  list(actor: Actor, filter: InterestFilter, limit: number, after: string | null): Promise<InterestRecord[]> {
    const query = this.unitOfWork.reader
      .createQueryBuilder(InterestRecord, 'interest')
      .where('interest.centreId = :centreId', { centreId: actor.centreId })
      .orderBy('interest.id')
      .take(limit);
    if (!actor.roles.some((role) => role === 'centre_manager' || role === 'lead_iqa')) {
      query.andWhere('interest.personId = :me', { me: actor.userId });
    }
    const { personId, learnerId } = filter;
    if (personId !== undefined) query.andWhere('interest.personId = :personId', { personId });
    if (learnerId !== undefined) query.andWhere('interest.learnerId = :learnerId', { learnerId });
    if (after !== null) query.andWhere('interest.id > :after', { after });
    return query.getMany();
  }

  /** What these people have declared, oldest first; with `inForce` only what still stands. */
  ofPeople(personIds: readonly string[], { inForce }: { readonly inForce: boolean }): Promise<InterestRecord[]> {
    return this.unitOfWork.reader.find(InterestRecord, {
      where: { personId: In([...personIds]), ...(inForce ? { endedAt: IsNull() } : {}) },
      order: { id: 'ASC' },
    });
  }
}
