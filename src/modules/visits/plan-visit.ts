import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { type VisitKind, visitWindow } from '../../domain/visit/visit.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import type { EqaVisitRecord } from './eqa-visit.record.js';
import { verifierLock } from './visit-lock.js';
import { VisitorPolicy } from './visitor.policy.js';
import { VisitsStore } from './visits.store.js';

export interface NewVisit {
  readonly eqaId: string;
  readonly awardingOrganisation: string;
  readonly kind: VisitKind;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly units: readonly string[];
  readonly agenda?: string | null;
}

/** Makes a pass for an external verifier: from when to when they are let in, and to which units' learners (§4.4). */
@Injectable()
export class PlanVisit {
  constructor(
    private readonly specifications: SpecificationReader,
    private readonly policy: VisitorPolicy,
    private readonly store: VisitsStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, input: NewVisit): Promise<EqaVisitRecord> {
    const { eqaId, kind, units } = input;
    const now = this.clock.now();
    const window = visitWindow(input, now);
    await this.assertKnown(units);
    const visit: EqaVisitRecord = {
      ...{ id: newId(), centreId: actor.centreId, eqaId, kind, ...window },
      awardingOrganisation: input.awardingOrganisation.trim(),
      units: [...units].sort(),
      agenda: input.agenda?.trim() || null,
      ...{ createdById: actor.userId, createdAt: now },
      ...{ suspendedAt: null, suspendedById: null, suspensionReason: null, concludedAt: null },
      revision: 1,
    };
    await this.unitOfWork.run(async () => {
      await this.policy.check(actor.centreId, eqaId, window);
      await this.store.addVisit(visit);
      const { id: visitId, awardingOrganisation } = visit;
      await this.trail.record(actor, 'visit.planned', {
        ...{ visitId, eqaId, awardingOrganisation, kind, units: visit.units, ...window },
      });
    }, verifierLock(eqaId));
    return visit;
  }

  private async assertKnown(units: readonly string[]): Promise<void> {
    const known = (await this.specifications.current()).map(({ key }) => key);
    const errors = units.flatMap((key, index) =>
      known.includes(key) ? [] : [{ path: `units[${index}]`, message: 'is not a unit of this installation' }],
    );
    if (errors.length > 0) throw new DomainError('UNIT_UNKNOWN', 'There is no such unit here.', errors);
  }
}
