import { Injectable } from '@nestjs/common';
import { type Actor, isVisitor } from '../../domain/access/actor.js';
import { checkSelection } from '../../domain/visit/visit.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { VisitDesk } from './visit-desk.js';
import { visitLock } from './visit-lock.js';
import type { VisitSelectionRecord } from './visit-selection.record.js';
import { VisitsReader } from './visits.reader.js';
import { VisitsStore } from './visits.store.js';

/**
 * Opens registrations for a visit: chosen by the verifier while they are visiting, or by the centre for them. What is
 * selected stays so, and selecting it again changes nothing.
 */
@Injectable()
export class SelectRegistrations {
  constructor(
    private readonly reader: VisitsReader,
    private readonly desk: VisitDesk,
    private readonly registrations: RegistrationsReader,
    private readonly store: VisitsStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The rows that were added. */
  async run(
    actor: Actor,
    visitId: string,
    input: { readonly registrationIds: readonly string[]; readonly reason: string },
  ): Promise<VisitSelectionRecord[]> {
    await this.reader.visitFor(actor, visitId);
    return this.unitOfWork.run(async () => {
      const visit = isVisitor(actor)
        ? await this.desk.ownOpen(actor, visitId)
        : await this.reader.visitFor(actor, visitId);
      this.desk.assertState(visit, ['planned', 'open']);
      const found = await this.registrations.byIds(input.registrationIds);
      const selectedIds = (await this.reader.selections(visitId)).map(({ registrationId }) => registrationId);
      const learnerIds = found.map(({ learnerId }) => learnerId);
      checkSelection({
        ...{ wantedIds: input.registrationIds, found, selectedIds, visit },
        interestLearnerIds: await this.registrations.interestsAmong(visit.eqaId, learnerIds),
      });
      const reason = input.reason.trim();
      const added = input.registrationIds
        .filter((id) => !selectedIds.includes(id))
        .map((registrationId) => ({
          ...{ id: newId(), visitId, registrationId, reason },
          ...{ selectedById: actor.userId, selectedAt: this.clock.now() },
        }));
      if (added.length === 0) return [];
      await this.store.addSelections(added);
      const registrationIds = added.map(({ registrationId }) => registrationId);
      await this.trail.record(actor, 'visit.registrations_selected', { visitId, registrationIds, reason });
      return added;
    }, visitLock(visitId));
  }
}
