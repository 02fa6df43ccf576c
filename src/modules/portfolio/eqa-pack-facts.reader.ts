import { Injectable } from '@nestjs/common';
import type { ChosenUnit, EqaPackFacts } from '../../domain/portfolio/eqa-pack-facts.js';
import { productVersion } from '../../platform/config/product-version.js';
import { AuditReader } from '../audit/audit.reader.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import type { EqaVisitRecord } from '../visits/eqa-visit.record.js';
import { VisitsReader } from '../visits/visits.reader.js';
import { CentreRecordsReader } from './centre-records.reader.js';
import { PortfolioFactsReader } from './portfolio-facts.reader.js';

const YEAR_MS = 365 * 86_400_000;

/** Gathers everything the pack of a visit says. */
@Injectable()
export class EqaPackFactsReader {
  constructor(
    private readonly visits: VisitsReader,
    private readonly registrations: RegistrationsReader,
    private readonly identity: IdentityReader,
    private readonly audit: AuditReader,
    private readonly unitFacts: PortfolioFactsReader,
    private readonly records: CentreRecordsReader,
  ) {}

  /** What was chosen for a visit, but for learners in whom its verifier has a declared interest (SOD6). */
  async shownRegistrations({ id, eqaId }: EqaVisitRecord): Promise<RegistrationRecord[]> {
    const ids = (await this.visits.selections(id)).map(({ registrationId }) => registrationId);
    const chosen = await this.registrations.byIds(ids);
    const learnerIds = chosen.map(({ learnerId }) => learnerId);
    const barred = await this.registrations.interestsAmong(eqaId, learnerIds);
    return chosen
      .filter(({ learnerId }) => !barred.includes(learnerId))
      .sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  }

  /** @param registrations of `shownRegistrations`, in the order in which they are printed */
  async of(
    visit: EqaVisitRecord,
    registrations: readonly RegistrationRecord[],
    exportedAt: string,
  ): Promise<EqaPackFacts> {
    const centre = await this.identity.centre(visit.centreId);
    const chosen = await this.chosen(visit, registrations, exportedAt);
    const names = await this.identity.names([visit.eqaId]);
    const since = new Date(Date.parse(visit.opensAt) - YEAR_MS).toISOString().slice(0, 'YYYY-MM-DD'.length);
    const records = await this.records.of({
      ...{ centreId: visit.centreId, units: visit.units, since },
      registrationIds: registrations.map(({ id }) => id),
      staffIds: staffOf(registrations, chosen),
      today: exportedAt.slice(0, 'YYYY-MM-DD'.length),
    });
    const { awardingOrganisation, kind, opensAt, closesAt, units, agenda } = visit;
    return {
      reference: ['EQA', centre.number, visit.id.slice(-8)].filter((part) => part !== null).join('-'),
      ...{ exportedAt, since, chosen, generatorVersion: productVersion() },
      centre: { name: centre.name, number: centre.number },
      visit: {
        ...{ verifierName: names.get(visit.eqaId) ?? '', awardingOrganisation, kind, opensAt, closesAt, units, agenda },
      },
      ...records,
      trail: await this.audit.endOf(visit.centreId),
    };
  }

  private async chosen(
    visit: EqaVisitRecord,
    registrations: readonly RegistrationRecord[],
    createdAt: string,
  ): Promise<ChosenUnit[]> {
    const selections = await this.visits.selections(visit.id);
    const names = await this.identity.names(selections.map(({ selectedById }) => selectedById));
    const order = { kind: 'eqa_pack', createdAt, verificationCode: null, releaseId: null } as const;
    const audience = { showsUln: false, showsDrafts: false, publicUrl: '' };
    const chosen: ChosenUnit[] = [];
    // One after the other: a pack is as long as it is, and the database serves others meanwhile.
    for (const registration of registrations) {
      const selection = selections.find(({ registrationId }) => registrationId === registration.id);
      if (!selection) continue;
      const { facts } = await this.unitFacts.of(order, registration, audience);
      chosen.push({
        ...{ facts, state: registration.status, reason: selection.reason, chosenAt: selection.selectedAt },
        chosenByName: names.get(selection.selectedById) ?? '',
      });
    }
    return chosen;
  }
}

/** Everybody who assesses, countersigns or verifies what was chosen, and whoever did before. */
function staffOf(registrations: readonly RegistrationRecord[], chosen: readonly ChosenUnit[]): string[] {
  const allocated = registrations.flatMap((row) => [
    ...[row.assessorId, row.coAssessorId, row.countersignerId, row.iqaId, row.countersigningIqaId],
  ]);
  const decided = chosen.flatMap(({ facts }) => [
    ...facts.judgements.flatMap(({ assessorId, countersignature }) => [
      ...[assessorId, countersignature?.countersignerId ?? null],
    ]),
    ...facts.signOffs.filter(({ stage }) => stage !== 'learner').map(({ personId }) => personId),
  ]);
  return [...new Set([...allocated, ...decided].filter((id) => id !== null))];
}
