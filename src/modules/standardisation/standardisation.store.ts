import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { BlindDecisionRecord } from './blind-decision.record.js';
import { SharedEvidenceRecord } from './shared-evidence.record.js';
import { StandardisationActionRecord } from './standardisation-action.record.js';
import { StandardisationConclusionRecord } from './standardisation-conclusion.record.js';
import { StandardisationDissentRecord } from './standardisation-dissent.record.js';
import { StandardisationEventRecord } from './standardisation-event.record.js';
import { StandardisationParticipantRecord } from './standardisation-participant.record.js';

@Injectable()
export class StandardisationStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async add(
    event: StandardisationEventRecord,
    people: readonly StandardisationParticipantRecord[],
    evidence: readonly SharedEvidenceRecord[],
  ): Promise<void> {
    await this.unitOfWork.insert(StandardisationEventRecord, event);
    await this.unitOfWork.insert(StandardisationParticipantRecord, people);
    await this.unitOfWork.insert(SharedEvidenceRecord, evidence);
  }

  /** Changes an exercise and raises its revision; says what it is now. */
  async change(
    event: StandardisationEventRecord,
    change: Partial<StandardisationEventRecord>,
  ): Promise<StandardisationEventRecord> {
    const changed = { ...change, revision: event.revision + 1 };
    await this.unitOfWork.update(StandardisationEventRecord, { id: event.id }, changed);
    return { ...event, ...changed };
  }

  async changePerson(id: string, change: Partial<StandardisationParticipantRecord>): Promise<void> {
    await this.unitOfWork.update(StandardisationParticipantRecord, { id }, change);
  }

  /** Keeps what the facilitator confirmed that participants see. */
  async freeze(id: string, shown: Pick<SharedEvidenceRecord, 'sheet' | 'sheetSha256' | 'files'>): Promise<void> {
    await this.unitOfWork.update(SharedEvidenceRecord, { id }, shown);
  }

  addDecision(decision: BlindDecisionRecord): Promise<void> {
    return this.unitOfWork.insert(BlindDecisionRecord, decision);
  }

  async addConclusion(
    conclusion: StandardisationConclusionRecord,
    actions: readonly StandardisationActionRecord[],
  ): Promise<void> {
    await this.unitOfWork.insert(StandardisationConclusionRecord, conclusion);
    await this.unitOfWork.insert(StandardisationActionRecord, actions);
  }

  addDissent(dissent: StandardisationDissentRecord): Promise<void> {
    return this.unitOfWork.insert(StandardisationDissentRecord, dissent);
  }

  async changeAction(id: string, change: Partial<StandardisationActionRecord>): Promise<void> {
    await this.unitOfWork.update(StandardisationActionRecord, { id }, change);
  }
}
