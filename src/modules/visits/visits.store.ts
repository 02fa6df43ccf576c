import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { EqaVisitRecord } from './eqa-visit.record.js';
import { VisitActionRecord } from './visit-action.record.js';
import { VisitNoteRecord } from './visit-note.record.js';
import { VisitOutcomeRecord } from './visit-outcome.record.js';
import { VisitReleaseRecord } from './visit-release.record.js';
import { VisitSelectionRecord } from './visit-selection.record.js';
import { VisitViewRecord } from './visit-view.record.js';

@Injectable()
export class VisitsStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  addVisit(visit: EqaVisitRecord): Promise<void> {
    return this.unitOfWork.insert(EqaVisitRecord, visit);
  }

  async changeVisit(id: string, change: Partial<EqaVisitRecord>): Promise<void> {
    await this.unitOfWork.update(EqaVisitRecord, { id }, change);
  }

  addSelections(selections: readonly VisitSelectionRecord[]): Promise<void> {
    return this.unitOfWork.insert(VisitSelectionRecord, selections);
  }

  addView(view: VisitViewRecord): Promise<void> {
    return this.unitOfWork.insert(VisitViewRecord, view);
  }

  addNote(note: VisitNoteRecord): Promise<void> {
    return this.unitOfWork.insert(VisitNoteRecord, note);
  }

  async addOutcome(
    outcome: VisitOutcomeRecord,
    actions: readonly VisitActionRecord[],
    releases: readonly VisitReleaseRecord[],
  ): Promise<void> {
    await this.unitOfWork.insert(VisitOutcomeRecord, outcome);
    await this.unitOfWork.insert(VisitActionRecord, actions);
    await this.unitOfWork.insert(VisitReleaseRecord, releases);
  }

  async changeAction(id: string, change: Partial<VisitActionRecord>): Promise<void> {
    await this.unitOfWork.update(VisitActionRecord, { id }, change);
  }
}
