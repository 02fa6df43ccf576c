import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { visitWindow } from '../../domain/visit/visit.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { assertRevision, type IfMatch } from '../../platform/http/etag.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { EqaVisitRecord } from './eqa-visit.record.js';
import { VisitDesk } from './visit-desk.js';
import { verifierLock, visitLock } from './visit-lock.js';
import { VisitorPolicy } from './visitor.policy.js';
import { VisitsReader } from './visits.reader.js';
import { VisitsStore } from './visits.store.js';

/** `undefined` keeps a field, `null` clears it. */
export interface VisitChange {
  readonly opensAt?: string;
  readonly closesAt?: string;
  readonly agenda?: string | null;
}

/** Moves a visit that has not begun. Once somebody has been let in, it can only be ended early. */
@Injectable()
export class ChangeVisit {
  constructor(
    private readonly reader: VisitsReader,
    private readonly desk: VisitDesk,
    private readonly policy: VisitorPolicy,
    private readonly store: VisitsStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, expected: IfMatch, input: VisitChange): Promise<EqaVisitRecord> {
    const { eqaId } = await this.reader.visitFor(actor, id);
    return this.unitOfWork.run(async () => {
      const visit = await this.reader.visitFor(actor, id);
      assertRevision(visit.revision, expected);
      this.desk.assertState(visit, ['planned']);
      const { opensAt = visit.opensAt, closesAt = visit.closesAt } = input;
      const window = visitWindow({ opensAt, closesAt }, this.clock.now());
      await this.policy.check(actor.centreId, eqaId, window, id);
      const agenda = input.agenda === undefined ? visit.agenda : input.agenda?.trim() || null;
      const change = { ...window, agenda, revision: visit.revision + 1 };
      await this.store.changeVisit(id, change);
      await this.trail.record(actor, 'visit.changed', { visitId: id, fields: Object.keys(input), ...window });
      return { ...visit, ...change };
    }, [...verifierLock(eqaId), ...visitLock(id)]);
  }
}
