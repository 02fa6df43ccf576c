import { Injectable } from '@nestjs/common';
import type { UnitState } from '../../domain/sign-off/sign-off.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { RegistrationRecord } from '../registrations/registration.record.js';
import type { EqaVisitRecord } from './eqa-visit.record.js';

export interface RegisterFilter {
  readonly unit?: string;
  readonly assessorId?: string;
  readonly iqaId?: string;
  readonly status?: UnitState;
}

/** The registered learners whom a visit is about (§4.4): what a verifier chooses from. */
@Injectable()
export class VisitRegisterReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** In the order in which they were registered here. */
  page(
    visit: EqaVisitRecord,
    { unit, ...columns }: RegisterFilter,
    limit: number,
    after: string | null,
  ): Promise<RegistrationRecord[]> {
    const units = unit === undefined ? visit.units : visit.units.filter((key) => key === unit);
    if (units.length === 0) return Promise.resolve([]);
    const query = this.unitOfWork.reader
      .createQueryBuilder(RegistrationRecord, 'registration')
      .where('registration.centreId = :centreId', { centreId: visit.centreId })
      .andWhere('registration.unitKey IN (:...units)', { units: [...units] })
      .orderBy('registration.id')
      .take(limit);
    for (const [column, value] of Object.entries(columns)) {
      if (value !== undefined) query.andWhere(`registration.${column} = :${column}`, { [column]: value });
    }
    if (after !== null) query.andWhere('registration.id > :after', { after });
    return query.getMany();
  }
}
