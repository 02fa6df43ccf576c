import { Injectable } from '@nestjs/common';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppealPanelMemberRecord } from './appeal-panel-member.record.js';
import { AppealPolicyRecord } from './appeal-policy.record.js';
import { AppealStepRecord } from './appeal-step.record.js';
import { AppealRecord } from './appeal.record.js';

/** A step as a use case words it; what is left out has no place in it. */
export type NewStep = Pick<AppealStepRecord, 'event' | 'actorId' | 'at'> &
  Partial<Omit<AppealStepRecord, 'id' | 'appealId' | 'sequence' | 'status'>>;

const NOTHING_ELSE = {
  ...{ reason: null, lateReason: null, outcome: null, personIds: null, dueOn: null, policyVersion: null },
  isLate: false,
} satisfies Partial<AppealStepRecord>;

@Injectable()
export class AppealsStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  addPolicy(policy: AppealPolicyRecord): Promise<void> {
    return this.unitOfWork.insert(AppealPolicyRecord, policy);
  }

  async add(appeal: AppealRecord, step: NewStep): Promise<void> {
    await this.unitOfWork.insert(AppealRecord, appeal);
    await this.addStep(appeal, step);
  }

  /** Writes a step and where the appeal stands after it. */
  async move(appeal: AppealRecord, step: NewStep, change: Partial<AppealRecord> = {}): Promise<AppealRecord> {
    const moved: AppealRecord = { ...appeal, ...change, lastStep: appeal.lastStep + 1 };
    await this.unitOfWork.update(AppealRecord, { id: appeal.id }, { ...change, lastStep: moved.lastStep });
    await this.addStep(moved, step);
    return moved;
  }

  async change(appeal: AppealRecord, change: Partial<AppealRecord>): Promise<AppealRecord> {
    await this.unitOfWork.update(AppealRecord, { id: appeal.id }, change);
    return { ...appeal, ...change };
  }

  async changePanel(joining: readonly AppealPanelMemberRecord[], leavingIds: readonly string[], at: string) {
    await this.unitOfWork.insert(AppealPanelMemberRecord, joining);
    for (const id of leavingIds) await this.unitOfWork.update(AppealPanelMemberRecord, { id }, { stoodDownAt: at });
  }

  private addStep({ id: appealId, lastStep: sequence, status }: AppealRecord, step: NewStep): Promise<void> {
    return this.unitOfWork.insert(AppealStepRecord, {
      ...NOTHING_ELSE,
      ...step,
      id: newId(),
      appealId,
      sequence,
      status,
    });
  }
}
