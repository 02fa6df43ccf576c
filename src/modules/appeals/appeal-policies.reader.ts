import { Injectable } from '@nestjs/common';
import { type AppealPolicy, DEFAULT_APPEAL_POLICY } from '../../domain/appeal/appeal-policy.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AppealPolicyRecord } from './appeal-policy.record.js';

/** The procedure in force. Version 0 is the default of the product, which nobody has changed yet. */
export interface CurrentAppealPolicy {
  readonly version: number;
  readonly policy: AppealPolicy;
  readonly createdById: string | null;
  readonly createdAt: string | null;
}

@Injectable()
export class AppealPoliciesReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async current(centreId: string): Promise<CurrentAppealPolicy> {
    const [last] = await this.all(centreId, 1);
    return last ?? { version: 0, policy: DEFAULT_APPEAL_POLICY, createdById: null, createdAt: null };
  }

  /** Every version that was ever in force, newest first. */
  all(centreId: string, limit: number): Promise<AppealPolicyRecord[]> {
    return this.unitOfWork.reader.find(AppealPolicyRecord, {
      where: { centreId },
      order: { version: 'DESC' },
      take: limit,
    });
  }
}
