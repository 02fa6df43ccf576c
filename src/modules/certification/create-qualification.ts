import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import type { QualificationWithHistory } from './certification.reader.js';
import { CertificationStore } from './certification.store.js';
import type { QualificationRecord } from './qualification.record.js';

export interface NewQualification {
  readonly number: string;
  readonly title: string;
  readonly awardingOrganisation: string;
  readonly units: readonly string[];
}

/** Records a qualification that the centre offers, with the units it claims for it. It starts without direct claims. */
@Injectable()
export class CreateQualification {
  constructor(
    private readonly specifications: SpecificationReader,
    private readonly store: CertificationStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, input: NewQualification): Promise<QualificationWithHistory> {
    await this.assertUnitsKnown(input.units);
    const { number } = input;
    const qualification: QualificationRecord = {
      ...{ id: newId(), centreId: actor.centreId, number },
      ...{ title: input.title.trim(), awardingOrganisation: input.awardingOrganisation.trim() },
      ...{ units: [...input.units], createdById: actor.userId, createdAt: this.clock.now() },
    };
    try {
      await this.unitOfWork.run(async () => {
        await this.store.addQualification(qualification);
        const { id: qualificationId, units } = qualification;
        await this.trail.record(actor, 'qualification.created', { qualificationId, number, units });
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new DomainError('ALREADY_EXISTS', 'The centre has a qualification of this number already.', [
        { path: 'number', message: 'is there already' },
      ]);
    }
    return { qualification, history: [] };
  }

  private async assertUnitsKnown(keys: readonly string[]): Promise<void> {
    const known = new Set((await this.specifications.current()).map(({ key }) => key));
    const errors = keys.flatMap((key, index) =>
      known.has(key) ? [] : [{ path: `units[${index}]`, message: 'is not a unit of this installation' }],
    );
    if (errors.length > 0) throw new DomainError('UNIT_UNKNOWN', 'There is no such unit here.', errors);
  }
}
