import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { CompetenceRecord } from './competence.record.js';
import { CountersignerLinkRecord } from './countersigner-link.record.js';
import { StaffQualificationRecord } from './staff-qualification.record.js';
import { ENDABLE, type StaffRow } from './staff-tables.js';

/** What is on record of people; `open` leaves out what has ended. */
export interface RecordScope {
  readonly open: boolean;
}

const only = ({ open }: RecordScope) => (open ? { endedAt: IsNull() } : {});

/** Qualifications, occupational competence and countersigner links, as they were recorded. */
@Injectable()
export class StaffRecordsReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The bare bones of a record of whatever kind, or `null`. */
  row(kind: keyof typeof ENDABLE, centreId: string, id: string): Promise<StaffRow | null> {
    const record: new () => StaffRow = ENDABLE[kind];
    return this.unitOfWork.reader.findOneBy(record, { id, centreId });
  }

  qualification(personId: string, id: string): Promise<StaffQualificationRecord | null> {
    return this.unitOfWork.reader.findOneBy(StaffQualificationRecord, { id, personId });
  }

  competence(personId: string, id: string): Promise<CompetenceRecord | null> {
    return this.unitOfWork.reader.findOneBy(CompetenceRecord, { id, personId });
  }

  link(personId: string, id: string): Promise<CountersignerLinkRecord | null> {
    return this.unitOfWork.reader.findOneBy(CountersignerLinkRecord, { id, personId });
  }

  qualifications(personIds: readonly string[], scope: RecordScope): Promise<StaffQualificationRecord[]> {
    const where = { personId: In([...personIds]), ...only(scope) };
    return this.unitOfWork.reader.find(StaffQualificationRecord, { where, order: { id: 'ASC' } });
  }

  competences(personIds: readonly string[], scope: RecordScope): Promise<CompetenceRecord[]> {
    const where = { personId: In([...personIds]), ...only(scope) };
    return this.unitOfWork.reader.find(CompetenceRecord, { where, order: { id: 'ASC' } });
  }

  /** Links in which one of these people is the trainee or the countersigner. */
  links(personIds: readonly string[], scope: RecordScope): Promise<CountersignerLinkRecord[]> {
    const people = In([...personIds]);
    return this.unitOfWork.reader.find(CountersignerLinkRecord, {
      where: [
        { personId: people, ...only(scope) },
        { qualifiedId: people, ...only(scope) },
      ],
      order: { id: 'ASC' },
    });
  }
}
