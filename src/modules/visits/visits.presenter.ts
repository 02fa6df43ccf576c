import { Injectable } from '@nestjs/common';
import { notFound } from '../../domain/kernel/domain-error.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { SamplesReader } from '../verification/samples.reader.js';
import type { EqaVisitRecord } from './eqa-visit.record.js';
import type { VisitActionRecord } from './visit-action.record.js';
import { VisitDesk } from './visit-desk.js';
import type { VisitSelectionRecord } from './visit-selection.record.js';
import { toOutcomeView, toVisitActionView, type VisitActionView, type VisitOutcomeView } from './visit-findings.dto.js';
import { type EqaVisitView, type RegisterEntryView, toVisitView, type VisitSelectionView } from './visit-views.dto.js';
import { VisitsReader } from './visits.reader.js';

/** Shows visits with the names of the people in them, in as many queries for a page as for one. */
@Injectable()
export class VisitsPresenter {
  constructor(
    private readonly reader: VisitsReader,
    private readonly desk: VisitDesk,
    private readonly registrations: RegistrationsReader,
    private readonly samples: SamplesReader,
    private readonly identity: IdentityReader,
  ) {}

  async visits(rows: readonly EqaVisitRecord[]): Promise<EqaVisitView[]> {
    const selected = await this.reader.countSelected(rows.map(({ id }) => id));
    const names = await this.identity.names(rows.flatMap(({ eqaId, createdById }) => [eqaId, createdById]));
    return rows.map((row) => toVisitView(row, this.desk.stateOf(row), selected.get(row.id) ?? 0, names));
  }

  async visit(row: EqaVisitRecord): Promise<EqaVisitView> {
    const [view] = await this.visits([row]);
    if (!view) throw notFound();
    return view;
  }

  async register(visit: EqaVisitRecord, rows: readonly RegistrationRecord[]): Promise<RegisterEntryView[]> {
    const ids = rows.map(({ id }) => id);
    const sampled = await this.samples.sampledAmong(ids);
    const selected = await this.reader.selectedAmong(visit.id, ids);
    const names = await this.identity.names(rows.flatMap((row) => [row.learnerId, row.assessorId, row.iqaId]));
    const nameOf = (id: string): string => names.get(id) ?? '';
    return rows.map(({ id, learnerId, unitKey, registeredOn, assessorId, iqaId, status }) => ({
      ...{ registrationId: id, unit: unitKey, registeredOn, assessorId, iqaId, status },
      ...{ learnerName: nameOf(learnerId), assessorName: nameOf(assessorId), iqaName: nameOf(iqaId) },
      ...{ sampledByIqa: sampled.has(id), selected: selected.has(id) },
    }));
  }

  async selections(rows: readonly VisitSelectionRecord[]): Promise<VisitSelectionView[]> {
    const registrations = await this.registrations.byIds(rows.map(({ registrationId }) => registrationId));
    const byId = new Map(registrations.map((registration) => [registration.id, registration]));
    const names = await this.identity.names([
      ...rows.map(({ selectedById }) => selectedById),
      ...registrations.map(({ learnerId }) => learnerId),
    ]);
    return rows.map(({ registrationId, reason, selectedById, selectedAt }) => {
      const registration = byId.get(registrationId);
      return {
        ...{ registrationId, reason, selectedById, selectedAt },
        learnerName: names.get(registration?.learnerId ?? '') ?? '',
        unit: registration?.unitKey ?? '',
        selectedByName: names.get(selectedById) ?? '',
      };
    });
  }

  /** @throws DomainError NOT_FOUND while there is none */
  async outcome(visitId: string): Promise<VisitOutcomeView> {
    const outcome = await this.reader.outcome(visitId);
    if (!outcome) throw notFound();
    const actions = await this.reader.actions(visitId);
    const releases = await this.reader.releases(visitId);
    return toOutcomeView(outcome, actions, releases, await this.namesIn(actions));
  }

  async action(row: VisitActionRecord): Promise<VisitActionView> {
    return toVisitActionView(row, await this.namesIn([row]));
  }

  private namesIn(actions: readonly VisitActionRecord[]): Promise<Map<string, string>> {
    return this.identity.names(actions.flatMap(({ respondedById, closedById }) => [respondedById, closedById]));
  }
}
