import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { IqaActionRecord } from './iqa-action.record.js';
import { IqaSampleRecord } from './iqa-sample.record.js';
import { PlannedSampleRecord } from './planned-sample.record.js';
import { SamplingPlanRecord } from './sampling-plan.record.js';
import { SamplingPlanVersionRecord } from './sampling-plan-version.record.js';
import { SamplingPolicyRecord } from './sampling-policy.record.js';

@Injectable()
export class VerificationStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  addPolicy(policy: SamplingPolicyRecord): Promise<void> {
    return this.unitOfWork.insert(SamplingPolicyRecord, policy);
  }

  addPlan(plan: SamplingPlanRecord): Promise<void> {
    return this.unitOfWork.insert(SamplingPlanRecord, plan);
  }

  async addVersion(version: SamplingPlanVersionRecord, planned: readonly PlannedSampleRecord[]): Promise<void> {
    await this.unitOfWork.insert(SamplingPlanVersionRecord, version);
    await this.unitOfWork.insert(PlannedSampleRecord, planned);
    await this.unitOfWork.update(SamplingPlanRecord, { id: version.planId }, { version: version.version });
  }

  async addSample(sample: IqaSampleRecord): Promise<void> {
    await this.unitOfWork.insert(IqaSampleRecord, sample);
    if (sample.plannedSampleId !== null) {
      await this.unitOfWork.update(PlannedSampleRecord, { id: sample.plannedSampleId }, { sampleId: sample.id });
    }
  }

  /** Writes what the IQA says of a sample, and the actions that follow from it. */
  async signSample(id: string, record: Partial<IqaSampleRecord>, actions: readonly IqaActionRecord[]): Promise<void> {
    await this.unitOfWork.update(IqaSampleRecord, { id }, record);
    await this.unitOfWork.insert(IqaActionRecord, actions);
  }

  async changeAction(id: string, change: Partial<IqaActionRecord>): Promise<void> {
    await this.unitOfWork.update(IqaActionRecord, { id }, change);
  }
}
