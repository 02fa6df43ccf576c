import { Injectable } from '@nestjs/common';
import { notFound } from '../../domain/kernel/domain-error.js';
import { Clock } from '../../platform/time/clock.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { CompetenceRecord } from './competence.record.js';
import type { CountersignerLinkRecord } from './countersigner-link.record.js';
import type { StaffQualificationRecord } from './staff-qualification.record.js';
import { StaffRecordsReader } from './staff-records.reader.js';
import type { CompetenceView, CountersignerLinkView, QualificationView } from './staff-view.dto.js';
import { toCompetenceView, toLinkView, toQualificationView } from './to-staff-view.js';

/** Shows single records with the names of the people in them. */
@Injectable()
export class StaffRecordsPresenter {
  constructor(
    private readonly records: StaffRecordsReader,
    private readonly identity: IdentityReader,
    private readonly clock: Clock,
  ) {}

  async qualification(row: StaffQualificationRecord): Promise<QualificationView> {
    return toQualificationView(row, await this.identity.names([row.recordedById, row.confirmedById, row.endedById]));
  }

  async qualificationOf(personId: string, id: string): Promise<QualificationView> {
    return this.qualification((await this.records.qualification(personId, id)) ?? missing());
  }

  async competence(row: CompetenceRecord): Promise<CompetenceView> {
    return toCompetenceView(row, await this.identity.names([row.recordedById, row.confirmedById, row.endedById]));
  }

  async competenceOf(personId: string, id: string): Promise<CompetenceView> {
    return this.competence((await this.records.competence(personId, id)) ?? missing());
  }

  async link(row: CountersignerLinkRecord): Promise<CountersignerLinkView> {
    const names = await this.identity.names([row.personId, row.qualifiedId, row.recordedById, row.endedById]);
    return toLinkView(row, names, this.clock.today());
  }

  async linkOf(personId: string, id: string): Promise<CountersignerLinkView> {
    return this.link((await this.records.link(personId, id)) ?? missing());
  }
}

function missing(): never {
  throw notFound();
}
