import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AssessorObservationRecord } from './assessor-observation.record.js';
import { CompetenceRecord } from './competence.record.js';
import { CountersignerLinkRecord } from './countersigner-link.record.js';
import { CpdEntryRecord } from './cpd-entry.record.js';
import { StaffQualificationRecord } from './staff-qualification.record.js';
import { ENDABLE, type Ending, type StaffRow } from './staff-tables.js';

@Injectable()
export class StaffStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  addQualification(qualification: StaffQualificationRecord): Promise<void> {
    return this.unitOfWork.insert(StaffQualificationRecord, qualification);
  }

  async confirmQualification(
    id: string,
    confirmation: Pick<StaffQualificationRecord, 'confirmedById' | 'confirmedAt' | 'originalSeenOn'>,
  ): Promise<void> {
    await this.unitOfWork.update(StaffQualificationRecord, { id }, confirmation);
  }

  addCompetence(competence: CompetenceRecord): Promise<void> {
    return this.unitOfWork.insert(CompetenceRecord, competence);
  }

  async confirmCompetence(
    id: string,
    confirmation: Pick<CompetenceRecord, 'confirmedById' | 'confirmedAt'>,
  ): Promise<void> {
    await this.unitOfWork.update(CompetenceRecord, { id }, confirmation);
  }

  addLink(link: CountersignerLinkRecord): Promise<void> {
    return this.unitOfWork.insert(CountersignerLinkRecord, link);
  }

  addCpdEntry(entry: CpdEntryRecord): Promise<void> {
    return this.unitOfWork.insert(CpdEntryRecord, entry);
  }

  addObservation(observation: AssessorObservationRecord): Promise<void> {
    return this.unitOfWork.insert(AssessorObservationRecord, observation);
  }

  async end(kind: keyof typeof ENDABLE, id: string, ending: Ending): Promise<void> {
    const record: new () => StaffRow & Ending = ENDABLE[kind];
    await this.unitOfWork.update(record, { id }, ending);
  }
}
