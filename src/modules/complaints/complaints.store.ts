import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { CaseCommunicationRecord } from './case-communication.record.js';
import { CaseMoveRecord } from './case-move.record.js';
import { ComplaintCaseRecord } from './complaint-case.record.js';

@Injectable()
export class ComplaintsStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  add(cases: readonly ComplaintCaseRecord[]): Promise<void> {
    return this.unitOfWork.insert(ComplaintCaseRecord, cases);
  }

  /** Changes a case and raises its revision; gives back what it is now. */
  async change(row: ComplaintCaseRecord, change: Partial<ComplaintCaseRecord>): Promise<ComplaintCaseRecord> {
    const revised = { ...change, revision: row.revision + 1 };
    await this.unitOfWork.update(ComplaintCaseRecord, { id: row.id }, revised);
    return { ...row, ...revised };
  }

  addCommunication(communication: CaseCommunicationRecord): Promise<void> {
    return this.unitOfWork.insert(CaseCommunicationRecord, communication);
  }

  addMove(move: CaseMoveRecord): Promise<void> {
    return this.unitOfWork.insert(CaseMoveRecord, move);
  }
}
